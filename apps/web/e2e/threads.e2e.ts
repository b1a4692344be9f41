import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { checkAccessibility } from './support/checkAccessibility.ts'
import { card, codeWords, deskReady, expectNoErrors, goTo, saved } from './support/deskActions.ts'
import type { WatchedPage } from './support/openBrowser.ts'
import type { Person, Study } from './support/setUpStudy.ts'
import type { App } from './support/startApp.ts'
import { useStudy } from './support/useStudy.ts'
import { eventually, see, seeNoMore } from './support/waiting.ts'

const memoField = (page: Page) => page.getByRole('textbox', { name: 'What do you notice here?' })
const commentField = (page: Page) => page.getByRole('textbox', { name: 'Write to the team' })
const replyField = (page: Page) => page.getByRole('textbox', { name: 'Reply' })
const bell = (page: Page, unread: number) =>
  page.getByRole('button', { name: unread === 0 ? 'Inbox' : `Inbox, ${unread} unread`, exact: true })

/** Waits until the editor has taken the place of the plain field. */
const editorReady = (field: Locator) => eventually(() => field.getAttribute('contenteditable')).toBe('true')

/** Pastes as a browser does. */
const paste = (field: Locator, content: { text?: string; html?: string }): Promise<void> =>
  field.evaluate((element, { text = '', html = '' }) => {
    const clipboardData = new DataTransfer()
    if (text) clipboardData.setData('text/plain', text)
    if (html) clipboardData.setData('text/html', html)
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, content)

describe('memos, threads and the inbox', () => {
  let app: App
  let study: Study
  let mira: Person
  useStudy(async made => {
    ;({ app, study } = made)
    mira = await study.join('Mira Sand', 'analyst')
  })

  const at = async (person: Person, path = study.desk, options = {}): Promise<WatchedPage> => {
    const watched = await study.open(person, path, options)
    if (path.startsWith(study.desk)) await deskReady(watched.page)
    return watched
  }
  const leave = async (...people: WatchedPage[]) => {
    expectNoErrors(...people)
    await Promise.all(people.map(({ context }) => context.close()))
  }

  const PASSAGE = 'I bite my tongue and I ask them first'
  /** A thread on a passage that the first of them highlights, answered by the second. */
  const talk = async (ada: Page, other: Page) => {
    await codeWords(ada, PASSAGE, 'Being asked')
    await ada.keyboard.press('c')
    await commentField(ada).waitFor()
    await ada.keyboard.type('Is this a habit or a rule?')
    await ada.keyboard.press('Control+Enter')
    await goTo(other, 'bite my tongue')
    const thread = card(other, 'Ada Moreau').getByRole('region', { name: 'Thread begun by Ada Moreau' })
    await thread.getByRole('button', { name: 'Reply' }).click()
    await replyField(other).waitFor()
    await other.keyboard.type('A habit, so far.')
    await other.keyboard.press('Control+Enter')
    await see(card(ada, 'You').getByText('A habit, so far.'))
  }

  it('a memo and a comment mention somebody, who is told, reads, answers and resolves, and marks all as read', async () => {
    const [ada, other] = [await at(study.owner), await at(mira)]
    const { page } = ada
    await codeWords(page, PASSAGE, 'Being asked')
    await page.keyboard.press('m')
    // At once, also when the editor is still on its way.
    await page.keyboard.type('A habit ')
    await editorReady(memoField(page))
    await page.keyboard.press('Control+b')
    await page.keyboard.type('learned')
    await page.keyboard.press('Control+b')
    await page.keyboard.type('. Ask @mi')
    const option = page.getByRole('option', { name: 'Mira Sand' })
    await see(option)
    await eventually(() => memoField(page).getAttribute('aria-activedescendant')).toBe(
      await option.getAttribute('id'),
    )
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await page.keyboard.type('- one')
    await page.keyboard.press('Enter')
    await page.keyboard.type('two')
    await page.keyboard.press('Control+Enter')
    await seeNoMore(memoField(page))

    await goTo(other.page, 'bite my tongue')
    const memo = card(other.page, 'Ada Moreau').filter({ hasText: 'A habit learned. Ask @Mira Sand' })
    await see(memo)
    await eventually(() => memo.locator('strong').filter({ hasText: 'learned' }).count()).toBe(1)
    await eventually(() => memo.getByRole('listitem').allTextContents()).toEqual(['one', 'two'])

    // The mention lights their bell; another one, in a comment, leads them to the thread.
    await other.page.goto(`${app.url}/w/${study.workspace}/codebook`)
    await see(bell(other.page, 1))
    await page.keyboard.press('c')
    await commentField(ada.page).waitFor()
    await ada.page.keyboard.type('Is this a habit or a rule? @mira')
    await see(ada.page.getByRole('option', { name: 'Mira Sand' }))
    await ada.page.keyboard.press('Tab')
    await ada.page.keyboard.press('Control+Enter')

    await see(bell(other.page, 2))
    await bell(other.page, 2).click()
    const inbox = other.page.getByRole('dialog', { name: 'Inbox' })
    await see(inbox.getByText('Is this a habit or a rule? @Mira Sand'))
    await see(inbox.getByText(/“I bite my tongue and I ask them first”/).first())
    await inbox.getByRole('link', { name: 'Ada Moreau mentioned you', exact: true }).click()
    await deskReady(other.page)
    const thread = card(other.page, 'Ada Moreau').getByRole('region', { name: 'Thread begun by Ada Moreau' })
    await see(thread.getByText('Is this a habit or a rule?'))
    await see(bell(other.page, 1))

    await thread.getByRole('button', { name: 'Reply' }).click()
    await replyField(other.page).waitFor()
    await other.page.keyboard.type('A habit, so far.')
    await other.page.keyboard.press('Control+Enter')
    const mine = card(ada.page, 'You').getByRole('region', { name: 'Thread begun by You' })
    await see(mine.getByText('A habit, so far.'))
    await see(bell(ada.page, 1))

    await thread.getByRole('button', { name: 'Resolve' }).click()
    const fold = mine.getByRole('button', { name: 'Resolved by Mira Sand · 2 messages' })
    await see(fold)
    await seeNoMore(mine.getByText('A habit, so far.'))
    await bell(ada.page, 1).click()
    await see(ada.page.getByRole('dialog', { name: 'Inbox' }).getByText('Resolved'))
    await ada.page.getByRole('link', { name: 'Mira Sand answered' }).click()
    // What was asked for is shown, although the thread is settled.
    await see(mine.getByText('A habit, so far.'))
    await mine.getByRole('button', { name: 'Reopen' }).click()
    await see(thread.getByRole('button', { name: 'Resolve' }))
    await seeNoMore(other.page.getByRole('button', { name: /^Resolved by/ }))

    // All at once, and taken back.
    await other.page.goto(`${app.url}/w/${study.workspace}/findings`)
    await bell(other.page, 1).click()
    await other.page.getByRole('button', { name: 'Mark all as read' }).click()
    await see(other.page.getByText('All read'))
    await see(bell(other.page, 0))
    await other.page.getByRole('button', { name: 'Undo' }).click()
    await see(bell(other.page, 1))
    await leave(ada, other)
  })

  it('in a narrow window the memo and the comment that one asks for are what the keyboard is in', async () => {
    const ada = await at(study.owner, study.desk, { viewport: { width: 900, height: 800 } })
    const { page } = ada
    await codeWords(page, 'She sent us a note', 'An answer owed')
    for (const [key, field] of [
      ['m', memoField(page)],
      // The editor is there by now, and comes with the drawer.
      ['c', commentField(page)],
    ] as const) {
      await page.keyboard.press(key)
      await editorReady(field)
      await eventually(() => field.evaluate(element => element === document.activeElement)).toBe(true)
      await page.keyboard.type('Said at the desk.')
      await page.keyboard.press('Control+Enter')
      await seeNoMore(field)
      await see(card(page, 'You').getByText('Said at the desk.'))
      await page.keyboard.press('Escape')
      await seeNoMore(page.getByRole('dialog'))
    }
    await leave(ada)
  })

  it('a paste keeps what the text knows; too much is refused and nothing is lost', async () => {
    const ada = await at(study.owner)
    const { page } = ada
    await codeWords(page, 'Two lines on the form', 'Whose work counts')
    await page.keyboard.press('m')
    await editorReady(memoField(page))
    await page.keyboard.type('Before. ')
    await paste(memoField(page), {
      text: 'x',
      html: `<h1>Title</h1><script>window.broken = 1</script><img src=x onerror="window.broken = 1">
        <p style="color:red" onclick="window.broken = 1">A <b>bold</b> <a href="javascript:window.broken=1">bad</a>
        and a <a href="https://example.org/a" target="_top">good</a> link</p>`,
    })
    const before = await memoField(page).textContent()
    expect(before).toContain('Before. Title')
    await paste(memoField(page), { text: 'word '.repeat(210_000) })
    await see(
      page
        .getByRole('alert')
        .filter({ hasText: /1,050,000 characters.*may have 20,000.*nothing was pasted/ }),
    )
    expect(await memoField(page).textContent()).toBe(before)
    await page.keyboard.press('Control+Enter')

    const memo = card(page, 'You').filter({ hasText: 'Before. Title' })
    await see(memo)
    expect(
      await memo.getByRole('link').evaluateAll(links => links.map(link => link.getAttribute('href'))),
    ).toEqual(['https://example.org/a'])
    expect(await memo.locator('script, img, h1, p[style], [onclick]').count()).toBe(0)
    expect(await page.evaluate(() => 'broken' in window)).toBe(false)

    // A link by hand: only addresses of the web and of mailboxes.
    await page.keyboard.press('m')
    await editorReady(memoField(page))
    await page.getByRole('button', { name: 'Link', exact: true }).click()
    await page.getByLabel('Address of the link').fill('javascript:alert(1)')
    await page.keyboard.press('Enter')
    await see(page.getByText('A link begins with https://, http:// or mailto:'))
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    // Some browsers say which of what was pasted they kept from running.
    const blocked = /^Executing inline event handler violates .*The action has been blocked\.$/
    expect(ada.errors.filter(error => !blocked.test(error))).toEqual([])
    await ada.context.close()
  })

  it('a draft outlives Esc and a reload, and is discarded with a way back', async () => {
    const ada = await at(study.owner)
    const { page } = ada
    await codeWords(page, PASSAGE, 'Being asked')
    await page.keyboard.press('m')
    await editorReady(memoField(page))
    await page.keyboard.type('A habit ')
    await page.keyboard.press('Control+b')
    await page.keyboard.type('learned')
    await page.keyboard.press('Control+b')
    await page.keyboard.type('.')
    await page.keyboard.press('Control+Enter')
    await seeNoMore(memoField(page))

    await page.keyboard.press('m')
    await editorReady(memoField(page))
    await page.keyboard.type(' And a second thought')
    await page.keyboard.press('Escape')
    await see(page.getByText(/^Draft: A habit learned/))
    await page.keyboard.press('m')
    await editorReady(memoField(page))
    await page.keyboard.type(', unfinished')
    await saved(page)
    await page.reload()
    await deskReady(page)
    await goTo(page, 'bite my tongue')
    const mine = card(page, 'You')
    await mine.getByRole('button', { name: 'Continue' }).click()
    await eventually(() => memoField(page).textContent()).toContain('And a second thought, unfinished')
    expect(await memoField(page).locator('strong').textContent()).toBe('learned')
    await mine.getByRole('button', { name: 'Cancel' }).click()
    await seeNoMore(page.getByText(/^Draft:/))
    await page.getByRole('button', { name: 'Undo', exact: true }).last().click()
    await eventually(() => memoField(page).textContent()).toContain('unfinished')
    await mine.getByRole('button', { name: 'Save' }).click()
    await see(mine.getByText('And a second thought, unfinished'))
    await leave(ada)
  })

  it('sends the last letter too, however soon after it one sends', async () => {
    const ada = await at(study.owner)
    const { page } = ada
    await codeWords(page, PASSAGE, 'Being asked')
    await page.keyboard.press('m')
    await editorReady(memoField(page))
    // A slow browser hands over both keys before it has drawn anything.
    await memoField(page).evaluate(async element => {
      document.execCommand('insertText', false, 'In one breath')
      await Promise.resolve()
      const key = { key: 'Enter', ctrlKey: true, bubbles: true, cancelable: true }
      element.dispatchEvent(new KeyboardEvent('keydown', key))
    })
    await see(card(page, 'You').getByText('In one breath'))
    await seeNoMore(memoField(page))
    await leave(ada)
  })

  it('a message of mine is changed and deleted; what answers it stays, and undo brings it back', async () => {
    const [ada, other] = [await at(study.owner), await at(mira)]
    await talk(ada.page, other.page)
    const mine = card(ada.page, 'You').getByRole('region', { name: 'Thread begun by You' })
    const theirs = card(other.page, 'Ada Moreau').getByRole('region', { name: 'Thread begun by Ada Moreau' })
    await mine.getByRole('button', { name: 'Actions for your message' }).click()
    await ada.page.getByRole('menuitem', { name: 'Edit' }).click()
    const field = mine.getByRole('textbox', { name: 'Edit' })
    await editorReady(field)
    await field.press('End')
    await ada.page.keyboard.type(' Or a vow?')
    await ada.page.keyboard.press('Control+Enter')
    await see(theirs.getByText(/Or a vow\?/))
    await see(theirs.getByText(/edited/))

    await mine.getByRole('button', { name: 'Actions for your message' }).click()
    await ada.page.getByRole('menuitem', { name: 'Delete' }).click()
    await see(theirs.getByText('This message was deleted.'))
    await see(theirs.getByText('A habit, so far.'))
    await ada.page.getByRole('button', { name: 'Undo', exact: true }).last().click()
    await see(theirs.getByText(/Or a vow\?/))

    // A highlight that goes leaves what was said of it. The first Esc leads from the card to the text, the next lets go.
    await ada.page.keyboard.press('Escape')
    await ada.page.keyboard.press('Escape')
    await goTo(ada.page, 'bite my tongue')
    await ada.page.keyboard.press('Delete')
    await other.page.getByText('1 thread on a deleted highlight').click()
    await see(other.page.getByText('A habit, so far.'))
    await ada.page.keyboard.press('Control+z')
    await seeNoMore(other.page.getByText('1 thread on a deleted highlight'))
    await leave(ada, other)
  })

  it('a code is commented on from the codebook, answered, and read from its page', async () => {
    const [ada, other] = [await at(study.owner), await at(mira)]
    const codebook = ada.page.getByRole('region', { name: 'Codebook' })
    await codebook.getByRole('button', { name: 'Comment on the code “Room to finish”' }).click()
    await ada.page.getByRole('button', { name: 'Comment on the code', exact: true }).click()
    await commentField(ada.page).waitFor()
    await ada.page.keyboard.type('Silence, or patience?')
    await ada.page.keyboard.press('Control+Enter')
    await see(
      ada.page.getByRole('region', { name: 'About “Room to finish”' }).getByText('Silence, or patience?'),
    )

    const sign = other.page.getByRole('button', { name: '1 comment on the code “Room to finish”' })
    await see(sign)
    await sign.click()
    const about = other.page.getByRole('region', { name: 'About “Room to finish”' })
    await about.getByRole('button', { name: 'Reply' }).click()
    await replyField(other.page).waitFor()
    await other.page.keyboard.type('Both.')
    await other.page.keyboard.press('Control+Enter')
    await see(ada.page.getByRole('button', { name: '2 comments on the code “Room to finish”' }))
    await saved(other.page)

    await other.page.goto(`${app.url}/w/${study.workspace}/codebook`)
    await other.page
      .getByRole('button', { name: /Room to finish/ })
      .or(other.page.getByText('Room to finish'))
      .first()
      .click()
    const said = other.page.getByRole('region', { name: 'What was said about it' })
    await see(said.getByText('Both.'))
    await said.getByRole('link', { name: 'In “East wing, 14 March”' }).click()
    await deskReady(other.page)
    await see(about.getByText('Both.'))
    // Nothing is pointed at.
    await other.page.mouse.move(700, 10)
    await seeNoMore(other.page.getByRole('tooltip'))
    await checkAccessibility(other.page, 'what is said about a code')
    await leave(ada, other)
  })

  it('has no barrier that axe can find, in both schemes', async () => {
    const [ada, other] = [await at(study.owner), await at(mira)]
    await talk(ada.page, other.page)
    await leave(ada, other)
    for (const colorScheme of ['light', 'dark'] as const) {
      const again = await at(study.owner, study.desk, { colorScheme })
      const { page } = again
      await goTo(page, 'bite my tongue')
      await page.keyboard.press('m')
      await editorReady(memoField(page))
      await page.keyboard.type(' @m')
      await see(page.getByRole('option', { name: 'Mira Sand' }))
      await checkAccessibility(page, `writing a memo, ${colorScheme}`)
      await page.keyboard.press('Escape')
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: /^Inbox/ }).click()
      await page
        .getByRole('radio', { name: 'All' })
        .or(page.getByText('All', { exact: true }))
        .last()
        .click()
      await see(page.getByRole('link', { name: 'Mira Sand answered' }).first())
      await checkAccessibility(page, `the inbox, ${colorScheme}`)
      await leave(again)
    }
  })
})
