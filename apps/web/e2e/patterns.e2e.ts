import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { checkAccessibility } from './support/checkAccessibility.ts'
import { expectNoErrors } from './support/deskActions.ts'
import type { Study } from './support/setUpStudy.ts'
import type { App } from './support/startApp.ts'
import { useStudy } from './support/useStudy.ts'
import { eventually, see, seeNoMore } from './support/waiting.ts'

describe('patterns', () => {
  let app: App
  let browser: Browser
  let study: Study
  useStudy(made => {
    ;({ app, browser, study } = made)
  })

  const path = (query = '') => `/w/${study.workspace}/codebook/patterns${query}`
  const cells = (page: Page) => page.locator('svg [data-cell]')
  const cell = (page: Page, row: string, column: string) =>
    page.getByRole('gridcell', { name: new RegExp(`^${row}, ${column}:`) })
  const download = async (page: Page, item: string): Promise<string> => {
    await page.getByRole('button', { name: 'Download' }).click()
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: item }).click(),
    ])
    return readFile(await file.path(), 'utf8')
  }
  /** How many people a cell must rest on is one for the workspace: each test says what it needs. */
  const setLeast = async (least: number) => {
    const context = await browser.newContext({ storageState: study.owner.signedIn })
    const answer = await context.request.patch(`${app.url}/api/workspaces/${study.workspace}`, {
      data: { leastPeople: least },
      headers: { origin: app.url },
    })
    expect(answer.ok()).toBe(true)
    await context.close()
  }

  it('from a cell of the picture to its passages, which are heard, and on to the desk', async () => {
    const ada = await study.open(study.owner, `/w/${study.workspace}/codebook`)
    const { page } = ada
    await page.getByRole('link', { name: 'Patterns' }).click()
    await see(cells(page))
    await cells(page).first().click()
    const panel = page.getByRole('dialog', { name: 'Being asked with Room to finish' })
    await see(panel.getByText('2 passages'))
    await see(panel.getByRole('button', { name: /^Play / }))
    const desk = panel.getByRole('link', { name: /^Open at the desk: He said, show me\./ })
    await desk.click()
    await page.waitForURL(/\/conversations\/[^/]+\?.*highlight=/)
    await see(page.getByText('So I showed him, and he listened until I had finished'))
    expectNoErrors(ada)
  })

  it('by keyboard: arrow keys walk the table, Enter opens what is behind, Escape comes back', async () => {
    const ada = await study.open(study.owner, path('?as=table'))
    const { page } = ada
    const first = cell(page, 'Being asked', 'Being asked')
    await see(first)
    await first.focus()
    await page.keyboard.press('ArrowRight')
    const next = cell(page, 'Being asked', 'Room to finish')
    await eventually(() => next.evaluate(element => element === document.activeElement)).toBe(true)
    await page.keyboard.press('Enter')
    await see(page.getByRole('dialog', { name: 'Being asked with Room to finish' }).getByText('2 passages'))
    await page.keyboard.press('Escape')
    await seeNoMore(page.getByRole('dialog'))
    await eventually(() => next.evaluate(element => element === document.activeElement)).toBe(true)
    // The last cell is far off to the right and below: it is drawn when it is gone to.
    await page.keyboard.press('Control+End')
    const last = cell(page, 'An answer owed', 'An answer owed')
    await eventually(() => last.evaluate(element => element === document.activeElement)).toBe(true)

    await page.getByRole('combobox', { name: 'Together means' }).click()
    await page.getByRole('option', { name: 'turns apart' }).click()
    await see(page.getByText('at most 2 turns apart'))
    await page.getByLabel('At most so many turns').fill('4')
    await see(page.getByText('at most 4 turns apart'))
    expect(page.url()).toContain('within=4')
    expectNoErrors(ada)
  })

  it('shows of groups only what rests on enough people, unless the team asks; files never have more', async () => {
    await setLeast(11)
    const ada = await study.open(study.owner, path('?view=spread&rows=theme'))
    const { page } = ada
    await see(page.getByRole('heading', { name: 'Nothing here rests on 11 people' }))
    expect(await cells(page).count()).toBe(0)
    await page.getByRole('button', { name: 'Show all cells to the team' }).click()
    await see(cells(page))
    await page.getByRole('button', { name: 'Download' }).click()
    await see(page.getByRole('menuitem', { name: 'There is nothing in it that may leave the workspace.' }))
    await page.keyboard.press('Escape')

    await page.getByRole('button', { name: 'Smallest cell…' }).click()
    await page.getByRole('dialog').getByLabel('People on whom a cell must rest').fill('3')
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await see(page.getByText('rest on fewer than 3 people'))
    await page.getByRole('radiogroup', { name: 'Rows' }).getByText('Codes').click()
    await page.getByText('Table', { exact: true }).click()
    const found = cell(page, 'Rules on one page', 'East wing')
    await see(found)
    await eventually(() => found.textContent()).toBe('1')

    const csv = await download(page, 'Table (CSV)')
    const lines = new Map(
      csv
        .replace('\uFEFF', '')
        .split('\r\n')
        .map(line => [line.split(',')[0], line]),
    )
    expect(csv.startsWith('\uFEFFCodes,East wing,All\r\n')).toBe(true)
    expect(lines.get('Rules on one page')).toBe('Rules on one page,fewer than 3,fewer than 3')
    expect(csv).toMatch(/,\d+,\d+\r\n/)
    await page.getByRole('button', { name: 'As it may leave this workspace' }).click()
    await eventually(() => cell(page, 'Rules on one page', 'East wing').textContent()).toBe('·')

    const svg = await download(page, 'Picture (SVG)')
    expect(svg).toContain('Codes by group')
    expect(svg).toContain('fewer than 3 people')
    expect(svg).not.toMatch(/href|url\(|var\(--/)
    await page.setContent(svg)
    expect((await page.locator('svg').first().boundingBox())?.width).toBeGreaterThan(500)
    expectNoErrors(ada)
  })

  it('never lets a table of people leave', async () => {
    const ada = await study.open(study.owner, path('?view=spread&by=speaker'))
    const { page } = ada
    await see(page.getByRole('heading', { name: 'Each column is one person' }))
    await page.getByRole('button', { name: 'Show all cells to the team' }).click()
    await see(cells(page))
    await page.getByRole('button', { name: 'Download' }).click()
    await see(page.getByRole('menuitem', { name: /^A table of people never leaves the workspace/ }))
    expectNoErrors(ada)
  })

  it('an analyst sees what the codes have in common, and does not change the smallest cell', async () => {
    const mira = await study.join('Mira Sand', 'analyst')
    const her = await study.open(mira, path('?view=saturation'))
    await see(her.page.getByRole('img', { name: 'New codes, conversation by conversation' }))
    await her.page.goto(app.url + path('?view=time&show=conversation'))
    await see(her.page.locator('svg [data-key]'))
    // None lies over another: each is what is pointed at in its middle.
    const covered = await her.page.locator('svg [data-key]').evaluateAll(
      bars =>
        bars.filter(bar => {
          bar.scrollIntoView({ block: 'center' })
          const { x, y, width, height } = bar.getBoundingClientRect()
          return document.elementFromPoint(x + width / 2, y + height / 2) !== bar
        }).length,
    )
    expect(covered).toBe(0)
    await her.page.locator('svg [data-key]').first().click()
    await see(her.page.getByRole('dialog').getByRole('link', { name: /^Open at the desk/ }))
    await her.page.keyboard.press('Escape')
    await her.page.goto(app.url + path())
    await see(cells(her.page))
    expect(await her.page.getByRole('button', { name: 'Smallest cell…' }).count()).toBe(0)
    expectNoErrors(her)
  })

  it('every view is accessible, as a picture and as a table, in both schemes', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const ada = await study.open(study.owner, path(), { colorScheme })
      const { page } = ada
      const look = async (query: string, what: string) => {
        await page.goto(app.url + path(query))
        await see(page.locator(what))
        await checkAccessibility(page, `${query}, ${colorScheme}`)
      }
      await look('', 'svg [data-cell]')
      await look('?as=table', '[role=gridcell]')
      if (colorScheme === 'light') {
        await look('?view=spread', 'h2')
        await look('?view=time&show=conversation', 'svg [data-key]')
        await look('?view=saturation', 'svg [data-cell]')
      }
      expectNoErrors(ada)
      await ada.context.close()
    }
  })
})
