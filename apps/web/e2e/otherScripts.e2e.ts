import { describe, expect, it } from 'vitest'
import { expectNoErrors, paragraph } from './support/deskActions.ts'
import { importTranscript } from './support/importTranscript.ts'
import type { Study } from './support/setUpStudy.ts'
import type { App } from './support/startApp.ts'
import { useStudy } from './support/useStudy.ts'
import { see } from './support/waiting.ts'

describe('other scripts', () => {
  let app: App
  let study: Study
  useStudy(made => {
    ;({ app, study } = made)
  })

  it('a transcript that is written from right to left reads so, beside one that is not', async () => {
    const ada = await study.open(study.owner, `/w/${study.workspace}/conversations`)
    const { page } = ada
    await importTranscript(page.request, app.url, study.workspace, 'حوار المساء', [
      ['ليلى', 'انتظرت حتى انتهى الاجتماع، ثم كتبت رسالة.'],
      ['Rowan', 'And what did you do then?'],
    ])
    await page.reload()
    await page.getByRole('link', { name: 'حوار المساء' }).first().click()
    await see(paragraph(page, 'And what did you do then?'))
    /** Where the first and the last character of a turn stand, from the left edge of the text. */
    const ends = (words: string) =>
      paragraph(page, words).evaluate(element => {
        const text = element.firstChild as Text
        const left = (from: number) => {
          const range = document.createRange()
          range.setStart(text, from)
          range.setEnd(text, from + 1)
          return range.getBoundingClientRect().left - element.getBoundingClientRect().left
        }
        return { first: left(0), last: left(text.length - 1), width: element.clientWidth }
      })
    const arabic = await ends('انتظرت')
    expect(arabic.last).toBeLessThan(arabic.first)
    expect(arabic.first).toBeGreaterThan(arabic.width / 2)
    const english = await ends('And what did you do then?')
    expect(english.first).toBeLessThan(english.last)
    expect(english.first).toBeLessThan(2)
    expectNoErrors(ada)
  })
})
