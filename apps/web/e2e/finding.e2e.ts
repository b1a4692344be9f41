import type { Browser, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { checkAccessibility } from './support/checkAccessibility.ts'
import { card, codeWords, deskReady, expectNoErrors, goTo, paragraph, saved } from './support/deskActions.ts'
import { newPerson, type WatchedPage } from './support/openBrowser.ts'
import { PASSWORD, type Person, type Study } from './support/setUpStudy.ts'
import type { App } from './support/startApp.ts'
import { useStudy } from './support/useStudy.ts'
import { eventually, see, seeNoMore } from './support/waiting.ts'

describe('finding one’s way', () => {
  let app: App
  let browser: Browser
  let study: Study
  let mira: Person
  useStudy(async made => {
    ;({ app, browser, study } = made)
    mira = await study.join('Mira Sand', 'analyst')
  })

  const atDesk = async (person: Person, query = ''): Promise<WatchedPage> => {
    const watched = await study.open(person, study.desk + query)
    await deskReady(watched.page)
    return watched
  }
  const bar = (page: Page) => page.getByRole('search', { name: 'Find in this conversation' })
  const field = (page: Page) => bar(page).getByRole('textbox')
  const count = (page: Page) => bar(page).getByRole('status').textContent()
  /** The words that are painted as the one that one stands at. */
  const standsAt = (page: Page) =>
    page.evaluate(() =>
      [...(CSS.highlights.get('desk-found-now') ?? [])]
        .map(range => range as StaticRange)
        .filter(range => range.startContainer.isConnected)
        .map(range => range.startContainer.textContent!.slice(range.startOffset, range.endOffset)),
    )
  const painted = (page: Page) => page.evaluate(() => CSS.highlights.get('desk-found')?.size ?? 0)
  const focusedTurn = (page: Page) =>
    page.evaluate(() => document.activeElement?.closest('[data-turn]')?.textContent ?? '')
  /** What was last put on the clipboard, by whatever means. */
  const copied = (page: Page) => page.evaluate(() => navigator.clipboard.readText())
  const mayCopy = ({ context }: WatchedPage) =>
    context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: app.url })

  describe('in the conversation', () => {
    it('finds words whatever their case, goes round them, plays one, and gives the keyboard back', async () => {
      const ada = await atDesk(study.owner)
      const { page } = ada
      await page.keyboard.press('Control+f')
      await field(page).fill('THE DOOR')
      await eventually(() => count(page)).toMatch(/^1 of [2-9]$/)
      const of = Number((await count(page))!.slice(-1))
      await eventually(() => standsAt(page)).toEqual(['the door'])
      await page.keyboard.press('Enter')
      await eventually(() => count(page)).toBe(`2 of ${of}`)
      await page.keyboard.press('Shift+Enter')
      await page.keyboard.press('Shift+Enter')
      await eventually(() => count(page)).toBe(`${of} of ${of}`)
      await eventually(() => standsAt(page)).toEqual(['the door'])
      await eventually(() => painted(page)).toBeGreaterThan(0)

      await page.keyboard.press('Control+Enter')
      await see(page.getByRole('button', { name: 'Pause' }))
      await eventually(async () =>
        Number(
          await page.getByRole('slider', { name: 'Position in the recording' }).getAttribute('aria-valuenow'),
        ),
      ).toBeGreaterThan(30)

      await page.keyboard.press('Escape')
      await seeNoMore(bar(page))
      await eventually(() => focusedTurn(page)).toContain('the door')
      await eventually(() => painted(page)).toBe(0)
      await page.keyboard.press(' ')
      expectNoErrors(ada)
    })

    it('finds whole words, phrases, speakers, codes and comments; nothing says so', async () => {
      const ada = await atDesk(study.owner)
      const { page } = ada
      const kind = (name: string) => bar(page).getByRole('button', { name: new RegExp(`^${name}: [1-9]`) })
      await page.keyboard.press('/')
      await field(page).fill('ink')
      await see(kind('Words'))
      await bar(page).getByRole('button', { name: 'Whole words' }).click()
      await eventually(() => count(page)).toBe('Nothing found')
      await bar(page).getByRole('button', { name: 'Whole words' }).click()

      await field(page).fill('juniper')
      await kind('Speakers').click()
      await eventually(() => count(page)).toMatch(/^1 of \d+$/)
      await field(page).fill('unwritten')
      await kind('Codes').click()
      await eventually(() => count(page)).toMatch(/^1 of [1-9]/)
      await see(page.getByRole('article').filter({ hasText: 'Unwritten rules' }))
      await field(page).fill('"tell me the rule is that there"')
      await bar(page)
        .getByRole('button', { name: /^Words/ })
        .click()
      await eventually(() => count(page)).toBe('Nothing found')
      await checkAccessibility(page, 'the bar that finds')
      expectNoErrors(ada)
    })

    it('follows while somebody else corrects what was found', async () => {
      const [ada, other] = await Promise.all([atDesk(study.owner), atDesk(mira)])
      await ada.page.keyboard.press('Control+f')
      await field(ada.page).fill('pay them first')
      await eventually(() => count(ada.page)).toBe('1 of 1')
      await goTo(other.page, 'Pay them first')
      await other.page.keyboard.press('e')
      await see(other.page.getByRole('textbox', { name: /^Correct what/ }))
      await other.page.keyboard.press('Home')
      await other.page.keyboard.type('Pay them first, I say. ')
      await eventually(() => count(ada.page)).toBe('2 of 2')
      await other.page.keyboard.press('Control+z')
      await eventually(() => count(ada.page)).toBe('1 of 1')
      await other.page.keyboard.press('Escape')
      await saved(other.page)
      expectNoErrors(ada, other)
    })
  })

  describe('across the workspace', () => {
    it('the quick box leads to the place by the keyboard; the page shows all of it, plays it and can be sent on', async () => {
      const ada = await study.open(study.owner, `/w/${study.workspace}/conversations`)
      const { page } = ada
      await see(page.getByRole('heading', { name: 'Conversations' }))
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox', { name: 'Search the workspace' }).fill('forty rooms here')
      await see(page.getByRole('option', { name: /Aspen.*forty rooms here.*East wing, 14 March/ }))
      await checkAccessibility(page, 'the quick box')
      await page.keyboard.press('Enter')
      await deskReady(page)
      await eventually(() => standsAt(page)).toEqual(['forty rooms here'])
      await page.keyboard.press('Escape')
      await eventually(() => focusedTurn(page)).toContain('forty rooms here')

      await page.goto(`${app.url}/w/${study.workspace}/search?q=rule`)
      const said = page.getByRole('region', { name: 'Said' })
      await see(said.getByText('I want the rules written down'))
      await see(page.getByRole('region', { name: 'Codes' }).getByText('Unwritten rules'))
      await see(page.getByRole('region', { name: 'Memos and comments' }).getByText('Is this the rule'))
      await checkAccessibility(page, 'the search page')
      const link = said.getByRole('link', { name: /I want the rules written down/ })
      await link.focus()
      await page.keyboard.press('p')
      await see(said.getByRole('button', { name: /^Stop/ }))
      await page.keyboard.press('p')
      await seeNoMore(said.getByRole('button', { name: /^Stop/ }))

      await page.getByRole('searchbox').fill('nobody says this')
      await see(page.getByRole('heading', { name: 'Nothing answers to “nobody says this”' }))
      await eventually(() => page.url()).toContain('q=nobody')
      expectNoErrors(ada)
    })
  })

  describe('links', () => {
    it('to a turn: copied by menu and by key, and it leads the other there, also after it was joined away', async () => {
      const ada = await atDesk(study.owner)
      const { page } = ada
      await mayCopy(ada)
      const words = 'Let me ask about being heard'
      await goTo(page, words)
      await page.keyboard.press('#')
      await see(page.getByText('Link copied.'))
      const link = await copied(page)
      expect(link).toMatch(/\?turn=[^&]+&word=\d+$/)

      const other = await study.open(mira, new URL(link).pathname + new URL(link).search)
      await deskReady(other.page)
      await eventually(() => focusedTurn(other.page)).toContain(words)
      await other.context.close()

      await paragraph(page, words)
        .locator('xpath=ancestor::section[@data-turn]')
        .getByRole('button', { name: /change the speaker/ })
        .click()
      await page.getByRole('menuitem', { name: 'Join to the turn above' }).click()
      await saved(page)
      const late = await study.open(mira, new URL(link).pathname + new URL(link).search)
      await deskReady(late.page)
      await see(late.page.getByText('was joined to another'))
      await eventually(() => focusedTurn(late.page)).toContain(words)
      expectNoErrors(ada, late)
    })

    it('to a highlight: from its card; where it was deleted that is said, and where it stood is shown', async () => {
      const ada = await atDesk(study.owner)
      const { page } = ada
      await mayCopy(ada)
      await codeWords(page, 'I know how that sounds', 'Time for people')
      await saved(page)
      await card(page, 'You').getByRole('button', { name: 'Actions for your highlight' }).click()
      await page.getByRole('menuitem', { name: 'Copy link to this highlight' }).click()
      await see(page.getByText('Link copied.'))
      const link = await copied(page)
      const address = new URL(link).pathname + new URL(link).search
      const other = await study.open(mira, address)
      await deskReady(other.page)
      await see(card(other.page, 'Ada Moreau').filter({ hasText: 'I know how that sounds' }))
      await other.context.close()

      await page.keyboard.press('Delete')
      await seeNoMore(card(page, 'You'))
      await saved(page)
      const late = await study.open(mira, address)
      await deskReady(late.page)
      await see(late.page.getByText('was deleted by its author. This is where it stood.'))
      await eventually(() => focusedTurn(late.page)).toContain('I know how that sounds')
      expectNoErrors(ada, late)
    })

    it('to a time; a signed-out person signs in and lands there', async () => {
      const ada = await newPerson(browser)
      await ada.page.goto(`${app.url}${study.desk}?t=600`)
      await ada.page.getByLabel('E-mail').fill(mira.email)
      await ada.page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD)
      await ada.page.getByRole('button', { name: 'Sign in' }).click()
      await deskReady(ada.page)
      await eventually(() =>
        ada.page.getByRole('slider', { name: 'Position in the recording' }).getAttribute('aria-valuenow'),
      ).toBe('600')
      await eventually(() => focusedTurn(ada.page)).not.toBe('')
      expectNoErrors(ada)
    })

    it('to what is unknown, deleted or forbidden: says what happened and where to go', async () => {
      const lost = await atDesk(mira, '?turn=nosuchturn')
      await see(lost.page.getByText('is no longer in the transcript'))
      const without = await atDesk(mira, '?member=nobody&highlight=nothing')
      await see(without.page.getByText('was deleted by its author'))

      const unknown = await study.open(mira, `/w/${study.workspace}/conversations/nosuchconversation`)
      await see(unknown.page.getByRole('heading', { name: 'This conversation is not here' }))
      await checkAccessibility(unknown.page, 'a conversation that is not here')
      await unknown.page.getByRole('link', { name: 'All conversations' }).click()
      await see(unknown.page.getByRole('heading', { name: 'Conversations' }))

      const viewer = await study.join('Vera Quill', 'viewer')
      const shut = await study.open(viewer, `${study.desk}?t=12`)
      await see(shut.page.getByRole('heading', { name: 'You may not read this conversation' }))
      await checkAccessibility(shut.page, 'a conversation one may not read')
      expectNoErrors(lost, without, unknown, shut)
    })
  })
})
