import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { describe, it } from 'vitest'
import {
  card,
  clickWords,
  codeWords,
  deskReady,
  drag,
  dragOver,
  expectNoErrors,
  goTo,
  palette,
  saved,
} from './support/deskActions.ts'
import type { WatchedPage } from './support/openBrowser.ts'
import type { Study } from './support/setUpStudy.ts'
import type { App } from './support/startApp.ts'
import { useStudy } from './support/useStudy.ts'
import { see, seeNoMore } from './support/waiting.ts'

// Three people at one conversation, as docs/walkthrough.md tells it. With WALKTHROUGH_PICTURES=1 its pictures are kept.

const images = fileURLToPath(new URL('../../../docs/images/walkthrough/', import.meta.url))
const keep = process.env.WALKTHROUGH_PICTURES === '1'

const picture = async (page: Page, name: string): Promise<void> => {
  if (!keep) return
  await page.evaluate(() => document.fonts.ready)
  await mkdir(images, { recursive: true })
  await writeFile(join(images, `${name}.png`), await page.screenshot({ animations: 'disabled' }))
}

describe('a morning at the desk', () => {
  let app: App
  let study: Study
  let ada: WatchedPage
  let mira: WatchedPage
  let jonas: WatchedPage
  useStudy(async made => {
    ;({ app, study } = made)
    const [second, third] = [
      await study.join('Mira Sand', 'analyst'),
      await study.join('Jonas Reed', 'analyst'),
    ]
    ada = await study.open(study.owner, study.desk)
    mira = await study.open(second, study.desk)
    jonas = await study.open(third, study.desk)
    await Promise.all([ada, mira, jonas].map(({ page }) => deskReady(page)))
  })

  /** Begins with listening: the words follow the recording. */
  const listening = async () => {
    const { page } = mira
    await clickWords(page, 'For me it was being asked')
    await see(page.getByRole('button', { name: 'Pause' }))
    await picture(page, 'listen')
    // What was just heard is kept without stopping.
    await page.keyboard.press('r')
    await see(page.getByText(/^Kept: /))
    await see(card(page, 'You'))
    await see(page.getByRole('button', { name: 'Pause' }))
    await page.keyboard.press(' ')
    await page.keyboard.press('Control+z')
    await seeNoMore(card(page, 'You'))
  }

  /** Codes by typing a few letters. */
  const coding = async () => {
    const { page } = mira
    await dragOver(page, 'Nobody had told me I was allowed to have it')
    await page.keyboard.press('h')
    await palette(page).fill('hrd lst')
    await see(page.getByRole('option', { name: 'Heard at last' }))
    await picture(page, 'palette')
    await palette(page).press('Enter')
    await see(page.getByRole('option', { name: 'Heard at last' }).getByLabel('applied'))
    await page.keyboard.press('Escape')
    await saved(page)
  }

  /** Keeps a code on for a series. */
  const series = async () => {
    const { page } = mira
    await page.keyboard.press('a')
    const sign = page.getByText('Every selection is coded')
    await see(sign)
    await drag(page, 'I walked out of there a foot taller')
    await see(card(page, 'You').filter({ hasText: 'foot taller' }).getByText('Heard at last'))
    await picture(page, 'sticky')
    await page.keyboard.press('Escape')
    await seeNoMore(sign)
  }

  /** Shows where people disagree, by code and by person. */
  const disagreement = async () => {
    await codeWords(jonas.page, 'I walked out of there a foot taller', 'Found my people')
    await saved(jonas.page)
    const { page } = ada
    await goTo(page, 'foot taller')
    await see(card(page, 'Mira Sand').getByText('Coded differently'))
    await page.keyboard.press('y')
    await see(
      page
        .getByRole('radio', { name: 'Colours by person' })
        .or(page.getByRole('button', { name: 'Colours by person' })),
    )
    await picture(page, 'disagreement')
    await page.keyboard.press('y')
  }

  /** Talks it over, and the one who was asked is told. */
  const talking = async () => {
    const { page } = ada
    await card(page, 'Mira Sand')
      .filter({ hasText: 'foot taller' })
      .getByRole('button', { name: 'Comment' })
      .click()
    await page.getByRole('textbox', { name: 'Write to the team' }).waitFor()
    await page.keyboard.type('Is it being heard, or is it company? @mira')
    await see(page.getByRole('option', { name: 'Mira Sand' }))
    await page.keyboard.press('Enter')
    await page.keyboard.press('Control+Enter')
    const bell = mira.page.getByRole('button', { name: 'Inbox, 1 unread' })
    await see(bell)
    await bell.click()
    await see(mira.page.getByRole('dialog', { name: 'Inbox' }).getByText('Is it being heard'))
    await picture(mira.page, 'inbox')
    await mira.page.getByRole('link', { name: 'Ada Moreau mentioned you', exact: true }).click()
    const thread = mira.page.getByRole('region', { name: 'Thread begun by Ada Moreau' })
    await thread.getByRole('button', { name: 'Reply' }).click()
    await mira.page.getByRole('textbox', { name: 'Reply' }).waitFor()
    await mira.page.keyboard.type('Heard. He stands up straight because she asked.')
    await mira.page.keyboard.press('Control+Enter')
    await see(page.getByText('Heard. He stands up straight because she asked.'))
    await picture(page, 'thread')
  }

  /** Goes along with somebody. */
  const following = async () => {
    const { page } = jonas
    await page
      .getByRole('list', { name: 'Here now' })
      .getByRole('button', { name: /^Ada Moreau,/ })
      .click()
    await page.getByRole('menuitem', { name: 'Follow Ada Moreau' }).click()
    await see(page.getByText('Following Ada Moreau'))
    await goTo(ada.page, 'We had a winter when the heating failed')
    await picture(page, 'follow')
    await page.keyboard.press('Escape')
    await seeNoMore(page.getByText('Following Ada Moreau'))
  }

  /** Mends a word that was misheard, wherever it was. */
  const mending = async () => {
    const { page } = mira
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+h')
    const dialog = page.getByRole('dialog', { name: 'Replace everywhere in this conversation' })
    await dialog.getByRole('textbox', { name: 'Misheard' }).fill('advisor')
    await dialog.getByRole('textbox', { name: 'Meant' }).fill('supervisor')
    const replace = dialog.getByRole('button', { name: /^Replace \d+ places?$/ })
    await see(replace)
    await picture(page, 'replace')
    await replace.click()
    // The others read it at once, and what was highlighted stays highlighted.
    await see(ada.page.getByRole('paragraph').filter({ hasText: 'My supervisor and I had met' }))
    await goTo(ada.page, 'foot taller')
    await see(card(ada.page, 'Mira Sand').filter({ hasText: 'foot taller' }))
  }

  /** Looks through all conversations. */
  const searching = async () => {
    const { page } = ada
    await page.goto(`${app.url}/w/${study.workspace}/search?q=supervisor`)
    await see(page.getByRole('heading', { name: 'Said' }))
    await see(page.getByText(/I had met every week for two years/))
    await picture(page, 'search')
  }

  /** Sees how far everybody is. */
  const overview = async () => {
    const { page } = ada
    await page.goto(`${app.url}/w/${study.workspace}/conversations`)
    await page.getByRole('button', { name: 'Actions for East wing, 14 March' }).click()
    await page.getByRole('menuitem', { name: 'Assign…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('combobox', { name: 'Member' }).fill('Jonas')
    await page.getByRole('option', { name: 'Jonas Reed' }).click()
    await dialog.getByLabel('Note').fill('The closing round, please')
    await dialog.getByRole('button', { name: 'Assign', exact: true }).click()
    await see(dialog.getByRole('button', { name: 'Change the assignment of Jonas Reed' }))
    await page.keyboard.press('Escape')
    const row = page.getByRole('row', { name: /^East wing/ })
    await see(row.getByRole('img', { name: /^Jonas Reed, / }))
    await see(row.getByRole('img', { name: /^Here now: .*Jonas Reed/ }))
    await picture(page, 'workspace')
  }

  /** Finds the key for everything. */
  const keys = async () => {
    const { page } = jonas
    await page.keyboard.press('?')
    const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
    await sheet.getByRole('searchbox').or(sheet.getByRole('textbox')).first().fill('sticky')
    await see(sheet.getByText(/^Sticky code/))
    await picture(page, 'keys')
    await page.keyboard.press('Escape')
  }

  // One story: each scene goes on from the one before.
  it('is played by three people as the walkthrough tells it', { timeout: 300_000 }, async () => {
    for (const scene of [
      listening,
      coding,
      series,
      disagreement,
      talking,
      following,
      keys,
      mending,
      searching,
      overview,
    ])
      await scene()
    expectNoErrors(ada, mira, jonas)
  })
})
