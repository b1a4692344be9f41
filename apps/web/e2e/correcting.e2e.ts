import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { checkAccessibility } from './support/checkAccessibility.ts'
import {
  codeWords,
  deskReady,
  expectNoErrors,
  goTo,
  lookAt,
  paintedWords,
  paragraph,
  saved,
} from './support/deskActions.ts'
import type { WatchedPage } from './support/openBrowser.ts'
import type { Person, Study } from './support/setUpStudy.ts'
import { useStudy } from './support/useStudy.ts'
import { eventually, see, seeNoMore } from './support/waiting.ts'

describe('correcting the transcript', () => {
  let study: Study
  let mira: Person
  useStudy(async made => {
    ;({ study } = made)
    mira = await study.join('Mira Sand', 'analyst')
  })

  const both = async (): Promise<[WatchedPage, WatchedPage]> => {
    const people = await Promise.all([study.open(study.owner, study.desk), study.open(mira, study.desk)])
    await Promise.all(people.map(({ page }) => deskReady(page)))
    return people
  }
  const leave = async (...people: WatchedPage[]) => {
    expectNoErrors(...people)
    await Promise.all(people.map(({ context }) => context.close()))
  }
  /** The turn around some words: its label says who speaks and when. */
  const turn = (page: Page, words: string) =>
    page.getByRole('main', { name: 'Transcript' }).getByRole('group').filter({ hasText: words }).first()
  const field = (page: Page) => page.getByRole('textbox', { name: /^Correct what/ })
  /** Opens the correction of a turn with the caret before some words of it. */
  const correctBefore = async (page: Page, words: string) => {
    await goTo(page, words)
    await page.keyboard.press('e')
    await see(field(page))
    await field(page).evaluate((element, text) => {
      const node = element.firstChild!
      document.getSelection()!.collapse(node, node.textContent!.indexOf(text))
    }, words)
  }
  const position = async (page: Page) =>
    Number(
      await page.getByRole('slider', { name: 'Position in the recording' }).getAttribute('aria-valuenow'),
    )

  it('a corrected word reaches the other at once; highlights keep their words and later words their time', async () => {
    const [ada, other] = await both()
    const { page } = ada
    const highlighted = 'Nobody teaches them'
    await lookAt(other.page, 'I would train')
    await codeWords(page, highlighted, 'Time for people')
    await goTo(page, 'I know how that sounds')
    const time = await position(page)

    await correctBefore(page, 'I would train')
    await page.keyboard.type('Honestly, ')
    await page.keyboard.press('Escape')
    await see(paragraph(other.page, 'Honestly, I would train the people who supervise.'))
    await see(paragraph(page, 'Honestly, I would train the people who supervise.'))
    for (const each of [page, other.page]) await eventually(() => paintedWords(each)).toContain(highlighted)
    await goTo(page, 'I know how that sounds')
    expect(Math.abs((await position(page)) - time)).toBeLessThanOrEqual(1)

    await correctBefore(page, 'Honestly, ')
    for (let i = 0; i < 'Honestly, '.length; i++) await page.keyboard.press('Delete')
    await page.keyboard.press('Escape')
    await seeNoMore(paragraph(other.page, 'Honestly, I would'))
    await eventually(() => paintedWords(other.page)).toContain(highlighted)
    await leave(ada, other)
  })

  it('a correction is taken back by its own undo', async () => {
    const [ada, other] = await both()
    await correctBefore(ada.page, 'Pay them first')
    await ada.page.keyboard.type('No: ')
    await see(paragraph(other.page, 'No: Pay them first.'))
    await ada.page.keyboard.press('Control+z')
    await seeNoMore(paragraph(other.page, 'No: Pay them first.'))
    await see(paragraph(other.page, 'Pay them first.'))
    await ada.page.keyboard.press('Escape')
    await saved(ada.page)
    await leave(ada, other)
  })

  it('a turn is split and joined again; its highlights stay on their words', async () => {
    const [ada, other] = await both()
    const highlighted = 'But I stopped thinking it was courage'
    await lookAt(other.page, 'For one term')
    await codeWords(ada.page, highlighted, 'Speaking up costs')
    const turns = other.page.getByRole('main', { name: 'Transcript' }).getByRole('group')
    const count = await turns.count()

    await correctBefore(ada.page, 'Then I counted')
    await ada.page.keyboard.press('Enter')
    await eventually(() => turns.count()).toBe(count + 1)
    await eventually(() => paragraph(other.page, 'Then I counted').textContent()).toMatch(/^Then I counted/)
    await eventually(() => paintedWords(other.page)).toContain(highlighted)

    await ada.page.keyboard.press('Backspace')
    await eventually(() => turns.count()).toBe(count)
    await ada.page.keyboard.press('Escape')
    await see(paragraph(other.page, 'I should be braver. Then I counted.'))
    await eventually(() => paintedWords(other.page)).toContain(highlighted)
    await leave(ada, other)
  })

  it('a turn gets another speaker, and a speaker another name everywhere', async () => {
    const [ada, other] = await both()
    const words = "I'd come to that"
    await goTo(ada.page, words)
    await lookAt(other.page, words)
    await turn(ada.page, words)
      .getByRole('button', { name: 'Juniper: change the speaker of this turn' })
      .click()
    await ada.page.getByRole('menuitemradio', { name: 'Cedar' }).click()
    await see(other.page.getByRole('group', { name: /^Cedar,/ }).filter({ hasText: words }))

    await turn(ada.page, words)
      .getByRole('button', { name: 'Cedar: change the speaker of this turn' })
      .click()
    await ada.page.getByRole('menuitemradio', { name: 'Juniper' }).click()
    await see(other.page.getByRole('group', { name: /^Juniper,/ }).filter({ hasText: words }))

    await turn(ada.page, words)
      .getByRole('button', { name: 'Juniper: change the speaker of this turn' })
      .click()
    await ada.page.getByRole('menuitem', { name: 'Rename Juniper everywhere…' }).click()
    await ada.page.getByLabel('Name or pseudonym').fill('Hazel')
    await ada.page.getByRole('button', { name: 'Save', exact: true }).click()
    await eventually(() => other.page.getByRole('group', { name: /^Juniper/ }).count()).toBe(0)
    await eventually(() => other.page.getByRole('group', { name: /^Hazel/ }).count()).toBeGreaterThan(5)
    await leave(ada, other)
  })

  it('two people correct one turn at the same time and both keep what they wrote', async () => {
    const [ada, other] = await both()
    await Promise.all([
      correctBefore(ada.page, 'Thank you for coming'),
      correctBefore(other.page, 'I know what an hour'),
    ])
    await Promise.all([
      ada.page.keyboard.type('Well. ', { delay: 20 }),
      other.page.keyboard.type('Believe me, ', { delay: 20 }),
    ])
    for (const { page } of [ada, other])
      await eventually(() => field(page).textContent()).toMatch(
        /^Well\. Thank you for coming, all four of you\. Believe me, I know what an hour is worth/,
      )
    await Promise.all([ada.page.keyboard.press('Escape'), other.page.keyboard.press('Escape')])
    await Promise.all([saved(ada.page), saved(other.page)])
    await leave(ada, other)
  })

  const replaceAll = async (page: Page, misheard: string, meant: string) => {
    await page.keyboard.press('Control+h')
    const dialog = page.getByRole('dialog', { name: 'Replace everywhere in this conversation' })
    await dialog.getByLabel('Misheard').fill(misheard)
    await dialog.getByLabel('Meant').fill(meant)
    return dialog
  }

  it('a misheard word is replaced everywhere after a look at each place, and taken back as one', async () => {
    const [ada, other] = await both()
    const { page } = ada
    const dialog = await replaceAll(page, 'ADVISOR', 'supervisor')
    await see(dialog.getByRole('button', { name: 'Replace 3 places' }))
    await checkAccessibility(page, 'the dialog that replaces')
    await dialog.getByRole('checkbox', { name: /^Cedar at 5:/ }).uncheck()
    await dialog.getByRole('button', { name: 'Replace 2 places' }).click()

    await lookAt(other.page, 'How you change your supervisor, and')
    await eventually(() => paintedWords(other.page)).toContainEqual(
      expect.stringContaining('How you change your supervisor, and what happens'),
    )
    await see(paragraph(other.page, 'My supervisor and I had met every week'))
    await see(paragraph(other.page, 'my advisor took her own name'))

    await page.getByRole('button', { name: 'Undo', exact: true }).click()
    await see(paragraph(other.page, 'My advisor and I had met every week'))
    await lookAt(other.page, 'How you change your advisor, and')
    await eventually(() => paintedWords(other.page)).toContainEqual(
      expect.stringContaining('How you change your advisor, and what happens'),
    )
    await leave(ada, other)
  })

  it('tells who corrected a turn; somebody else takes the correction back, and keeps what came after it', async () => {
    const [ada, other] = await both()
    const dialog = await replaceAll(ada.page, 'boathouse', 'lighthouse')
    await dialog.getByRole('button', { name: 'Replace 1 place' }).click()
    await see(paragraph(other.page, 'I go to the lighthouse'))
    await correctBefore(other.page, 'I go to the lighthouse')
    await other.page.keyboard.type('Mostly ')
    await other.page.keyboard.press('Escape')
    await saved(other.page)

    await turn(other.page, 'I go to the lighthouse')
      .getByRole('button', { name: /change the speaker/ })
      .click()
    await other.page.getByRole('menuitem', { name: /^Corrected by (You|Ada Moreau), / }).click()
    await see(other.page.getByRole('dialog', { name: 'Corrections' }))
    await checkAccessibility(other.page, 'the corrections')
    const entry = other.page
      .getByRole('listitem')
      .filter({ hasText: 'lighthouse' })
      .filter({ hasText: 'Ada Moreau' })
    await entry
      .getByRole('button', { name: /^Take back what Ada Moreau corrected/ })
      .first()
      .click()
    await see(paragraph(ada.page, 'Mostly I go to the boathouse'))
    await leave(ada, other)
  })

  it('somebody else sets apart from the list what was joined, and takes that back with one key', async () => {
    const [ada, other] = await both()
    const joined = 'I want the rules written down'
    const before = await turn(other.page, joined).getAttribute('aria-label')
    await correctBefore(ada.page, joined)
    await ada.page.keyboard.press('Home')
    await ada.page.keyboard.press('Backspace')
    await ada.page.keyboard.press('Escape')
    await eventually(() => paragraph(other.page, joined).textContent()).not.toMatch(/^I want the rules/)
    await saved(ada.page)
    // What comes after it in the same turn stays.
    await correctBefore(other.page, 'Who you ask when')
    await other.page.keyboard.type('Well. ')
    await other.page.keyboard.press('Escape')
    await saved(other.page)

    await other.page.getByRole('button', { name: 'Find and correct' }).click()
    await other.page.getByRole('menuitem', { name: /Corrections/ }).click()
    await other.page
      .getByRole('listitem')
      .filter({ hasText: 'Joined to the turn above' })
      .getByRole('button', { name: /^Take back what Ada Moreau corrected/ })
      .first()
      .click()
    await eventually(() => paragraph(ada.page, joined).textContent()).toMatch(
      /^I want the rules.* Well\. Who you ask when/,
    )
    await eventually(() => turn(ada.page, joined).getAttribute('aria-label')).toBe(before)
    await other.page.keyboard.press('Escape')
    await other.page.keyboard.press('Control+z')
    await eventually(() => paragraph(ada.page, joined).textContent()).not.toMatch(/^I want the rules/)
    await leave(ada, other)
  })

  it('two speakers become one, and two again', async () => {
    const [ada, other] = await both()
    const { page } = ada
    await page.getByRole('button', { name: 'Find and correct' }).click()
    await page.getByRole('menuitem', { name: 'Speakers…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Speakers' })
    await dialog.getByRole('combobox', { name: 'Merge Cedar into' }).click()
    await page.getByRole('option', { name: 'Rowan' }).click()
    await see(dialog.getByText(/^\d+ turns of Cedar will be Rowan’s/))
    await dialog.getByRole('button', { name: 'Merge', exact: true }).click()
    await eventually(() => other.page.getByRole('group', { name: /^Cedar,/ }).count()).toBe(0)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+z')
    await eventually(() => other.page.getByRole('group', { name: /^Cedar,/ }).count()).toBeGreaterThan(5)
    await leave(ada, other)
  })

  it('one splits the very turn another types in, and both keep what they did', async () => {
    const [ada, other] = await both()
    await correctBefore(other.page, 'All of it, the whole corridor')
    await correctBefore(ada.page, 'Who you ask when')
    await other.page.keyboard.type('Really ', { delay: 20 })
    await ada.page.keyboard.press('Enter')
    await other.page.keyboard.type('all, I say. ', { delay: 20 })
    await Promise.all([ada.page.keyboard.press('Escape'), other.page.keyboard.press('Escape')])
    for (const { page } of [ada, other]) {
      await eventually(() => paragraph(page, 'Who you ask when').textContent()).toMatch(/^Who you ask when/)
      await see(paragraph(page, 'Really all, I say. All of it, the whole corridor'))
    }
    await Promise.all([saved(ada.page), saved(other.page)])
    await leave(ada, other)
  })
})
