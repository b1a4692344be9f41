import { readFile } from 'node:fs/promises'
import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { checkAccessibility } from './support/checkAccessibility.ts'
import { expectNoErrors } from './support/deskActions.ts'
import type { WatchedPage } from './support/openBrowser.ts'
import type { Person, Study } from './support/setUpStudy.ts'
import type { App } from './support/startApp.ts'
import { useStudy } from './support/useStudy.ts'
import { eventually, see, seeNoMore } from './support/waiting.ts'

describe('an affinity board', () => {
  let app: App
  let study: Study
  let mira: Person
  useStudy(async made => {
    ;({ app, study } = made)
    mira = await study.join('Mira Sand', 'lead')
  })

  const card = (page: Page, name: string): Locator =>
    page.getByRole('listbox', { name: 'Cards' }).getByRole('option', { name: new RegExp(`^\\w+, ${name}`) })
  const cluster = (page: Page, title: string): Locator =>
    page.getByRole('region', { name: new RegExp(`^${title}, \\d+ cards?$`) })
  const dialog = (page: Page): Locator => page.getByRole('dialog')
  /** Where something lies, as the page has it. */
  const place = (locator: Locator): Promise<string> =>
    locator.evaluate(node => (node as HTMLElement).style.transform)
  const middleOf = async (locator: Locator) => {
    const { x, y, width, height } = (await locator.boundingBox())!
    return { x: x + width / 2, y: y + height / 2 }
  }

  /** A new board of Ada's with codes of the demo on it; returns its path. */
  const begin = async (title: string, codes: readonly string[]): Promise<[WatchedPage, string]> => {
    const ada = await study.open(study.owner, `/w/${study.workspace}/codebook/boards`)
    const { page } = ada
    await page.getByRole('button', { name: 'New board' }).click()
    await dialog(page).getByLabel('What is sorted here').fill(title)
    await dialog(page).getByRole('button', { name: 'Create' }).click()
    await see(page.getByText('Nothing lies here yet'))
    await page.getByRole('button', { name: 'Add cards' }).click()
    for (const code of codes) {
      await page.getByRole('button', { name: new RegExp(`^Add ${code}`) }).click()
      await see(card(page, code))
    }
    await page.getByRole('button', { name: 'Close the panel' }).click()
    await page.getByRole('button', { name: 'Show all' }).click()
    return [ada, new URL(page.url()).pathname]
  }
  /** The selected cards become a cluster. */
  const gather = async (page: Page, title: string) => {
    await page
      .getByRole('toolbar', { name: 'For the selected cards' })
      .getByRole('button', { name: 'Cluster' })
      .click()
    await dialog(page).getByLabel('What holds it together').fill(title)
    await dialog(page).getByRole('button', { name: 'Create' }).click()
    await see(cluster(page, title))
  }

  it('two leads see each other’s hands, sort codes, make a theme of a cluster and take it back', async () => {
    const [ada, path] = await begin('First sort', ['Being asked', 'Heard at last', 'Unwritten rules'])
    const { page } = ada
    const other = await study.open(mira, path)
    await see(card(other.page, 'Being asked'))
    await see(page.getByRole('list', { name: 'Here now' }).getByRole('img', { name: 'Mira Sand' }))
    await see(other.page.getByRole('list', { name: 'Here now' }).getByRole('img', { name: 'Ada Moreau' }))

    // A card in Ada's hand is seen on its way, and lies there for both once she lets go.
    const before = await place(card(other.page, 'Being asked'))
    const from = await middleOf(card(page, 'Being asked'))
    await page.mouse.move(from.x, from.y)
    await page.mouse.down()
    await page.mouse.move(from.x - 60, from.y - 140, { steps: 4 })
    await eventually(() => card(other.page, 'Being asked').getAttribute('data-held')).toBe('Ada Moreau')
    await eventually(() => place(card(other.page, 'Being asked'))).not.toBe(before)
    await page.mouse.up()
    await eventually(() => card(other.page, 'Being asked').getAttribute('data-held')).toBeNull()
    await eventually(() => place(card(page, 'Being asked'))).not.toBe(before)
    await eventually(
      async () => (await place(card(other.page, 'Being asked'))) === (await place(card(page, 'Being asked'))),
    ).toBe(true)
    await other.page.mouse.move(800, 600)
    await other.page.mouse.move(820, 610)
    await see(page.getByText('Mira Sand', { exact: true }))

    // Two cards become a cluster; Mira drops a third one in it.
    await card(page, 'Being asked').click()
    await card(page, 'Heard at last').click({ modifiers: ['Shift'] })
    await gather(page, 'Someone asks')
    await see(card(page, 'Being asked.*, in “Someone asks”'))
    await see(cluster(other.page, 'Someone asks'))
    await other.page.getByRole('button', { name: 'Show all' }).click()
    const third = await middleOf(card(other.page, 'Unwritten rules'))
    const into = await middleOf(cluster(other.page, 'Someone asks'))
    await other.page.mouse.move(third.x, third.y)
    await other.page.mouse.down()
    await other.page.mouse.move(into.x, into.y, { steps: 5 })
    await other.page.mouse.up()
    await see(card(page, 'Unwritten rules.*, in “Someone asks”'))

    // What will happen is shown before it does.
    await page.getByRole('button', { name: 'Cluster “Someone asks”, 3 cards: actions' }).click()
    await page.getByRole('menuitem', { name: 'Take it into the codebook…' }).click()
    await dialog(page).getByLabel('In a sentence').fill('What it takes to be asked at all.')
    const preview = dialog(page).getByRole('region', { name: 'What will happen' })
    await see(preview.getByText('The theme “Someone asks” is made.'))
    await see(preview.getByText(/Unwritten rules.*from “Achievement”/))
    await dialog(page).getByRole('button', { name: 'Make the theme' }).click()
    const became = (on: Page) => on.getByRole('link', { name: 'Theme Someone asks' })
    await Promise.all([see(became(page)), see(became(other.page))])

    const codebook = await study.open(mira, `/w/${study.workspace}/codebook`)
    const code = (name: string) => codebook.page.getByRole('treeitem', { name: new RegExp(`^${name}`) })
    await see(code('Someone asks'))
    await eventually(() => code('Someone asks').getAttribute('aria-level')).toBe('1')
    await eventually(() => code('Unwritten rules').getAttribute('aria-level')).toBe('2')

    await page.getByRole('button', { name: 'Undo', exact: true }).click()
    await seeNoMore(became(other.page))
    await seeNoMore(code('Someone asks'))
    await see(cluster(other.page, 'Someone asks'))
    expectNoErrors(ada, other, codebook)
  })

  it('by keyboard alone: cards are added, walked, nudged, gathered, moved to a cluster and put back', async () => {
    const [ada] = await begin('By keys', ['Voice', 'Achievement'])
    const { page } = ada
    const { keyboard } = page
    await page.getByRole('button', { name: 'Add cards' }).focus()
    await keyboard.press('Enter')
    await eventually(() => page.getByLabel('Search codes').evaluate(n => n === document.activeElement)).toBe(
      true,
    )
    await keyboard.type('time for peo')
    await see(page.getByRole('button', { name: /^Add Time for people/ }))
    await keyboard.press('Enter')
    await see(card(page, 'Time for people'))
    await page.getByRole('button', { name: 'Close the panel' }).press('Enter')
    const isFocused = (locator: Locator) => locator.evaluate(node => node === document.activeElement)
    await eventually(() => isFocused(page.getByRole('button', { name: 'Add cards' }))).toBe(true)

    const focused = () => page.evaluate(() => document.activeElement?.textContent?.split(', ')[1] ?? null)
    await card(page, 'Voice').focus()
    await keyboard.press('ArrowDown')
    await eventually(focused).toBe('Achievement')
    // What has just been added is selected.
    await keyboard.press('Escape')
    await keyboard.press('Space')
    await eventually(() => card(page, 'Achievement').getAttribute('aria-selected')).toBe('true')
    const before = await place(card(page, 'Achievement'))
    await keyboard.press('Shift+ArrowUp')
    await keyboard.press('Shift+ArrowUp')
    await eventually(() => place(card(page, 'Achievement'))).not.toBe(before)
    await see(page.getByText(/^At -?\d+, -?\d+, in no cluster\.$/))

    await keyboard.press('c')
    await see(dialog(page))
    await keyboard.type('Credit')
    await keyboard.press('Enter')
    await seeNoMore(dialog(page))
    await see(card(page, 'Achievement.*, in “Credit”'))

    await card(page, 'Voice').focus()
    await keyboard.press('Enter')
    await see(page.getByRole('menuitem', { name: 'Credit' }))
    await keyboard.press('End')
    await keyboard.press('Enter')
    await see(card(page, 'Voice.*, in “Credit”'))
    await eventually(focused).toBe('Voice')

    await keyboard.press('Escape')
    await keyboard.press('Delete')
    await seeNoMore(card(page, 'Voice'))
    await keyboard.press('Control+z')
    await see(card(page, 'Voice.*, in “Credit”'))
    await keyboard.press('Control+z')
    await see(card(page, 'Voice.*, in no cluster'))

    // The same as a list, cluster by cluster.
    await page.getByRole('radio', { name: 'List' }).press('Space')
    const credit = page.getByRole('region', { name: 'Credit' })
    await eventually(() => credit.getByRole('listitem').count()).toBe(1)
    await page.getByRole('button', { name: 'Actions for Voice' }).press('Enter')
    await page.getByRole('menuitem', { name: 'Credit' }).press('Enter')
    await see(credit.getByRole('link', { name: 'Voice' }))
    expectNoErrors(ada)
  })

  it('a closed board is kept as it is: nobody changes it, its files can be saved, and a lead opens it again', async () => {
    const [ada, path] = await begin('Kept for the record', ['Voice'])
    const { page } = ada
    await page.getByRole('button', { name: 'Add cards' }).click()
    await page.getByText('Excerpts', { exact: true }).click()
    await page.getByRole('combobox', { name: 'Excerpts of the code' }).click()
    await page.getByRole('option', { name: 'Speaking up costs', exact: true }).click()
    await page
      .getByRole('button', { name: /^Add the excerpt/ })
      .first()
      .click()
    const excerpt = page.getByRole('listbox', { name: 'Cards' }).getByRole('option', { name: /^Excerpt/ })
    await see(excerpt.and(page.getByRole('option', { name: /East wing/ })))
    const words = (await excerpt.textContent())!.slice('Excerpt, '.length, 50)
    await page.getByRole('button', { name: 'Close the panel' }).click()

    const other = await study.open(mira, path)
    await see(card(other.page, 'Voice'))
    await see(other.page.getByRole('button', { name: 'New note' }))
    await page.getByRole('button', { name: 'More for this board' }).click()
    await page.getByRole('menuitem', { name: 'Close the board' }).click()
    await see(page.getByText(/^Closed by Ada Moreau on/))
    await see(other.page.getByText(/^Closed by Ada Moreau on/))
    await see(card(other.page, 'Voice'))
    await seeNoMore(other.page.getByRole('button', { name: 'New note' }))
    const before = await place(card(other.page, 'Voice'))
    const { x, y } = await middleOf(card(other.page, 'Voice'))
    await other.page.mouse.move(x, y)
    await other.page.mouse.down()
    await other.page.mouse.move(x + 90, y + 90, { steps: 3 })
    await other.page.mouse.up()
    await card(other.page, 'Voice').press('Delete')
    await card(other.page, 'Voice').press('Shift+ArrowDown')
    expect(await place(card(other.page, 'Voice'))).toBe(before)

    const save = async (item: string): Promise<Buffer> => {
      await other.page.getByRole('button', { name: 'More for this board' }).click()
      const [file] = await Promise.all([
        other.page.waitForEvent('download'),
        other.page.getByRole('menuitem', { name: item }).click(),
      ])
      return readFile(await file.path())
    }
    const png = await save('Save as a picture (PNG)')
    expect(png.subarray(1, 4).toString()).toBe('PNG')
    // Twice as wide as the board lies, in the picture's own head.
    expect(png.readUInt32BE(16)).toBeGreaterThan(500)
    for (const item of ['Save as a picture (SVG)', 'Save as a table (CSV)']) {
      const file = (await save(item)).toString()
      expect(file).toContain('Voice')
      expect(file, 'words of excerpts stay here').not.toContain(words)
    }

    await other.page.goto(`${app.url}/w/${study.workspace}/codebook/boards`)
    const row = other.page.getByRole('listitem').filter({ hasText: 'Kept for the record' })
    await see(row.getByText(/^closed on/))
    await see(row.getByText('with Ada Moreau'))
    await see(row.getByText('2 cards, 0 clusters'))
    await row.getByRole('link').click()
    await other.page.getByRole('button', { name: 'More for this board' }).click()
    await other.page.getByRole('menuitem', { name: 'Open it again' }).click()
    await see(other.page.getByRole('button', { name: 'New note' }))
    expectNoErrors(ada, other)
  })

  it('every part of it is accessible, in both schemes, wide and narrow', async () => {
    const [ada, path] = await begin('Looked at', ['Voice', 'Achievement', 'Belonging'])
    const { page } = ada
    await card(page, 'Voice').click()
    await card(page, 'Belonging').click({ modifiers: ['Shift'] })
    await gather(page, 'Both')
    await page.goto(app.url + path)
    for (const [scheme, width] of [
      ['light', 1440],
      ['dark', 1440],
      ['light', 390],
      ['dark', 390],
    ] as const) {
      const where = `${scheme}, ${width} wide`
      await page.emulateMedia({ colorScheme: scheme })
      await page.setViewportSize({ width, height: 800 })
      await page.getByRole('button', { name: 'Show all' }).click()
      await card(page, 'Voice').focus()
      await page.keyboard.press('Space')
      await see(page.getByRole('toolbar', { name: 'For the selected cards' }))
      await checkAccessibility(page, `board, ${where}`)
      await page.getByRole('button', { name: 'Select none' }).click()
      await page.getByRole('button', { name: 'Add cards' }).click()
      await see(page.getByRole('button', { name: /^Add Being asked/ }))
      await checkAccessibility(page, `panel, ${where}`)
      await page.getByRole('button', { name: 'Close the panel' }).click()
      await page.getByRole('button', { name: /^Cluster “Both”/ }).click()
      await page.getByRole('menuitem', { name: 'Take it into the codebook…' }).click()
      await see(dialog(page).getByText('The theme “Both” is made.'))
      await checkAccessibility(page, `preview, ${where}`)
      await page.keyboard.press('Escape')
      await seeNoMore(dialog(page))
      await page.getByText('List', { exact: true }).click()
      await see(page.getByRole('region', { name: 'Both' }))
      await checkAccessibility(page, `list, ${where}`)
      await page.getByText('Board', { exact: true }).click()
    }
    await page.goto(`${app.url}/w/${study.workspace}/codebook/boards`)
    await see(page.getByRole('link', { name: 'Looked at' }))
    await checkAccessibility(page, 'boards')
    expectNoErrors(ada)
  })
})
