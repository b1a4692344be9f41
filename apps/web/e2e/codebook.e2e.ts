import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { expectNoErrors } from './support/deskActions.ts'
import type { WatchedPage } from './support/openBrowser.ts'
import type { Person, Study } from './support/setUpStudy.ts'
import { useStudy } from './support/useStudy.ts'
import { eventually, see, seeNoMore } from './support/waiting.ts'

describe('the codebook', () => {
  let study: Study
  let mira: Person
  useStudy(async made => {
    ;({ study } = made)
    mira = await study.join('Mira Sand', 'analyst')
  })

  const both = async (): Promise<[WatchedPage, WatchedPage]> => {
    const path = `/w/${study.workspace}/codebook`
    const people = await Promise.all([study.open(study.owner, path), study.open(mira, path)])
    await Promise.all(people.map(({ page }) => see(code(page, 'Belonging'))))
    return people
  }
  const leave = async (...people: WatchedPage[]) => {
    expectNoErrors(...people)
    await Promise.all(people.map(({ context }) => context.close()))
  }
  /** A row of the tree; its name begins with the code's and may go on with how often it is applied. */
  const code = (page: Page, name: string): Locator =>
    page.getByRole('treeitem', { name: new RegExp(`^${name} ?(proposed)? ?([\\d,]+ codings?.*)?$`) })
  const create = async (page: Page, name: string) => {
    await page.getByRole('button', { name: 'New code', exact: true }).click()
    await page.getByRole('dialog').getByLabel('Name').fill(name)
    await page.getByRole('dialog').getByRole('button', { name: 'Create' }).click()
    await seeNoMore(page.getByRole('dialog'))
    await see(code(page, name))
  }

  it('a code is made, renamed, recoloured and defined, and the other sees each step without a reload', async () => {
    const [ada, other] = await both()
    const { page } = ada
    await create(page, 'Borrowed keys')
    await see(code(other.page, 'Borrowed keys'))

    await code(page, 'Borrowed keys').press('F2')
    await page.getByRole('dialog').getByLabel('Name').fill('Borrowed doors')
    await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click()
    await see(code(other.page, 'Borrowed doors'))
    await seeNoMore(code(other.page, 'Borrowed keys'))

    await code(other.page, 'Borrowed doors').click()
    await code(page, 'Borrowed doors').click()
    await see(page.getByText('Formerly “Borrowed keys”'))
    const swatch = (on: Page) =>
      code(on, 'Borrowed doors').evaluate(row => row.outerHTML.match(/--code: ?(#[0-9a-f]{6})/)?.[1] ?? '')
    await page.getByRole('link', { name: 'Open the page' }).click()
    await page.getByLabel('Colour').fill('#b3425e')
    await page.getByLabel('Colour').press('Enter')
    await eventually(() => swatch(other.page)).toBe('#b3425e')

    await page.getByRole('button', { name: 'Edit: In a sentence' }).click()
    await page.getByRole('textbox', { name: 'In a sentence' }).fill('Access that depends on whom one knows.')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await see(other.page.getByText('Access that depends on whom one knows.'))
    await leave(ada, other)
  })

  it('a code is moved by the keyboard alone', async () => {
    const [ada, other] = await both()
    const { page } = ada
    await create(page, 'Small rituals')
    await eventually(() => code(page, 'Small rituals').getAttribute('aria-level')).toBe('1')
    await code(page, 'Small rituals').press('m')
    await see(page.getByRole('dialog', { name: 'Move “Small rituals”' }))
    await page.keyboard.press('Control+a')
    await page.keyboard.type('Belonging')
    await see(page.getByRole('option', { name: 'Belonging' }))
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByRole('button', { name: 'Move', exact: true }).press('Enter')
    await seeNoMore(page.getByRole('dialog'))
    await eventually(() => code(other.page, 'Small rituals').getAttribute('aria-level')).toBe('2')

    // Arrow keys walk the tree: left goes to what it stands under.
    await code(page, 'Small rituals').focus()
    await page.keyboard.press('ArrowLeft')
    await eventually(() => code(page, 'Belonging').evaluate(row => row === document.activeElement)).toBe(true)
    await page.keyboard.press('ArrowLeft')
    await seeNoMore(code(page, 'Small rituals'))
    await page.keyboard.press('ArrowRight')
    await see(code(page, 'Small rituals'))
    await leave(ada, other)
  })

  it('the menu of a code opens by the keyboard, and what it offers is done by it', async () => {
    const [ada, other] = await both()
    const { page } = ada
    for (const key of ['Shift+F10', 'ContextMenu']) {
      await code(page, 'Unwritten rules').focus()
      await page.keyboard.press(key)
      const menu = page.getByRole('menu', { name: 'Actions for “Unwritten rules”' })
      await see(menu)
      await eventually(() => menu.evaluate(element => element.contains(document.activeElement))).toBe(true)
      await page.keyboard.press('Escape')
      await seeNoMore(menu)
    }
    await code(page, 'Unwritten rules').press('Shift+F10')
    await page.getByRole('menuitem', { name: 'Rename' }).press('Enter')
    await see(page.getByRole('dialog'))
    await page.keyboard.press('Escape')
    await leave(ada, other)
  })

  it('a merge is shown before it is made, adds the counts up, and is taken apart from the history', async () => {
    const [ada, other] = await both()
    const { page } = ada
    const counted = async (on: Page, name: string) =>
      Number((await code(on, name).textContent())?.match(/ (\d+) codings?/)?.[1] ?? 0)
    await eventually(() => counted(page, 'Heard at last')).toBeGreaterThan(0)
    const [goes, stays] = [await counted(page, 'Heard at last'), await counted(page, 'An answer owed')]

    await code(page, 'Heard at last').click()
    await page.getByRole('button', { name: 'Merge into…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Merge codes' })
    await dialog.getByLabel('Choose the code to merge it with').fill('An answer')
    await page.getByRole('option', { name: 'An answer owed' }).click()
    await see(dialog.getByRole('region', { name: 'Heard at last' }).getByText(`${goes} codings`))
    await eventually(() => dialog.getByRole('radio', { name: 'Stays: An answer owed' }).isChecked()).toBe(
      true,
    )
    await see(dialog.getByText(new RegExp(`^${goes + stays} codings together, by \\d+ people`)))
    expect(await code(other.page, 'Heard at last').count()).toBe(1)
    await dialog.getByRole('button', { name: 'Merge', exact: true }).click()

    for (const each of [page, other.page]) {
      await seeNoMore(code(each, 'Heard at last'))
      await eventually(() => counted(each, 'An answer owed')).toBe(goes + stays)
    }
    await page.getByRole('link', { name: 'History', exact: true }).click()
    await page
      .getByRole('button', { name: 'Take back: merged “Heard at last” into “An answer owed”' })
      .click()
    await page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click()
    await seeNoMore(page.getByRole('dialog'))
    await page.getByRole('link', { name: 'Codes', exact: true }).click()
    for (const each of [page, other.page]) {
      await see(code(each, 'Heard at last'))
      await eventually(() => counted(each, 'Heard at last')).toBe(goes)
      await eventually(() => counted(each, 'An answer owed')).toBe(stays)
    }
    await leave(ada, other)
  })

  it('an analyst proposes a code, a lead adopts it; a retired code can be restored', async () => {
    const [ada, other] = await both()
    await other.page.getByRole('button', { name: 'Propose a code' }).click()
    await other.page.getByRole('dialog').getByLabel('Name').fill('Tired six')
    await other.page.getByRole('dialog').getByRole('button', { name: 'Propose a code' }).click()
    await see(ada.page.getByRole('treeitem', { name: /^Tired six ?proposed$/ }))
    expect(await other.page.getByRole('button', { name: 'Adopt' }).count()).toBe(0)

    await code(ada.page, 'Tired six').click()
    await ada.page.getByRole('button', { name: 'Adopt' }).click()
    await see(other.page.getByRole('treeitem', { name: 'Tired six', exact: true }))

    await ada.page.getByRole('button', { name: 'Retire…' }).click()
    await ada.page.getByRole('dialog').getByLabel('Why?').fill('Too close to Time for people.')
    await ada.page.getByRole('dialog').getByRole('button', { name: 'Retire' }).click()
    await seeNoMore(code(other.page, 'Tired six'))
    await ada.page.getByRole('button', { name: 'Out of use' }).click()
    await see(ada.page.getByText('Too close to Time for people.'))
    await ada.page.getByRole('button', { name: 'Restore “Tired six”' }).click()
    await see(code(other.page, 'Tired six'))
    await leave(ada, other)
  })
})
