import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { checkAccessibility } from './support/checkAccessibility.ts'
import { card, codeWords, deskReady, expectNoErrors, goTo, saved } from './support/deskActions.ts'
import type { WatchedPage } from './support/openBrowser.ts'
import type { Person, Study } from './support/setUpStudy.ts'
import type { App } from './support/startApp.ts'
import { useStudy } from './support/useStudy.ts'
import { eventually, see, seeNoMore } from './support/waiting.ts'

describe('the page of a code', () => {
  let app: App
  let study: Study
  let mira: Person
  /** Ids of the demo's codes by name. */
  const ids = new Map<string, string>()
  useStudy(async made => {
    ;({ app, study } = made)
    mira = await study.join('Mira Sand', 'analyst')
    const { page, context } = await study.open(study.owner, '/account')
    const answer = await page.request.get(`${app.url}/api/workspaces/${study.workspace}/ontology`)
    const { codes } = (await answer.json()) as { codes: Record<string, { id: string; name: string }> }
    for (const { id, name } of Object.values(codes)) ids.set(name, id)
    await context.close()
  })

  const pathOf = (name: string) => `/w/${study.workspace}/codebook/codes/${ids.get(name)}`
  const at = async (person: Person, name: string): Promise<WatchedPage> => {
    const watched = await study.open(person, pathOf(name))
    await see(watched.page.getByRole('heading', { level: 1, name }))
    return watched
  }
  const leave = async (...people: WatchedPage[]) => {
    expectNoErrors(...people)
    await Promise.all(people.map(({ context }) => context.close()))
  }
  /** The code changes as somebody else's browser would change it. */
  const apply = async ({ page }: WatchedPage, ...operations: object[]) => {
    const answer = await page.request.post(
      `${app.url}/api/workspaces/${study.workspace}/ontology/operations`,
      { data: { operations }, headers: { origin: app.url } },
    )
    expect(answer.status(), await answer.text()).toBe(200)
  }
  const excerpt = (page: Page, words: string): Locator =>
    page
      .getByRole('region', { name: 'Excerpts' })
      .getByRole('listitem')
      .filter({ hasText: words, has: page.getByRole('time') })
  /** How many excerpts are shown, in words. */
  const countOf = (page: Page): Locator =>
    page
      .getByRole('region', { name: 'Excerpts' })
      .getByRole('status')
      .filter({ hasText: /excerpt/ })
  const menu = async (page: Page, words: string, item: string) => {
    await excerpt(page, words)
      .getByRole('button', { name: /^Actions for/ })
      .first()
      .click()
    await page.getByRole('menuitem', { name: item }).click()
  }
  /** Takes back what this message says. */
  const undo = (page: Page, message: string) =>
    page.getByRole('status').filter({ hasText: message }).getByRole('button', { name: 'Undo' }).click()

  it('is defined in its place: nothing counts as saved before it is, what fails stays written, and undo works', async () => {
    const [ada, other] = [await at(study.owner, 'Heard at last'), await at(mira, 'Heard at last')]
    const { page } = ada
    const field = page.getByRole('textbox', { name: 'Definition' })
    await page.route('**/ontology/operations', route => route.abort())
    await page.getByRole('button', { name: 'Edit: Definition' }).click()
    await field.fill('An answer that came late, and came.')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await see(page.getByText('Not saved. What you wrote is still here; try again.'))
    expect(await field.inputValue()).toBe('An answer that came late, and came.')
    expect(await page.getByText('Saved', { exact: true }).count()).toBe(0)

    await page.unroute('**/ontology/operations')
    await field.press('Control+Enter')
    await see(page.getByText('Saved', { exact: true }))
    await see(other.page.getByText('An answer that came late, and came.'))
    expect(await other.page.getByRole('button', { name: /^Edit/ }).count()).toBe(0)
    const history = page.getByRole('list', { name: 'History of this code' })
    await see(history.getByText('defined “Heard at last”'))
    await undo(page, '“Heard at last” is defined anew.')
    await seeNoMore(other.page.getByText('An answer that came late, and came.'))

    // Somebody else was quicker.
    await page.getByRole('button', { name: 'Edit: Use it when' }).click()
    await page.getByRole('textbox', { name: 'Use it when' }).fill('Mine')
    await apply(ada, { type: 'define', id: ids.get('Heard at last'), definition: { whenToUse: 'Theirs' } })
    await see(page.getByText('Somebody else changed this while you wrote. It reads now:'))
    await page.getByRole('button', { name: 'Take theirs' }).click()
    await eventually(() => page.getByRole('textbox', { name: 'Use it when' }).inputValue()).toBe('Theirs')
    await leave(ada, other)
  })

  it('leads accept and reject codings, with a reason; counts follow, the analyst sees it, and it is taken back', async () => {
    const [ada, other] = [await at(study.owner, 'Speaking up costs'), await at(mira, 'Speaking up costs')]
    const { page } = ada
    for (const each of [page, other.page])
      await eventually(() => countOf(each).textContent()).toMatch(/^6 excerpts/)
    const words = 'Nothing would happen'
    expect(await other.page.getByRole('button', { name: /^Accept/ }).count()).toBe(0)
    await excerpt(page, words)
      .getByRole('button', { name: /^Accept “Speaking up costs” on/ })
      .press('Enter')
    for (const [each, who] of [
      [page, 'you'],
      [other.page, 'Ada Moreau'],
    ] as const)
      await see(excerpt(each, words).getByText(new RegExp(`^accepted by ${who}, `)))
    await saved(page)

    await excerpt(page, words)
      .getByRole('button', { name: /^Reject “Speaking up costs” on/ })
      .click()
    await page.getByLabel('Why? (optional)').fill('It is about fear.')
    await checkAccessibility(page, 'a coding being rejected', '[role=dialog]')
    await page.getByRole('dialog').getByRole('button', { name: 'Reject' }).click()
    for (const each of [page, other.page])
      await eventually(() => countOf(each).textContent()).toMatch(/^5 excerpts/)
    await other.page.getByText('One coding was rejected').click()
    const rejected = other.page.getByRole('list', { name: 'One coding was rejected' })
    await see(rejected.getByText(/^rejected by Ada Moreau/))
    await see(rejected.getByText('It is about fear.'))

    await page.getByRole('button', { name: /^Undo: reject ‘Speaking up costs’/ }).click()
    for (const each of [page, other.page])
      await eventually(() => countOf(each).textContent()).toMatch(/^6 excerpts/)
    await see(excerpt(other.page, words).getByText(/^accepted by Ada Moreau/))
    await page.keyboard.press('Control+Shift+z')
    await eventually(() => countOf(other.page).textContent()).toMatch(/^5 excerpts/)

    // At the desk it stands with the coding, for whoever stated it as for everybody; a lead goes on deciding there.
    const desk = await study.open(study.owner, study.desk)
    await deskReady(desk.page)
    await goTo(desk.page, words)
    const onDesk = card(desk.page, 'Mona Okafor').filter({ hasText: 'does not count' })
    await see(onDesk.getByText('It is about fear.'))
    await onDesk.getByRole('button', { name: /^Actions for/ }).click()
    await desk.page.getByRole('menuitem', { name: 'Accept “Speaking up costs”' }).click()
    await see(card(desk.page, 'Mona Okafor').getByText('“Speaking up costs” is accepted by Ada Moreau.'))
    await saved(desk.page)
    for (const each of [page, other.page])
      await eventually(() => countOf(each).textContent()).toMatch(/^6 excerpts/)
    await desk.page.keyboard.press('Escape')
    await desk.page.getByRole('button', { name: /^Undo: accept ‘Speaking up costs’/ }).click()
    await eventually(() => countOf(page).textContent()).toMatch(/^5 excerpts/)
    await page.getByText('One coding was rejected').click()
    await page
      .getByRole('list', { name: 'One coding was rejected' })
      .getByRole('button', { name: /^Reject “Speaking up costs” on/, pressed: true })
      .click()
    await eventually(() => countOf(other.page).textContent()).toMatch(/^6 excerpts/)
    await seeNoMore(other.page.getByText(/accepted by|rejected by|was rejected/))
    await saved(page)
    await leave(ada, other, desk)
  })

  it('tells an analyst in the inbox that a coding was rejected, by whom and why, and leads there', async () => {
    const [lead, analyst] = [await study.open(study.owner, study.desk), await study.open(mira, study.desk)]
    for (const { page } of [lead, analyst]) await deskReady(page)
    const words = 'Before anything else'
    await codeWords(analyst.page, words, 'Being asked')
    await saved(analyst.page)
    await goTo(lead.page, 'Thank you for coming')
    await lead.page.getByRole('button', { name: /^Being asked .*Mira Sand$/ }).click()
    await card(lead.page, 'Mira Sand')
      .getByRole('button', { name: /^Actions for/ })
      .click()
    await lead.page.getByRole('menuitem', { name: 'Reject “Being asked”' }).click()
    await lead.page.getByLabel('Why? (optional)').fill('She is told, not asked.')
    await lead.page.getByRole('dialog').getByRole('button', { name: 'Reject' }).click()

    const { page } = analyst
    await page.getByRole('button', { name: 'Inbox, 1 unread' }).click()
    const inbox = page.getByRole('dialog', { name: 'Inbox' })
    await see(inbox.getByText('She is told, not asked.'))
    await see(inbox.getByText(`“${words}”`))
    await checkAccessibility(page, 'the inbox with a rejected coding', '[role=dialog]')
    await goTo(page, 'Cedar. Fourth year')
    await page.getByRole('button', { name: 'Inbox, 1 unread' }).click()
    await inbox.getByRole('link', { name: 'Ada Moreau rejected your coding “Being asked”' }).click()
    await see(card(page, 'You').getByText(words))
    await see(page.getByRole('button', { name: 'Inbox', exact: true }))
    await leave(lead, analyst)
  })

  it('shows at once what is coded at a desk; excerpts are filtered, named as examples and played in a row', async () => {
    const ada = await at(study.owner, 'Speaking up costs')
    const { page } = ada
    const count = countOf(page)
    await eventually(() => count.textContent()).toMatch(/^6 excerpts/)
    const desk = await study.open(mira, study.desk)
    await deskReady(desk.page)
    await codeWords(desk.page, 'Nobody had told me I was allowed to have it', 'Speaking up costs')
    await saved(desk.page)
    await eventually(() => count.textContent()).toMatch(/^7 excerpts/)
    const fresh = excerpt(page, 'Nobody had told me I was allowed to have it')
    await see(fresh.getByText('Mira Sand'))

    await page.getByRole('combobox', { name: 'Coded by' }).click()
    await page.getByRole('option', { name: 'Mira Sand (1)' }).click()
    await eventually(() => count.textContent()).toMatch(/^1 of 7 excerpts/)
    expect(page.url()).toContain('member=')
    await menu(page, 'Nobody had told me', 'Name as typical example…')
    await page.getByLabel('Why does it show what the code means?').fill('Permission as a price.')
    await page.getByRole('button', { name: 'Name as example' }).click()
    const examples = page.getByRole('region', { name: 'Examples' })
    await see(examples.getByText('Permission as a price.'))
    await see(examples.getByText('Nobody had told me I was allowed to have it'))
    await see(fresh.getByText('Typical example'))
    // Its author takes it back: the example says so.
    await desk.page.keyboard.press('Control+z')
    await desk.page.keyboard.press('Control+z')
    await see(examples.getByText('This excerpt was withdrawn, or its conversation deleted.'))
    await see(page.getByText('No excerpt passes these filters.'))
    await page.getByRole('button', { name: 'Clear filters' }).click()

    await page.getByRole('button', { name: 'Play all' }).click()
    await see(page.getByText('Playing 1 of 6'))
    await eventually(() => page.locator('li[aria-current="true"]').count()).toBe(1)
    await page.keyboard.press(']')
    await see(page.getByText('Playing 2 of 6'))
    await page.keyboard.press('p')
    await see(page.getByText('Paused at 2 of 6'))
    await page.keyboard.press('[')
    await see(page.getByText('Playing 1 of 6'))
    await page.getByRole('button', { name: 'Stop' }).click()
    await seeNoMore(page.getByRole('region', { name: 'Playing excerpts' }))
    await excerpt(page, 'The sentence had one name in it. I noticed')
      .first()
      .getByRole('link', { name: /at the desk$/ })
      .click()
    await deskReady(page)
    await see(card(page, 'Teo Kallas').first())
    await leave(ada, desk)
  })

  it('is related to another code, seen from both sides', async () => {
    const ada = await at(study.owner, 'Speaking up costs')
    const { page } = ada
    await page.getByRole('button', { name: 'Relate to a code…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Relate “Speaking up costs” to another code' })
    await dialog.getByRole('combobox', { name: 'The other code' }).fill('Unwritten')
    await page.getByRole('option', { name: 'Unwritten rules' }).click()
    await dialog.getByRole('radio', { name: 'Commonality' }).check()
    await dialog.getByLabel('Note').fill('Both are learned by paying.')
    await dialog.getByRole('button', { name: 'Relate', exact: true }).click()
    const relations = page.getByRole('region', { name: 'Relations' })
    await relations.getByRole('link', { name: 'Unwritten rules' }).click()
    await see(page.getByRole('heading', { level: 1, name: 'Unwritten rules' }))
    await see(relations.getByText('Both are learned by paying.'))
    await see(relations.getByRole('link', { name: 'Speaking up costs' }))
    await relations.getByRole('button', { name: 'Edit: Note on the relation to “Speaking up costs”' }).click()
    await relations
      .getByRole('textbox', { name: 'Note on the relation to “Speaking up costs”' })
      .fill('Both are learned late.')
    await page.keyboard.press('Control+Enter')
    await see(relations.getByText('Both are learned late.'))
    await undo(page, 'The note on “Unwritten rules” and “Speaking up costs” is changed.')
    await relations
      .getByRole('button', { name: 'Take the relation to Speaking up costs away' })
      .or(relations.getByRole('button', { name: 'Take the relation to “Speaking up costs” away' }))
      .click()
    await seeNoMore(relations.getByText('Both are learned by paying.'))
    await undo(page, 'The relation was taken away.')
    await see(relations.getByText('Both are learned by paying.'))
    await leave(ada)
  })

  it('is discussed on its page, by several', async () => {
    const [ada, other] = [await at(study.owner, 'Unwritten rules'), await at(mira, 'Unwritten rules')]
    await ada.page.getByRole('button', { name: 'Comment on the code' }).click()
    const write = ada.page.getByRole('textbox', { name: 'Write to the team' })
    await write.waitFor()
    await write.pressSequentially('Rules, or habits?')
    await ada.page.keyboard.press('Control+Enter')
    await see(ada.page.getByText('Your comment is stored.'))
    const thread = (page: Page) => page.getByRole('region', { name: 'In “East wing, 14 March”' })
    await see(thread(ada.page).getByText('Rules, or habits?'))
    await see(thread(other.page).getByText('Rules, or habits?'))
    await thread(other.page).getByRole('button', { name: 'Reply' }).click()
    const reply = other.page.getByRole('textbox', { name: 'Reply' })
    await reply.waitFor()
    await reply.pressSequentially('Habits that became rules.')
    await other.page.keyboard.press('Control+Enter')
    await see(thread(ada.page).getByText('Habits that became rules.'))
    await thread(ada.page).getByRole('button', { name: 'Resolve' }).click()
    await see(thread(other.page).getByText('Resolved'))
    await undo(ada.page, 'The thread is resolved.')
    await seeNoMore(thread(other.page).getByText('Resolved'))
    await leave(ada, other)
  })

  it('two excerpts are related here, seen on their cards at the desk, and unrelated there', async () => {
    const ada = await at(study.owner, 'Speaking up costs')
    const { page } = ada
    await menu(page, 'Nothing would happen', 'Relate to another excerpt…')
    await see(page.getByRole('region', { name: 'Relate two excerpts' }))
    await excerpt(page, 'They say the door is always open')
      .first()
      .getByRole('button', { name: /^Relate to this: “/ })
      .click()
    const dialog = page.getByRole('dialog', { name: 'Relate two excerpts' })
    await dialog.getByRole('radio', { name: 'Tension' }).check()
    await dialog.getByLabel('Note').fill('Open doors, silent lists.')
    await dialog.getByRole('button', { name: 'Relate', exact: true }).click()
    await see(page.getByText('The two excerpts are related.'))
    const ties = excerpt(page, 'Nothing would happen').getByRole('list', { name: 'Related excerpts' })
    await see(ties.getByText('Open doors, silent lists.'))
    await see(ties.getByRole('link', { name: /They say the door is always open/ }))

    // Somebody else at the desk, on the other end.
    const desk = await study.open(mira, study.desk)
    await deskReady(desk.page)
    await goTo(desk.page, 'They say the door is always open')
    const there = card(desk.page, 'Mona Okafor').filter({ hasText: 'Open doors, silent lists.' })
    await see(there)
    await see(there.getByText('says Ada Moreau'))
    expect(await there.getByRole('button', { name: 'Take this relation away' }).count()).toBe(0)

    // Its maker, at the desk, where undo knows it.
    await ties.getByRole('link').first().click()
    await deskReady(page)
    const mine = card(page, 'Mona Okafor').filter({ hasText: 'Open doors, silent lists.' }).first()
    await mine.getByRole('button', { name: /^Edit: Note on the relation to “/ }).click()
    await mine.getByRole('textbox', { name: /^Note on the relation to “/ }).fill('An open door, a list.')
    await page.keyboard.press('Control+Enter')
    await see(card(desk.page, 'Mona Okafor').getByText('An open door, a list.'))
    await page.getByRole('button', { name: 'Undo: change the note on a relation between excerpts' }).click()
    await see(there)
    await mine.getByRole('button', { name: 'Take this relation away' }).click()
    await seeNoMore(there)
    await undo(page, 'The relation was taken away.')
    await see(there)
    await leave(ada, desk)
  })

  it('a merged code’s address leads to its successor, a retired one says why', async () => {
    const ada = await at(study.owner, 'Heard at last')
    const { page } = ada
    const [heard, owed] = [ids.get('Heard at last'), ids.get('An answer owed')]
    await apply(ada, { type: 'merge', ids: [heard], into: owed, reason: 'One is the other, answered.' })
    await see(page.getByRole('heading', { level: 1, name: 'An answer owed' }))
    await see(page.getByText('“Heard at last” was merged into “An answer owed”, whose page this is.'))
    await see(page.getByText('Why: One is the other, answered.').first())
    await page.getByRole('button', { name: 'Take “Heard at last” apart again' }).click()
    await page.goto(app.url + pathOf('Heard at last'))
    await see(page.getByRole('heading', { level: 1, name: 'Heard at last' }))
    await apply(ada, { type: 'retire', id: heard, reason: 'Nobody uses it.' })
    await see(page.getByText('Why: Nobody uses it.'))
    await page.getByRole('button', { name: 'Restore' }).click()
    await seeNoMore(page.getByText('Why: Nobody uses it.'))
    await page.goto(`${app.url}/w/${study.workspace}/codebook/codes/nosuchcode`)
    await see(page.getByRole('heading', { name: 'There is no such code' }))
    await leave(ada)
  })

  it.each(['light', 'dark'] as const)('has no barrier that axe can find, %s', async colorScheme => {
    const ada = await study.open(study.owner, pathOf('Speaking up costs'), { colorScheme })
    const { page } = ada
    await see(excerpt(page, 'Nothing would happen'))
    await page.getByRole('button', { name: 'Edit: Definition' }).click()
    await page.getByRole('button', { name: 'Comment on the code' }).click()
    await menu(page, 'Nothing would happen', 'Relate to another excerpt…')
    await page.getByRole('button', { name: 'Play all' }).click()
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 900 })
      await see(page.getByRole('region', { name: 'Playing excerpts' }))
      await checkAccessibility(page, `the page of a code, ${colorScheme}, ${width}`)
    }
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth),
    ).toBe(true)
    await leave(ada)
  })
})
