import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { checkAccessibility } from './support/checkAccessibility.ts'
import { expectNoErrors, paragraph, saved } from './support/deskActions.ts'
import { importTranscript } from './support/importTranscript.ts'
import type { Study } from './support/setUpStudy.ts'
import type { App } from './support/startApp.ts'
import { useStudy } from './support/useStudy.ts'
import { eventually, see } from './support/waiting.ts'

const word = (text: string, start: number, probability: number) => ({
  word: ` ${text}`,
  start,
  end: start + 0.4,
  probability,
})
const WHISPER = JSON.stringify({
  segments: [
    {
      start: 1,
      end: 3,
      text: ' Votes come in at fore.',
      words: [
        word('Votes', 1, 0.31),
        word('come', 1.4, 0.97),
        word('in', 1.8, 0.99),
        word('at', 2.2, 0.98),
        word('fore.', 2.6, 0.42),
      ],
    },
  ],
})

const underlined = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...(CSS.highlights.get('desk-uncertain') ?? [])].map(range => {
      const { startContainer, startOffset, endOffset } = range as StaticRange
      return startContainer.textContent!.slice(startOffset, endOffset)
    }),
  )

describe('words that were recognised with little confidence', () => {
  let app: App
  let study: Study
  useStudy(made => {
    ;({ app, study } = made)
  })

  it('are underlined, gone through by key and corrected there; what is corrected is uncertain no more', async () => {
    const ada = await study.open(study.owner, `/w/${study.workspace}`)
    const { page } = ada
    const id = await importTranscript(ada.context.request, app.url, study.workspace, 'Harbour', {
      name: 'talk.json',
      content: WHISPER,
    })
    await page.goto(`${app.url}/w/${study.workspace}/conversations/${id}`)
    await see(paragraph(page, 'Votes come in at fore.'))
    expect(await underlined(page)).toEqual([])
    await page.keyboard.press('Control+u')
    await eventually(() => underlined(page)).toEqual(['Votes', 'fore.'])
    // Heard by those who do not see the underline.
    await see(page.getByText(/^“Votes”: recognised with 3\d% confidence/))
    await checkAccessibility(page, 'uncertain words')

    await page.keyboard.press('Control+u')
    await see(page.getByText(/^“fore.”: recognised with 4\d% confidence/))
    await page.keyboard.press('e')
    await see(page.getByRole('textbox', { name: /^Correct what/ }))
    // The caret stands before the word.
    for (let i = 0; i < 'fore'.length; i++) await page.keyboard.press('Delete')
    await page.keyboard.type('four')
    await page.keyboard.press('Escape')
    await see(paragraph(page, 'Votes come in at four.'))
    await eventually(() => underlined(page)).toEqual(['Votes'])
    await page.keyboard.press('Control+u')
    await see(page.getByText('No further word was recognised with little confidence.'))
    await page.keyboard.press('Control+z')
    await eventually(() => underlined(page)).toEqual(['Votes', 'fore.'])
    await saved(page)
    expectNoErrors(ada)
  })

  it('are said to be right by one key, for everybody, and uncertain again when that is taken back', async () => {
    const mira = await study.join('Mira Sand', 'analyst')
    const ada = await study.open(study.owner, `/w/${study.workspace}`)
    const { page } = ada
    const id = await importTranscript(ada.context.request, app.url, study.workspace, 'Harbour', {
      name: 'talk.json',
      content: WHISPER,
    })
    const desk = `/w/${study.workspace}/conversations/${id}`
    await page.goto(app.url + desk)
    const other = await study.open(mira, desk)
    for (const each of [page, other.page]) {
      await see(paragraph(each, 'Votes come in at fore.'))
      await each.keyboard.press('Control+u')
      await eventually(() => underlined(each)).toEqual(['Votes', 'fore.'])
    }
    await see(page.getByRole('button', { name: 'It is right' }))
    await page.keyboard.press('Shift+C')
    await see(page.getByText(/^“fore.”: recognised with 4\d% confidence/))
    for (const each of [page, other.page]) await eventually(() => underlined(each)).toEqual(['fore.'])

    // Whatever becomes of its turn.
    await page.keyboard.press('e')
    await see(page.getByRole('textbox', { name: /^Correct what/ }))
    await page.keyboard.press('Enter')
    await see(paragraph(other.page, 'fore.'))
    await page.keyboard.press('Escape')
    await eventually(() => underlined(other.page)).toEqual(['fore.'])
    await page.keyboard.press('Control+z')
    await see(paragraph(page, 'Votes come in at fore.'))

    await see(page.getByRole('button', { name: 'Undo: mark “Votes” as right' }))
    await page.keyboard.press('Control+z')
    for (const each of [page, other.page])
      await eventually(() => underlined(each)).toEqual(['Votes', 'fore.'])

    // By the mouse, what is selected at once; somebody else takes it back from the list.
    await other.page.keyboard.press('Shift+S')
    await other.page.getByRole('button', { name: 'Find and correct' }).click()
    await other.page.getByRole('menuitem', { name: /^This word is right/ }).click()
    for (const each of [page, other.page]) await eventually(() => underlined(each)).toEqual([])
    await saved(other.page)
    await page.getByRole('button', { name: 'Find and correct' }).click()
    await page.getByRole('menuitem', { name: 'Corrections…' }).click()
    const list = page.getByRole('dialog', { name: 'Corrections' })
    await see(list.getByText('Found right as recognised: “Votes”, “fore.”'))
    await list.getByRole('button', { name: /^Take back what Mira Sand/ }).click()
    for (const each of [page, other.page])
      await eventually(() => underlined(each)).toEqual(['Votes', 'fore.'])
    await saved(page)
    expectNoErrors(ada, other)
  })
})
