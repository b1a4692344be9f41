import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { checkAccessibility } from './support/checkAccessibility.ts'
import { expectNoErrors } from './support/deskActions.ts'
import type { WatchedPage } from './support/openBrowser.ts'
import type { Person, Study } from './support/setUpStudy.ts'
import type { App } from './support/startApp.ts'
import { useStudy } from './support/useStudy.ts'
import { eventually, see, seeNoMore } from './support/waiting.ts'

describe('several codes of a codebook', () => {
  let app: App
  let study: Study
  let noor: Person
  useStudy(async made => {
    ;({ app, study } = made)
    noor = await study.join('Noor Haas', 'lead')
  })

  const code = (page: Page, name: string): Locator =>
    page.getByRole('treeitem', { name: new RegExp(`^${name} ?(proposed)? ?([\\d,]+ codings?.*)?$`) })
  const both = async (path = 'codebook'): Promise<[WatchedPage, WatchedPage]> => {
    const people = await Promise.all([
      study.open(study.owner, `/w/${study.workspace}/${path}`),
      study.open(noor, `/w/${study.workspace}/codebook`),
    ])
    await see(code(people[1].page, 'Belonging'))
    return people
  }
  /** Makes codes as somebody's program does. */
  const make = async ({ page }: WatchedPage, ...codes: { id: string; name: string; parent?: string }[]) => {
    const response = await page.request.post(
      `${app.url}/api/workspaces/${study.workspace}/ontology/operations`,
      {
        headers: { origin: app.url },
        data: { operations: codes.map(one => ({ type: 'create', ...one })) },
      },
    )
    expect(response.ok()).toBe(true)
  }
  const levelOf = (page: Page, name: string) => code(page, name).getAttribute('aria-level')
  /** Names in the order of the tree, from one row to another. */
  const between = async (page: Page, first: string, last: string): Promise<string[]> => {
    const rows = page.getByRole('treeitem')
    const names = await rows.evaluateAll(all =>
      all
        .toSorted((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
        .map(row => row.querySelector('[title]')?.getAttribute('title') ?? ''),
    )
    return names.slice(names.indexOf(first), names.indexOf(last) + 1)
  }

  it('several codes are chosen, moved and put under a new one by the keyboard alone, and each act is taken back as one', async () => {
    const [ada, other] = await both()
    const { page } = ada
    await code(page, 'Found my people').focus()
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('Shift+ArrowDown')
    const bar = page.getByRole('toolbar', { name: 'With what is chosen' })
    await see(bar.getByText('3 codes chosen'))
    await eventually(() => code(page, 'Outside looking in').getAttribute('aria-selected')).toBe('true')

    await page.keyboard.press('Shift+ArrowUp')
    await see(bar.getByText('2 codes chosen'))
    // Up among their siblings, past the one before them.
    await page.keyboard.press('Home')
    await code(page, 'Outside looking in').focus()
    await page.keyboard.press('Alt+ArrowUp')
    await eventually(() => between(other.page, 'Belonging', 'A place of our own')).toEqual([
      'Belonging',
      'Found my people',
      'Outside looking in',
      'Being asked',
      'Room to finish',
      'A place of our own',
    ])
    await page.keyboard.press('Control+z')
    await eventually(() => between(other.page, 'Belonging', 'Found my people')).toEqual([
      'Belonging',
      'Being asked',
      'Room to finish',
      'Found my people',
    ])

    await bar.getByRole('button', { name: 'Under a new code…' }).press('Enter')
    const dialog = page.getByRole('dialog', { name: 'A new code above 2 codes' })
    await dialog.getByLabel('Name').fill('Finding each other')
    await page.keyboard.press('Enter')
    await seeNoMore(dialog)
    await eventually(() => levelOf(other.page, 'Found my people')).toBe('3')
    await eventually(() => between(other.page, 'Finding each other', 'Outside looking in')).toEqual([
      'Finding each other',
      'Found my people',
      'Outside looking in',
    ])
    await page.getByRole('button', { name: 'Undo' }).last().click()
    await seeNoMore(code(other.page, 'Finding each other'))
    await eventually(() => levelOf(other.page, 'Found my people')).toBe('2')
    await page.keyboard.press('Escape')
    expectNoErrors(ada, other)
  })

  it('codes are dragged between two others and onto one, with a line where they will go', async () => {
    const [ada, other] = await both()
    const { page } = ada
    const centre = async (name: string) => {
      await code(page, name).scrollIntoViewIfNeeded()
      const box = (await code(page, name).boundingBox())!
      return { x: box.x + 120, y: box.y + box.height / 2, height: box.height }
    }
    await code(page, 'Found my people').click()
    await code(page, 'A place of our own').click({ modifiers: ['Control'] })
    await see(page.getByText('2 codes chosen'))
    const from = await centre('Found my people')
    await page.mouse.move(from.x, from.y)
    await page.mouse.down()
    // Past the threshold, then to the upper edge of a row.
    await page.mouse.move(from.x + 10, from.y - 10)
    const to = (await code(page, 'Being asked').boundingBox())!
    await page.mouse.move(to.x + 120, to.y + 2, { steps: 3 })
    await see(page.getByText('2 codes', { exact: true }))
    await page.mouse.up()
    await eventually(() => between(other.page, 'Belonging', 'Being asked')).toEqual([
      'Belonging',
      'Found my people',
      'A place of our own',
      'Being asked',
    ])

    // Let go with Escape, it stays.
    await page.keyboard.press('Escape')
    const again = await centre('Outside looking in')
    const onto = await centre('Unwritten rules')
    await page.mouse.move(again.x, again.y)
    await page.mouse.down()
    await page.mouse.move(onto.x, onto.y, { steps: 3 })
    await page.keyboard.press('Escape')
    await page.mouse.up()
    await page.mouse.move(again.x, again.y)
    await page.mouse.down()
    await page.mouse.move(onto.x, onto.y, { steps: 3 })
    await page.mouse.up()
    await eventually(() => levelOf(other.page, 'Outside looking in')).toBe('3')
    await eventually(() => code(other.page, 'Unwritten rules').getAttribute('aria-expanded')).toBe('true')
    expectNoErrors(ada, other)
  })

  it('several codes are retired with a reason that is kept, and brought back as one', async () => {
    const [ada, other] = await both()
    await make(ada, { id: 'e2e-one', name: 'Passing by' }, { id: 'e2e-two', name: 'Passing through' })
    const { page } = ada
    await code(page, 'Passing by').click()
    await code(page, 'Passing through').click({ modifiers: ['Shift'] })
    await page.getByRole('toolbar').getByRole('button', { name: 'Retire…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Retire 2 codes?' })
    await see(dialog.getByText('Applied nowhere so far.'))
    expect(await dialog.getByRole('button', { name: 'Retire' }).isDisabled()).toBe(true)
    await dialog.getByLabel('Why?').fill('Nobody came to use them.')
    await dialog.getByRole('button', { name: 'Retire' }).click()
    await seeNoMore(code(other.page, 'Passing by'))
    await seeNoMore(code(other.page, 'Passing through'))
    await seeNoMore(page.getByRole('toolbar', { name: 'With what is chosen' }))
    // The keyboard goes on where it was.
    await eventually(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('treeitem')

    await other.page.getByRole('button', { name: 'Out of use' }).click()
    const away = other.page.getByRole('region', { name: 'Retired' })
    await eventually(() => away.getByText('Nobody came to use them.').count()).toBe(2)
    await page.getByRole('button', { name: 'Undo' }).last().click()
    await see(code(page, 'Passing by'))
    await see(code(page, 'Passing through'))
    await seeNoMore(away.getByText('Nobody came to use them.'))
    expectNoErrors(ada, other)
  })

  it('codes are found by what marks them, counted and ordered as one likes, in this browser for good', async () => {
    const [ada] = await both()
    const { page } = ada
    await make(ada, { id: 'e2e-unused', name: 'Left lying' })
    await page.getByRole('button', { name: /^Unused/ }).click()
    await see(code(page, 'Left lying'))
    await seeNoMore(code(page, 'Belonging'))
    await page.getByRole('button', { name: 'Show all codes' }).click()
    await page.getByRole('button', { name: 'View' }).click()
    await page.getByRole('menuitemcheckbox', { name: 'Conversations' }).click()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Order by codings' }).click()
    await page.reload()
    await see(page.getByRole('button', { name: 'Order by conversations' }))
    await see(page.getByRole('button', { name: /^Ordered by codings/, pressed: true }))
    await page.getByRole('button', { name: /^Ordered by codings/ }).click()
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme })
      await code(page, 'Voice').click()
      await code(page, 'Achievement').click({ modifiers: ['Control'] })
      await see(page.getByText('2 codes chosen'))
      await checkAccessibility(page, `codes chosen, ${scheme}`)
    }
    expectNoErrors(ada)
  })

  it('two codes that look like one are merged after a look, count together, and are taken apart again', async () => {
    const [ada, other] = await both('codebook/duplicates')
    await make(ada, { id: 'e2e-dup', name: 'Heard, at last' }, { id: 'e2e-near', name: 'Unwriten rules' })
    const { page } = ada
    const pair = page.getByRole('article', { name: /“Heard at last”/ })
    await see(pair.getByText('They have the same name'))
    // What another lead has called different, nobody is asked about again.
    const near = page.getByRole('article', { name: /“Unwriten rules”/ })
    await near.getByRole('button', { name: /are not the same$/ }).click()
    await seeNoMore(near)
    await see(page.getByText('Called different (1)'))
    await checkAccessibility(page, 'duplicates')

    await pair.getByRole('button', { name: /^Merge/ }).click()
    const dialog = page.getByRole('dialog', { name: 'Merge codes' })
    await dialog.getByRole('radio', { name: 'Stays: Heard, at last' }).check()
    await see(dialog.getByText(/^\d+ codings together, by \d+ people/))
    await dialog.getByRole('button', { name: 'Call it “Heard at last”' }).click()
    await see(dialog.getByText('Something was said and something changed', { exact: false }))
    await eventually(() => dialog.getByLabel('Why are they one?').inputValue()).toMatch(/same name/)
    await checkAccessibility(page, 'the merge dialog', '[role="dialog"]')
    const before = await code(other.page, 'Heard at last').getAttribute('data-code')
    expect(before).not.toBe('e2e-dup')
    await dialog.getByRole('button', { name: 'Merge', exact: true }).click()
    await seeNoMore(pair)

    // What was coded with the one that went counts, and is shown, under the one that stayed.
    await eventually(() => code(other.page, 'Heard at last').getAttribute('data-code')).toBe('e2e-dup')
    await see(other.page.getByRole('treeitem', { name: /^Heard at last 3 codings/ }))
    await page.getByRole('button', { name: 'Undo' }).last().click()
    await see(code(other.page, 'Heard, at last'))
    await eventually(() => code(other.page, 'Heard at last').getAttribute('data-code')).toBe(before)
    await see(pair)
    expectNoErrors(ada, other)
  })

  it('a finger chooses by the sign before a code and moves codes by their handle', async () => {
    const touching = await study.open(study.owner, `/w/${study.workspace}/codebook`, {
      viewport: { width: 390, height: 844 },
      touch: true,
    })
    const { page } = touching
    await see(code(page, 'Belonging'))
    for (const name of ['Being asked', 'A place of our own'])
      await code(page, name).locator('[class*="pick"]').tap()
    await see(page.getByText('2 codes chosen'))
    await checkAccessibility(page, 'codes chosen on a phone')
    await page.getByRole('button', { name: 'Let go' }).tap()
    await seeNoMore(page.getByRole('toolbar', { name: 'With what is chosen' }))
    expectNoErrors(touching)
  })
})
