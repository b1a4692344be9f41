import type { Browser, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import {
  applyCode,
  card,
  codeWords,
  deskReady,
  dragOver,
  expectNoErrors,
  goTo,
  lookAt,
  paintedWords,
  palette,
  saved,
  saving,
} from './support/deskActions.ts'
import { newPerson, type WatchedPage } from './support/openBrowser.ts'
import { PASSWORD, type Person, type Study } from './support/setUpStudy.ts'
import type { App } from './support/startApp.ts'
import { useStudy } from './support/useStudy.ts'
import { eventually, see, seeNoMore } from './support/waiting.ts'

describe('working together', () => {
  let app: App
  let browser: Browser
  let study: Study
  let mira: Person
  useStudy(async made => {
    ;({ app, browser, study } = made)
    mira = await study.join('Mira Sand', 'analyst')
  })

  /** Two people at the same desk, each in a browser of their own. */
  const both = async (): Promise<[WatchedPage, WatchedPage]> => {
    const people = await Promise.all([study.open(study.owner, study.desk), study.open(mira, study.desk)])
    await Promise.all(people.map(({ page }) => deskReady(page)))
    return people
  }
  const leave = async (...people: WatchedPage[]) => {
    expectNoErrors(...people)
    await Promise.all(people.map(({ context }) => context.close()))
  }
  const painted = (page: Page, words: string) =>
    eventually(async () => (await paintedWords(page)).includes(words))
  const lane = (page: Page, code: string, person: string) =>
    page.getByRole('button', { name: new RegExp(`^${code} .*${person}`) })

  it('somebody invited joins by the link and opens the same desk', async () => {
    const ada = await study.open(study.owner, `/w/${study.workspace}/team`)
    await ada.page.getByRole('button', { name: 'Invite' }).click()
    await ada.page.getByRole('button', { name: 'Make the link' }).click()
    const link = await ada.page.getByLabel('Send this link').inputValue()

    const guest = await newPerson(browser)
    await guest.page.goto(link)
    await see(guest.page.getByRole('heading', { name: 'Join Campus dialogues (demo)' }))
    await guest.page.getByLabel('Your name').fill('Ines Vale')
    await guest.page.getByLabel('E-mail').fill('ines@example.org')
    await guest.page.getByLabel('Password').first().fill(PASSWORD)
    await guest.page.getByRole('button', { name: 'Make an account and join' }).click()
    await guest.page.getByRole('rowheader').getByRole('link', { name: 'East wing, 14 March' }).click()
    await deskReady(guest.page)
    await saved(guest.page)

    const late = await newPerson(browser)
    await late.page.goto(link)
    await see(late.page.getByRole('heading', { name: 'This invitation is not open any more' }))
    await leave(ada, guest, late)
  })

  it('words coded with the mouse are seen by the other at once, with code and author', async () => {
    const [ada, other] = await both()
    const words = 'I know what an hour is worth in the middle of March'
    await lookAt(other.page, 'I know what an hour')
    await dragOver(ada.page, words)
    await ada.page.keyboard.press('h')
    await applyCode(ada.page, 'Time for people')
    await painted(other.page, words).toBe(true)
    await see(lane(other.page, 'Time for people', 'Ada Moreau'))
    await lane(other.page, 'Time for people', 'Ada Moreau').click()
    await see(card(other.page, 'Ada Moreau').getByText(words))
    await leave(ada, other)
  })

  it('the keyboard alone selects, codes, writes a memo and takes the highlight away', async () => {
    const [ada, other] = await both()
    const { page } = ada
    await goTo(page, 'Cedar. Fourth year')
    await lookAt(other.page, 'Cedar. Fourth year')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.press('Shift+ArrowRight')
    await see(page.getByRole('status').filter({ hasText: /^Selected(?: as well)?: .*year$/ }))
    await page.keyboard.press('Enter')
    await page.keyboard.type('Unwritten')
    await see(page.getByRole('option', { name: 'Unwritten rules' }))
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    await see(lane(other.page, 'Unwritten rules', 'Ada Moreau'))

    await page.keyboard.press('m')
    await page.keyboard.type('A name, then a rank.')
    await page.keyboard.press('Control+Enter')
    await lane(other.page, 'Unwritten rules', 'Ada Moreau').click()
    await see(card(other.page, 'Ada Moreau').getByText('A name, then a rank.'))

    await page.keyboard.press('Delete')
    await seeNoMore(lane(other.page, 'Unwritten rules', 'Ada Moreau'))
    await leave(ada, other)
  })

  it('a code made in the palette is in the other’s codebook; several codes overlap', async () => {
    const [ada, other] = await both()
    const words = 'Nobody organised it. We began because two of us found out'
    await lookAt(other.page, 'Nobody organised it')
    await dragOver(ada.page, words)
    await ada.page.keyboard.press('h')
    await palette(ada.page).fill('Hunger at month’s end')
    await see(ada.page.getByRole('option', { name: 'New code “Hunger at month’s end”' }))
    await palette(ada.page).press('Enter')
    await see(ada.page.getByText('The code “Hunger at month’s end” was created.'))
    await applyCode(ada.page, 'A place of our own')
    await ada.page.keyboard.press('Escape')

    const codebook = other.page.getByRole('region', { name: 'Codebook' })
    await see(codebook.getByRole('button', { name: /^Hunger at month’s end ?1/ }))
    await see(lane(other.page, 'Hunger at month’s end', 'Ada Moreau'))
    await see(lane(other.page, 'A place of our own', 'Ada Moreau'))

    // The other marks words that reach over its end.
    await codeWords(
      other.page,
      'two of us found out that we were both eating cereal',
      'Hunger at month’s end',
    )
    await painted(ada.page, 'two of us found out that we were both eating cereal').toBe(true)
    await painted(ada.page, words).toBe(true)
    await leave(ada, other)
  })

  it('a thread goes to and fro on a highlight, each answer in its author’s name', async () => {
    const [ada, other] = await both()
    await codeWords(ada.page, 'I bite my tongue and I ask them first', 'Being asked')
    await ada.page.keyboard.press('c')
    await ada.page.getByRole('textbox', { name: 'Write to the team' }).fill('Is this a habit or a rule?')
    await ada.page.getByRole('button', { name: 'Send' }).click()

    await goTo(other.page, 'bite my tongue')
    const theirs = card(other.page, 'Ada Moreau').filter({ hasText: 'Is this a habit or a rule?' })
    await see(theirs)
    await theirs.getByRole('button', { name: 'Comment' }).click()
    await other.page.getByRole('textbox', { name: 'Write to the team' }).fill('A habit, so far.')
    await other.page.keyboard.press('Control+Enter')
    const mine = card(ada.page, 'You').filter({ hasText: 'Is this a habit or a rule?' })
    await see(mine.getByText('A habit, so far.'))
    await see(mine.getByText('Mira Sand'))
    await leave(ada, other)
  })

  it('undo takes back what I did and nothing of the other, redo brings it back', async () => {
    const [ada, other] = await both()
    const [mine, theirs] = ['I water the plants in the corridor', 'I think somebody graduated']
    await lookAt(other.page, 'somebody graduated')
    await codeWords(ada.page, mine, 'Belonging')
    await codeWords(other.page, theirs, 'Belonging')
    await painted(ada.page, theirs).toBe(true)
    await painted(other.page, mine).toBe(true)

    // Coding, then highlight: two steps at most.
    await ada.page.keyboard.press('Control+z')
    await ada.page.keyboard.press('Control+z')
    await painted(other.page, mine).toBe(false)
    await painted(other.page, theirs).toBe(true)
    await painted(ada.page, theirs).toBe(true)
    await ada.page.keyboard.press('Control+z')
    await see(ada.page.getByText('There is nothing to take back.'))
    await painted(ada.page, theirs).toBe(true)
    await ada.page.keyboard.press('Control+Shift+z')
    await ada.page.keyboard.press('Control+Shift+z')
    await painted(other.page, mine).toBe(true)
    await leave(ada, other)
  })

  it('shows who is here, and no longer when they left', async () => {
    const [ada, other] = await both()
    const here = ada.page.getByRole('list', { name: 'Here now' })
    await see(here.getByRole('button', { name: /^Mira Sand, / }))
    await see(other.page.getByRole('button', { name: /^Ada Moreau, / }))
    await other.context.close()
    await seeNoMore(here)
    await leave(ada)
    expectNoErrors(other)
  })

  it('work goes on without a connection and merges when it is back', async () => {
    const [ada, other] = await both()
    await saved(ada.page)
    await ada.context.setOffline(true)
    await eventually(() => saving(ada.page)).toBe('Offline')
    await see(ada.page.getByText(/You are offline\. Go on working/))
    const [away, meanwhile] = ['Thank you for saying that', 'I wanted somebody to write back']
    await codeWords(ada.page, away, 'An answer owed')
    await painted(ada.page, away).toBe(true)
    expect(await saving(ada.page)).toBe('Offline')

    await lookAt(other.page, 'Thank you for saying')
    await codeWords(other.page, meanwhile, 'An answer owed')
    await saved(other.page)
    expect(await paintedWords(other.page)).not.toContain(away)

    await ada.context.setOffline(false)
    await saved(ada.page)
    await painted(other.page, away).toBe(true)
    await painted(ada.page, meanwhile).toBe(true)
    await seeNoMore(ada.page.getByText(/You are offline/))
    await leave(ada, other)
  })

  it('a tab closed the moment it says Saved has lost nothing', async () => {
    const [ada, other] = await both()
    const words = 'Two lines on the form'
    await codeWords(ada.page, words, 'Whose work counts')
    await saved(ada.page)
    await ada.context.close()
    await other.page.reload()
    await deskReady(other.page)
    await lookAt(other.page, 'Two lines on')
    await painted(other.page, words).toBe(true)
    await see(lane(other.page, 'Whose work counts', 'Ada Moreau'))
    await leave(other)
    expectNoErrors(ada)
  })

  it('a server killed while both write loses nothing that was called saved', async () => {
    const [ada, other] = await both()
    const before = ['There was one time', 'In the autumn a dean came to lunch']
    await codeWords(ada.page, before[0]!, 'Heard at last')
    await codeWords(other.page, before[1]!, 'Heard at last')
    await Promise.all([saved(ada.page), saved(other.page)])

    await app.kill()
    await Promise.all([ada, other].map(({ page }) => eventually(() => saving(page)).toBe('Offline')))
    const during = ['She wrote it down', 'in January the form was different']
    await codeWords(ada.page, during[0]!, 'Heard at last')
    await codeWords(other.page, during[1]!, 'Heard at last')
    await app.restart()
    await Promise.all([saved(ada.page), saved(other.page)])

    const fresh = await study.open(mira, study.desk)
    await deskReady(fresh.page)
    await lookAt(fresh.page, 'There was one time')
    for (const words of [...before, ...during]) await painted(fresh.page, words).toBe(true)
    await leave(ada, other, fresh)
  })

  it('a session that ends while one works takes nothing away: sign in again, and it is saved', async () => {
    const tess = await study.join('Tess Lind', 'analyst')
    const there = await study.open(tess, study.desk)
    await deskReady(there.page)
    await saved(there.page)

    const elsewhere = await study.open(tess, '/account')
    await elsewhere.page.getByRole('button', { name: 'Sign out everywhere' }).click()
    await elsewhere.page.getByRole('dialog').getByRole('button', { name: 'Sign out everywhere' }).click()
    await see(elsewhere.page.getByRole('heading', { name: 'Sign in' }))

    await see(there.page.getByText(/Your session has ended/))
    const words = 'The silence in the machine shop'
    await codeWords(there.page, words, 'Room to finish')
    await there.page.getByRole('button', { name: 'Sign in' }).click()
    await there.page.getByLabel('Password').first().fill(PASSWORD)
    await there.page.getByRole('dialog').getByRole('button', { name: 'Sign in' }).click()
    await seeNoMore(there.page.getByText(/Your session has ended/))
    await saved(there.page)

    const ada = await study.open(study.owner, study.desk)
    await deskReady(ada.page)
    await lookAt(ada.page, 'The silence in the machine')
    await painted(ada.page, words).toBe(true)
    await leave(there, elsewhere, ada)
  })

  it('a writer reads along but cannot code; viewers and participants do not get in', async () => {
    const writer = await study.join('Wanda Holt', 'writer')
    const reading = await study.open(writer, study.desk)
    await deskReady(reading.page)
    const { page } = reading
    await goTo(page, 'I was being polite')
    await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.press('h')
    await see(page.getByText('You read along here: your role does not code.'))
    expect(await palette(page).count()).toBe(0)
    expect(await page.getByRole('button', { name: 'Highlight and code (H)' }).count()).toBe(0)
    expect(await page.getByRole('button', { name: /change the speaker of this turn/ }).count()).toBe(0)

    for (const role of ['viewer', 'participant'] as const) {
      const outside = await study.open(await study.join(`${role} Only`, role), `/w/${study.workspace}`)
      await see(outside.page.getByRole('heading', { name: 'You can see that this workspace exists' }))
      const path = `${app.url}/api/conversations/${study.conversation}`
      for (const what of ['', '/words', '/recording', '/layers'])
        expect((await outside.context.request.get(path + what)).status()).toBe(403)
      await leave(outside)
    }
    await leave(reading)
  })
})
