import type { APIRequestContext, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { checkAccessibility } from './support/checkAccessibility.ts'
import { codeWords, deskReady, expectNoErrors, saved } from './support/deskActions.ts'
import { importTranscript } from './support/importTranscript.ts'
import type { WatchedPage } from './support/openBrowser.ts'
import type { Person, Study } from './support/setUpStudy.ts'
import type { App } from './support/startApp.ts'
import { useStudy } from './support/useStudy.ts'
import { eventually, see, seeNoMore } from './support/waiting.ts'

/** A calendar day from today, YYYY-MM-DD, as this machine's calendar says. */
const dayFromToday = (days: number): string => {
  const day = new Date()
  day.setDate(day.getDate() + days)
  return `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, '0')}-${String(day.getDate()).padStart(2, '0')}`
}

describe('the workspace page', () => {
  let app: App
  let study: Study
  let mira: Person
  let harbour9: string
  useStudy(async made => {
    ;({ app, study } = made)
    mira = await study.join('Mira Sand', 'analyst')
    await as(study.owner, async request => {
      await importTranscript(request, app.url, study.workspace, 'Harbour 10')
      harbour9 = await importTranscript(request, app.url, study.workspace, 'Harbour 9')
    })
  })
  /** Over HTTP, as this person. */
  const as = async (person: Person, act: (request: APIRequestContext) => Promise<void>) => {
    const { page, context } = await study.open(person, '/account')
    await act(page.request)
    await context.close()
  }
  const put = async (request: APIRequestContext, path: string, data: object) => {
    const answer = await request.put(`${app.url}/api/conversations/${harbour9}/${path}`, {
      data,
      headers: { origin: app.url },
    })
    expect(answer.ok(), await answer.text()).toBe(true)
  }
  /** Mira is to code Harbour 9, and is done with it or is not. */
  const assigned = async (done: boolean) => {
    await as(study.owner, async request => {
      const list = await request.get(`${app.url}/api/workspaces/${study.workspace}/members`)
      const members = (await list.json()) as { id: string; name: string }[]
      const { id } = members.find(({ name }) => name === mira.name)!
      await put(request, `assignments/${id}`, { due: dayFromToday(-1), note: 'Mind the pauses' })
    })
    if (done) await as(mira, request => put(request, 'assignment', { done }))
  }

  const home = () => `/w/${study.workspace}/conversations`
  const row = (page: Page, title: string) => page.getByRole('row', { name: new RegExp(`^${title}`) })
  const state = (page: Page, title: string, words: string) =>
    row(page, title).getByRole('cell').getByText(words)
  const leave = async (...people: WatchedPage[]) => {
    expectNoErrors(...people)
    await Promise.all(people.map(({ context }) => context.close()))
  }
  const menu = async (page: Page, title: string, item: string) => {
    await page.getByRole('button', { name: `Actions for ${title}` }).click()
    await page.getByRole('menuitem', { name: item }).click()
  }
  const titles = (page: Page) => page.getByRole('rowheader').getByRole('link').allTextContents()

  it('shows who has a conversation open, and no longer when they have left', async () => {
    const [ada, other] = await Promise.all([study.open(study.owner, home()), study.open(mira, study.desk)])
    await deskReady(other.page)
    await see(row(ada.page, 'East wing').getByRole('img', { name: 'Here now: Mira Sand' }))
    expect(await ada.page.getByRole('img', { name: /^Here now/ }).count()).toBe(1)
    // Without a connection nobody knows.
    await ada.context.setOffline(true)
    await seeNoMore(ada.page.getByRole('img', { name: /^Here now/ }))
    await see(ada.page.getByText(/^You are offline/))
    await ada.context.setOffline(false)
    await see(ada.page.getByRole('img', { name: 'Here now: Mira Sand' }))
    await other.context.close()
    await seeNoMore(ada.page.getByRole('img', { name: /^Here now/ }))
    await leave(ada)
    expectNoErrors(other)
  })

  it('progress follows the coding; somebody reviews, and opens again', async () => {
    const [ada, other] = await Promise.all([study.open(study.owner, home()), study.open(mira, study.desk)])
    const coded = () =>
      row(ada.page, 'East wing')
        .getByRole('img', { name: /^Coded/ })
        .getAttribute('aria-label')
    await eventually(coded).toMatch(/^Coded: \d+% of the turns, 0% by you$/)
    const before = await coded()
    await see(state(ada.page, 'Harbour 9', 'Not started'))
    await see(state(ada.page, 'East wing', 'In progress'))
    await deskReady(other.page)
    await codeWords(other.page, 'I bite my tongue and I ask them first', 'Being asked')
    await codeWords(other.page, 'I know what an hour is worth', 'Time for people')
    await saved(other.page)
    await other.page.goto(app.url + home())
    const own = row(other.page, 'East wing').getByRole('img', { name: /^Coded/ })
    await eventually(() => own.getAttribute('aria-label')).toMatch(/, [1-9]\d*% by you$/)
    await ada.page.reload()
    await eventually(coded).not.toBe(before)

    await menu(ada.page, 'East wing, 14 March', 'Mark as reviewed')
    await see(state(ada.page, 'East wing', 'Reviewed'))
    await other.page.reload()
    await see(
      row(other.page, 'East wing')
        .getByRole('cell')
        .getByTitle(/^Reviewed by Ada Moreau/),
    )
    expect(await other.page.getByRole('button', { name: /^Actions for/ }).count()).toBe(0)
    await ada.page.getByRole('button', { name: 'Undo' }).click()
    await see(state(ada.page, 'East wing', 'In progress'))
    await leave(ada, other)
  })

  it('an assignment is given, late, done, taken away and put back', async () => {
    const [ada, other] = await Promise.all([study.open(study.owner, home()), study.open(mira, '/')])
    const { page } = ada
    await menu(page, 'Harbour 9', 'Assign…')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('combobox', { name: 'Member' }).fill('Mira')
    await page.getByRole('option', { name: 'Mira Sand' }).click()
    await dialog.getByLabel('Until').fill(dayFromToday(-2))
    await dialog.getByLabel('Note').fill('Mind the pauses')
    await dialog.getByRole('button', { name: 'Assign', exact: true }).click()
    await see(dialog.getByText('overdue by 2 days'))
    // A new day for the same person changes what there is.
    await dialog.getByRole('button', { name: 'Change the assignment of Mira Sand' }).click()
    await dialog.getByLabel('Until').fill(dayFromToday(-1))
    await dialog.getByRole('button', { name: 'Change', exact: true }).click()
    await see(dialog.getByText('overdue by 1 day'))
    await page.keyboard.press('Escape')
    await see(state(page, 'Harbour 9', 'Mira Sand: overdue by 1 day'))

    await other.page.reload()
    const mine = other.page.getByRole('region', { name: 'Assigned to you' })
    await see(mine.getByText('overdue by 1 day'))
    await see(mine.getByText('Campus dialogues (demo)'))
    await other.page.goto(app.url + home())
    await see(mine.getByText('Mind the pauses'))
    await see(mine.getByText('asked by Ada Moreau'))
    await mine.getByRole('button', { name: 'My part of “Harbour 9” is done' }).click()
    await see(mine.getByText('Done (1)'))
    await other.page.getByRole('button', { name: 'Undo' }).click()
    await mine.getByRole('button', { name: 'My part of “Harbour 9” is done' }).click()
    await see(state(other.page, 'Harbour 9', 'Ready for review'))

    await page.reload()
    await see(row(page, 'Harbour 9').getByRole('img', { name: 'Mira Sand, done: Mind the pauses' }))
    await menu(page, 'Harbour 9', 'Assign…')
    await dialog.getByRole('button', { name: 'Take the assignment from Mira Sand' }).click()
    await see(dialog.getByText('Nobody yet.'))
    await page.getByRole('button', { name: 'Undo' }).click()
    await see(dialog.getByText('Mind the pauses'))
    await leave(ada, other)
  })

  it('is searched, filtered and arranged, and comes back so', async () => {
    await assigned(true)
    const ada = await study.open(study.owner, home())
    const { page } = ada
    await see(row(page, 'Harbour 9'))
    await page.getByRole('button', { name: 'Title', exact: true }).first().click()
    await eventually(async () => (await titles(page)).filter(title => title.startsWith('Harbour'))).toEqual([
      'Harbour 9',
      'Harbour 10',
    ])
    await page.getByRole('button', { name: 'Title', exact: true }).first().click()
    await eventually(async () => (await titles(page)).filter(title => title.startsWith('Harbour'))).toEqual([
      'Harbour 10',
      'Harbour 9',
    ])
    await page.getByRole('textbox', { name: 'Find by title or group' }).fill('harbour')
    await eventually(() => titles(page)).toEqual(['Harbour 10', 'Harbour 9'])
    await page.getByRole('combobox', { name: 'Assigned to' }).click()
    await page.getByRole('option', { name: 'Mira Sand' }).click()
    await eventually(() => titles(page)).toEqual(['Harbour 9'])
    await see(page.getByText('1 of 3 conversations'))
    await page.getByRole('link', { name: 'Harbour 9' }).first().click()
    await see(page.getByRole('main', { name: 'Transcript' }))
    await page.goBack()
    await eventually(() => titles(page)).toEqual(['Harbour 9'])
    await page.getByRole('combobox', { name: 'State' }).click()
    await page.getByRole('option', { name: 'Overdue' }).click()
    await see(page.getByText('Nothing matches.'))
    await page.getByRole('button', { name: 'Show all' }).click()
    await eventually(async () => (await titles(page)).length).toBe(3)
    await leave(ada)
  })

  it('a misheard word is replaced in all conversations after a look at each place, and taken back', async () => {
    const ada = await study.open(study.owner, `/w/${study.workspace}/search?q=harbour%20office`)
    const { page } = ada
    const said = page.getByText('And the harbour office opens at nine.')
    await eventually(() => said.count()).toBe(2)
    await page.getByRole('button', { name: 'Replace in all conversations…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Replace in all conversations' })
    await dialog.getByLabel('Misheard').fill('Harbour')
    await dialog.getByLabel('Meant').fill('arbour')
    await see(dialog.getByRole('button', { name: 'Replace 2 places' }))
    await checkAccessibility(page, 'the dialog that replaces in all conversations')
    await see(dialog.getByText('Harbour 9', { exact: true }))
    await dialog.getByRole('button', { name: 'Replace 2 places' }).click()
    const now = page.getByText('“Harbour” is now “arbour” in 2 places.')
    await see(now)
    await page.getByRole('searchbox').fill('arbour office')
    await eventually(() => page.getByText('And the arbour office opens at nine.').count()).toBe(2)

    await page.getByRole('button', { name: 'Undo', exact: true }).click()
    await see(page.getByText('2 places read as before.'))
    await page.getByRole('searchbox').fill('harbour office')
    await eventually(() => said.count()).toBe(2)
    await leave(ada)
  })

  it('tells what happened lately, and leads there', async () => {
    await assigned(true)
    const other = await study.open(mira, study.desk)
    await deskReady(other.page)
    await codeWords(other.page, 'I bite my tongue and I ask them first', 'Being asked')
    await codeWords(other.page, 'I know what an hour is worth', 'Time for people')
    await saved(other.page)
    await leave(other)
    const ada = await study.open(study.owner, `/w/${study.workspace}/activity`)
    const { page } = ada
    const entry = (words: RegExp) => page.getByRole('listitem').filter({ hasText: words })
    await see(page.getByRole('heading', { name: 'Today' }))
    await see(entry(/Mira Sand coded 2 passages in East wing, 14 March/))
    await see(entry(/Ada Moreau brought in Harbour 10/))
    await see(entry(/Ada Moreau assigned Harbour 9 to Mira Sand/))
    await see(entry(/Mira Sand is done with Harbour 9/))
    await entry(/Mira Sand coded 2 passages/)
      .getByRole('link')
      .click()
    await deskReady(page)
    await see(page.getByRole('article', { name: /Mira Sand’s highlight/ }))
    await leave(ada)
  })

  it('works on a narrow screen and for everybody, in both colour schemes', async () => {
    await assigned(false)
    for (const colorScheme of ['light', 'dark'] as const) {
      const ada = await study.open(study.owner, home(), {
        colorScheme,
        viewport: { width: 390, height: 844 },
      })
      await see(ada.page.getByText(/\d+% coded · \d+% highlighted/))
      await see(ada.page.getByRole('heading', { name: 'Lately' }))
      const wide = await ada.page.evaluate(() => document.documentElement.scrollWidth)
      expect(wide).toBeLessThanOrEqual(390)
      await checkAccessibility(ada.page, `conversations, narrow, ${colorScheme}`)
      await ada.page.setViewportSize({ width: 1440, height: 900 })
      await checkAccessibility(ada.page, `conversations, ${colorScheme}`)
      await menu(ada.page, 'Harbour 9', 'Assign…')
      await see(ada.page.getByRole('dialog').getByText('Mind the pauses'))
      await checkAccessibility(ada.page, `assignments, ${colorScheme}`)
      await ada.page.goto(`${app.url}/w/${study.workspace}/activity`)
      await see(ada.page.getByRole('heading', { name: 'Today' }))
      await checkAccessibility(ada.page, `activity, ${colorScheme}`)
      await leave(ada)
    }
  })
})
