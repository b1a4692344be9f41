import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import {
  card,
  clickWords,
  deskReady,
  dragOver,
  expectNoErrors,
  goTo,
  lookAt,
  paintedWords,
  palette,
  paragraph,
  saved,
} from './support/deskActions.ts'
import type { Person, Study } from './support/setUpStudy.ts'
import type { App } from './support/startApp.ts'
import { useStudy } from './support/useStudy.ts'
import { eventually, see, seeNoMore } from './support/waiting.ts'

interface CodedPassage {
  member: string
  passages: { turn: string; text: string }[]
  codes: string[]
  start: number
}
interface CodeRecord {
  id: string
  name: string
  kind: string
  status: string
}

describe('annotating by keyboard, pointer and ear', () => {
  let app: App
  let study: Study
  let mira: Person
  useStudy(async made => {
    ;({ app, study } = made)
    mira = await study.join('Mira Sand', 'analyst')
  })

  const press = async (page: Page, ...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key)
  }
  /** What is marked as selected, turn by turn. */
  const selected = (page: Page): Promise<string> =>
    page.evaluate(() =>
      [...(CSS.highlights.get('desk-pending') ?? [])]
        .map(range => range as StaticRange)
        .map(range => range.startContainer.textContent!.slice(range.startOffset, range.endOffset))
        .join(' | '),
    )
  const get = async <T>(page: Page, path: string): Promise<T> => {
    const answer = await page.request.get(app.url + path)
    return (await answer.json()) as T
  }
  const change = (page: Page, ...operations: object[]) =>
    page.request.post(`${app.url}/api/workspaces/${study.workspace}/ontology/operations`, {
      data: { operations },
      headers: { origin: app.url },
    })
  const codes = async (page: Page): Promise<CodeRecord[]> =>
    Object.values(
      (await get<{ codes: Record<string, CodeRecord> }>(page, `/api/workspaces/${study.workspace}/ontology`))
        .codes,
    )
  const codeNamed = async (page: Page, name: string): Promise<CodeRecord> =>
    (await codes(page)).find(code => code.name === name)!
  const highlights = async (page: Page, author: string): Promise<CodedPassage[]> => {
    const members = await get<{ id: string; name: string }[]>(
      page,
      `/api/workspaces/${study.workspace}/members`,
    )
    const member = members.find(({ name }) => name === author)!.id
    const path = `/api/workspaces/${study.workspace}/highlights?conversation=${study.conversation}&member=${member}`
    return (await get<{ highlights: CodedPassage[] }>(page, path)).highlights
  }
  const open = async (person: Person) => {
    const watched = await study.open(person, study.desk)
    await deskReady(watched.page)
    return watched
  }

  it('codes the twenty passages that an analyst of the demo coded, with the keyboard alone', async () => {
    const coder = await open(mira)
    const { page } = coder
    const known = new Map((await codes(page)).map(code => [code.id, code]))
    const wanted = (await highlights(page, 'Mona Okafor'))
      .map(passage => ({
        ...passage,
        codes: passage.codes.filter(code => known.get(code)!.kind === 'thematic'),
      }))
      .filter(passage => passage.codes.length > 0)
      .sort((a, b) => a.start - b.start)
    expect(wanted).toHaveLength(20)
    const { turns } = await get<{ turns: { id: string; text: string }[] }>(
      page,
      `/api/conversations/${study.conversation}/transcript`,
    )
    const sentences = (text: string) => [
      ...new Intl.Segmenter('en', { granularity: 'sentence' }).segment(text),
    ]

    // Somebody at work has codes on the number keys already: several are given to one passage, in one go.
    const names = [...new Set(wanted.flatMap(passage => passage.codes))].map(code => known.get(code)!.name)
    await press(page, 'j', 's', 'h')
    await see(palette(page))
    for (const name of names.slice(0, 9)) {
      await page.keyboard.type(name)
      await see(page.getByRole('option', { name, selected: true }))
      await press(page, 'Enter')
      await see(page.getByRole('option', { name }).getByLabel('applied'))
    }
    await press(page, 'Enter')
    await seeNoMore(palette(page))
    await press(page, 'Delete')
    await seeNoMore(card(page, 'You'))

    // Counted is every press of a key; a key pressed with Ctrl or Shift is one press.
    const count = { turns: 0, sentences: 0, select: 0, number: 0, palette: 0 }
    const codings = { number: 0, palette: 0 }
    /** Of the passages whose codes all had a number. */
    const known9 = { presses: 0, codings: 0 }
    const key = async (of: keyof typeof count, name: string) => {
      count[of]++
      await page.keyboard.press(name)
    }
    /** Where the keyboard stands: a turn, and the next sentence that Ctrl+→ would come to is `sentence + 1`. */
    let at = { turn: 0, sentence: 0 }
    for (const { passages, codes } of wanted) {
      const turn = turns.findIndex(({ id }) => id === passages[0]!.turn)
      for (; at.turn < turn; at = { turn: at.turn + 1, sentence: 0 }) await key('turns', 'j')
      const inTurn = sentences(turns[turn]!.text)
      const from = turns[turn]!.text.indexOf(passages[0]!.text)
      const first = inTurn.findIndex(({ index }) => index === from)
      for (; at.sentence < first; at.sentence++) await key('sentences', 'Control+ArrowRight')
      const many = passages.reduce((sum, { text }) => sum + sentences(text).length, 0)
      for (let i = 0; i < many; i++) await key('select', 's')
      await eventually(() => selected(page)).toBe(passages.map(({ text }) => text).join(' | '))
      const before = { presses: count.number, palette: codings.palette }
      for (const id of codes) {
        const { name } = known.get(id)!
        const row = page.getByRole('button', { name: new RegExp(`^${name} ?\\d`) })
        const number = await row.getAttribute('aria-keyshortcuts')
        if (number) {
          codings.number++
          await key('number', number)
          continue
        }
        codings.palette++
        await key('palette', 'h')
        await see(palette(page))
        // As many letters as it takes until it is the first.
        for (const letter of name.toLowerCase()) {
          await key('palette', letter)
          if ((await page.getByRole('option', { name, selected: true }).count()) > 0) break
        }
        await key('palette', 'Enter')
        await key('palette', 'Enter')
        await seeNoMore(palette(page))
      }
      if (codings.palette === before.palette) {
        known9.presses += many + count.number - before.presses
        known9.codings += codes.length
      }
      // From a highlight of one's own, the next sentence is the one behind it.
      const last = passages.length === 1 ? first + many - 1 : Number.POSITIVE_INFINITY
      at = { turn, sentence: last }
    }
    await saved(page)
    await eventually(async () =>
      (await highlights(page, 'Mira Sand'))
        .sort((a, b) => a.start - b.start)
        .map(({ passages, codes }) => [passages.map(({ text }) => text), codes.toSorted()]),
    ).toEqual(wanted.map(({ passages, codes }) => [passages.map(({ text }) => text), codes.toSorted()]))

    const total = codings.number + codings.palette
    const coding = count.select + count.number + count.palette
    const per = (presses: number, of: number) => (presses / of).toFixed(1)
    process.stdout.write(
      `${wanted.length} passages of ${per(count.select, 20)} sentences, ${total} codings with known codes. ` +
        `Presses of a key per coding, to select the passage and code it: ${per(known9.presses, known9.codings)} where ` +
        `the codes have a number (${codings.number} codings), ${per(coding, total)} over all, with ` +
        `${codings.palette} codings by the palette at ${per(count.palette, Math.max(1, codings.palette))} presses each; ` +
        `${per(coding + count.turns + count.sentences, total)} with reading on from passage to passage ` +
        `(${count.turns} turns and ${count.sentences} sentences passed over).\n`,
    )
    expect(known9.presses / known9.codings).toBeLessThanOrEqual(4)
    expect(coding / total).toBeLessThanOrEqual(4.5)
    expectNoErrors(coder)
  })

  it('selects by word, sentence and turn, from either end, and over turns', async () => {
    const ada = await open(study.owner)
    const { page } = ada
    await goTo(page, 'Mine is small')
    const is = (words: string | RegExp) => eventually(() => selected(page)).toMatch(words)
    await press(page, 's')
    await is(/^Mine is small\.$/)
    await press(page, 'Shift+ArrowRight')
    await is(/^Mine is small\. We$/)
    await press(page, 'z', 'Shift+ArrowRight')
    await is(/^is small\. We$/)
    await press(page, 'z', 'Shift+ArrowLeft')
    await is(/^is small$/)
    await press(page, 'Shift+s')
    await is(/^is small\. We had .* in a frame\.$/)
    await press(page, 'Shift+ArrowDown')
    await is(/^is small\. .* in a frame\. \| I'm trying to think of one\..*$/)
    await press(page, 'Shift+ArrowUp', 'Escape')
    await is(/^$/)
    expectNoErrors(ada)
  })

  it('moves the edges of a highlight by a word over the border of a turn, heard, and back in one step', async () => {
    const ada = await open(study.owner)
    const { page } = ada
    await goTo(page, "I'd come to that")
    await press(page, 's', 'h')
    await see(palette(page))
    await press(page, 'Escape')
    const quote = card(page, 'You').getByRole('blockquote')
    await eventually(() => quote.textContent()).toBe("I'd come to that.")
    await press(page, 'Shift+o', 'Shift+o', 'o')
    await eventually(() => quote.textContent()).toMatch(/^to that\.\s*You$/)
    await see(page.getByRole('button', { name: 'Pause' }))
    await press(page, 'i', 'i', 'i')
    await see(page.getByText('It goes no further'))
    await eventually(() => quote.textContent()).toBe('to')
    await see(page.getByRole('button', { name: 'Undo: move the edges of “to”' }))
    await press(page, 'Control+z')
    await eventually(() => quote.textContent()).toBe("I'd come to that.")
    // The same by pointer.
    await page.getByRole('button', { name: 'Begin a word later' }).click()
    await eventually(() => quote.textContent()).toBe('come to that.')
    await press(page, 'Delete')
    await saved(page)
    expectNoErrors(ada)
  })

  it('leaves the middle of each row of the codebook to its code, also while the buttons of the row are shown', async () => {
    const { page } = await open(mira)
    const codes = page.locator('[aria-labelledby="desk-codebook"] [data-row] > button:first-child')
    await see(codes)
    const count = await codes.count()
    expect(count).toBeGreaterThan(10)
    for (let i = 0; i < count; i++) {
      const code = codes.nth(i)
      const box = (await code.boundingBox())!
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
      expect(await code.evaluate(button => button.matches(':hover'))).toBe(true)
    }
  })

  it('keeps a code on for whatever is selected, by key and by mouse, until Esc or until a lead retires it', async () => {
    const ada = await open(study.owner)
    const coder = await open(mira)
    const { page } = coder
    await change(ada.page, { type: 'create', id: 'series', name: 'Series' })
    const row = page.getByRole('button', { name: /^Series/ })
    await see(row)
    await row.hover()
    await page.getByRole('button', { name: 'Keep applying “Series”' }).click()
    const sign = page.getByRole('region', { name: 'Every selection is coded' })
    await see(sign.getByText('Series'))
    const mine = (words: string) =>
      eventually(async () =>
        (await highlights(page, 'Mira Sand')).some(
          ({ passages, codes }) => passages[0]!.text === words && codes.includes('series'),
        ),
      ).toBe(true)
    await goTo(page, 'You should. Bring a bowl')
    await press(page, 's', 'Enter')
    await mine('You should.')
    const box = paragraph(page, 'Bring a bowl')
    await lookAt(page, 'run out of bowls')
    await box.evaluate(element => {
      const at = element.textContent!.indexOf('run out of bowls')
      const range = document.createRange()
      range.setStart(element.firstChild!, at)
      range.setEnd(element.firstChild!, at + 'run out of bowls'.length)
      const { left, right, top, height } = range.getBoundingClientRect()
      Object.assign(window, { dragged: { left, right, y: top + height / 2 } })
    })
    const { left, right, y } = await page.evaluate(
      () => (window as unknown as { dragged: { left: number; right: number; y: number } }).dragged,
    )
    await page.mouse.move(left + 1, y)
    await page.mouse.down()
    await page.mouse.move((left + right) / 2, y)
    await page.mouse.move(right - 1, y)
    await page.mouse.up()
    await mine('run out of bowls')
    await press(page, 'Escape')
    await seeNoMore(sign)
    await press(page, 'a')
    await see(sign)
    await change(ada.page, { type: 'retire', id: 'series', reason: 'too wide' })
    await seeNoMore(sign)
    await see(page.getByText('Selections are no longer coded “Series”: it is not in use any more.'))
    expectNoErrors(ada, coder)
  })

  it('says so when a code is put out of use while it is being chosen, and takes nothing in its place', async () => {
    const ada = await open(study.owner)
    const coder = await open(mira)
    const { page } = coder
    await change(
      ada.page,
      { type: 'create', id: 'quietly', name: 'Quietly' },
      { type: 'create', id: 'quieter', name: 'Quieter' },
      { type: 'create', id: 'quietest', name: 'Quietest' },
    )
    await see(page.getByRole('button', { name: /^Quietest/ }))
    await goTo(page, 'Nobody organised it')
    await press(page, 's', 'h')
    await page.keyboard.type('quiet')
    await see(page.getByRole('option', { name: 'Quietly', selected: true }))
    await change(ada.page, { type: 'retire', id: 'quietly', reason: 'said twice' })
    await see(page.getByText('“Quietly” has just been put out of use.'))
    await press(page, 'Enter')
    await see(palette(page))
    await see(card(page, 'You').getByText('highlighted, not coded'))
    // One that is merged is followed.
    await press(page, 'ArrowDown')
    await see(page.getByRole('option', { name: 'Quieter', selected: true }))
    await change(ada.page, { type: 'merge', ids: ['quieter'], into: 'quietest' })
    await see(page.getByText('“Quieter” has just become part of “Quietest”.'))
    await press(page, 'Enter')
    await see(card(page, 'You').getByText('Quietest'))
    await press(page, 'Escape')
    // Retired right after it was applied.
    await change(ada.page, { type: 'retire', id: 'quietest', reason: 'said twice' })
    await see(page.getByText('“Quietest” was put out of use just as you applied it.'))
    await see(card(page, 'You').getByText('highlighted, not coded'))
    await press(page, 'Delete')
    await saved(page)
    expectNoErrors(ada, coder)
  })

  it('takes only words out of what is dragged over, and highlights on while another corrects the turn', async () => {
    const ada = await open(study.owner)
    const coder = await open(mira)
    const { page } = coder
    await lookAt(page, 'So now there')
    const select = (from: [string, number], to: [string, number]) =>
      page.evaluate(
        ([from, to]) => {
          const point = ([words, offset]: [string, number]): [Node, number] => {
            const element = [...document.querySelectorAll('main p, main strong, main button')].find(found =>
              found.textContent!.includes(words),
            )!
            const text = element.firstChild!
            return [text, text.textContent!.indexOf(words) + offset]
          }
          const selection = document.getSelection()!
          selection.removeAllRanges()
          selection.setBaseAndExtent(...point(from), ...point(to))
        },
        [from, to] as [[string, number], [string, number]],
      )
    const is = (words: string) => eventually(() => selected(page)).toBe(words)
    // From within a word to within another turn, over the speaker's name between them.
    await select(['laboratory knows it.', 13], ["I'd come", 2])
    await is("knows it. | I'd")
    // Only the space between two words; then only a name.
    await select(['So now there', 2], ['So now there', 3])
    await is('')
    await press(page, 'h')
    await seeNoMore(palette(page))
    await select(['So now there', 0], ['So now there', 6])
    await is('So now')

    await lookAt(ada.page, 'So now there')
    await goTo(ada.page, 'So now there')
    await press(ada.page, 'e')
    await see(ada.page.getByRole('textbox', { name: /^Correct what/ }))
    await ada.page.keyboard.type('Well. ')
    await see(paragraph(page, 'Well. So now'))
    await is('So now')
    await press(page, 'h')
    await see(palette(page))
    await press(page, 'Escape')
    await ada.page.keyboard.type('Then. ')
    await see(paragraph(page, 'Well. Then. So now'))
    await press(page, 'o')
    await eventually(() => card(page, 'You').getByRole('blockquote').textContent()).toBe("So now there's")
    await ada.page.keyboard.type('And. ')
    await press(ada.page, 'Escape')
    for (const each of [page, ada.page])
      await eventually(() => paintedWords(each)).toContain("So now there's")
    await press(page, 'Delete')
    await saved(page)
    expectNoErrors(ada, coder)
  })

  it('keeps what was just heard while the recording plays on; the numbers code it', async () => {
    const ada = await open(study.owner)
    const { page } = ada
    // The sound begins where "I would like" does, so the sentence heard before it is the one meant.
    await clickWords(page, "I'm a funny person")
    await see(page.getByRole('button', { name: 'Pause' }))
    await press(page, 'r')
    await see(page.getByText('Kept: “I would like that on the…”'))
    const mine = card(page, 'You')
    await eventually(() => mine.getByRole('blockquote').textContent()).toBe(
      'I would like that on the record.',
    )
    await press(page, 'r')
    await eventually(() => mine.getByRole('blockquote').textContent()).toBe(
      "And in that kitchen I'm funny. I would like that on the record.",
    )
    await see(page.getByRole('button', { name: 'Pause' }))
    await press(page, 'h')
    await see(palette(page))
    await page.keyboard.type('outside')
    await press(page, 'Enter', 'Enter')
    await see(mine.getByText('Outside looking in'))
    await press(page, ' ')
    await press(page, 'Delete')
    await saved(page)
    expectNoErrors(ada)
  })

  it('keeps what was just heard by a button as well, for fingers and where letters are switched off', async () => {
    const coder = await study.open(mira, study.desk, { touch: true, viewport: { width: 390, height: 800 } })
    const { page } = coder
    await see(page.getByRole('slider', { name: 'Position in the recording' }))
    await clickWords(page, "I'm a funny person")
    await see(page.getByRole('button', { name: 'Pause' }))
    const keep = page.getByRole('button', { name: 'Keep the sentence just heard' })
    const box = (await keep.boundingBox())!
    expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(24)
    await keep.tap()
    await see(page.getByText('Kept: “I would like that on the…”'))
    await keep.tap()
    await eventually(async () =>
      (await highlights(page, 'Mira Sand')).map(({ passages }) => passages[0]!.text),
    ).toEqual(["And in that kitchen I'm funny. I would like that on the record."])
    await see(page.getByRole('button', { name: 'Pause' }))
    expectNoErrors(coder)
  })

  it('tells a screen reader who highlighted what: of a turn that is reached, and of a word', async () => {
    const ada = await open(study.owner)
    const { page } = ada
    await goTo(page, 'What was it that he did')
    await press(page, 'j')
    await eventually(() =>
      page.evaluate(() => document.activeElement?.getAttribute('aria-description') ?? ''),
    ).toMatch(/^\d highlights? by .*Mona Okafor/)
    await press(page, 'Shift+h')
    await see(page.getByRole('status').filter({ hasText: /Mona Okafor: Room to finish, “He waited/ }))
    await press(page, 's')
    await see(page.getByRole('status').filter({ hasText: 'Selected: He waited.' }))
    expectNoErrors(ada)
  })

  it('finds a key by what it does and by itself', async () => {
    const ada = await open(study.owner)
    const { page } = ada
    await press(page, '?')
    const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
    const search = sheet.getByRole('searchbox')
    await search.fill('in vivo')
    await see(sheet.getByText('Code in vivo'))
    await eventually(() => sheet.getByRole('term').count()).toBe(1)
    await search.fill('ctrl z')
    await see(sheet.getByText('Take back'))
    await press(page, 'Escape')
    await seeNoMore(sheet)
    expectNoErrors(ada)
  })

  it('does all of it with a finger: what is selected is coded and taken back by targets that are large enough', async () => {
    const coder = await study.open(mira, study.desk, { touch: true, viewport: { width: 390, height: 800 } })
    const { page } = coder
    await see(page.getByRole('slider', { name: 'Position in the recording' }))
    await lookAt(page, 'People still say hello')
    // As a long press leaves it: no pointer is let go over the text, there is only a selection.
    await paragraph(page, 'People still say hello').evaluate(element => {
      const at = element.textContent!.indexOf('still say')
      document.getSelection()!.setBaseAndExtent(element.firstChild!, at, element.firstChild!, at + 5)
    })
    await eventually(() => selected(page)).toBe('still')
    const tools = page.getByRole('toolbar', { name: 'What to do with the selection' })
    await see(tools.getByRole('button'))
    for (const tool of await tools.getByRole('button').all()) {
      const box = (await tool.boundingBox())!
      expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(44)
    }
    await tools.getByRole('button', { name: 'Highlight and code (H)' }).tap()
    await see(palette(page))
    await palette(page).fill('found my')
    await page.getByRole('option', { name: /^Found my people/ }).tap()
    await see(page.getByRole('option', { name: /^Found my people/ }).getByLabel('applied'))
    await eventually(async () =>
      (await highlights(page, 'Mira Sand')).some(({ passages }) => passages[0]!.text === 'still'),
    ).toBe(true)
    await page.getByRole('button', { name: 'Undo: code ‘Found my people’ on “still”' }).tap()
    await page.getByRole('button', { name: 'Undo: highlight “still”' }).tap()
    await eventually(async () =>
      (await highlights(page, 'Mira Sand')).some(({ passages }) => passages[0]!.text === 'still'),
    ).toBe(false)
    expectNoErrors(coder)
  })

  it('says what a key would need where it finds nothing to do', async () => {
    const ada = await open(study.owner)
    const { page } = ada
    for (const [key, says] of [
      ['h', 'Select words, or go to a highlight, to code them.'],
      ['1', 'Select words, or go to a highlight, to code them.'],
      ['m', 'Select words, or go to a highlight of yours, to write a memo.'],
      ['c', 'Select words, or go to a highlight, to comment on them.'],
      ['Delete', 'Go to a highlight of yours to delete it.'],
    ] as const) {
      await press(page, key)
      await see(page.getByText(says))
    }
    await page
      .getByRole('button', { name: /Mona Okafor$/ })
      .first()
      .click()
    await see(card(page, 'Mona Okafor'))
    await press(page, 'm')
    await see(
      page.getByText('Mona Okafor’s highlight: only Mona Okafor writes a memo on it. C comments on it.'),
    )
    await press(page, 'Delete')
    await see(page.getByText('Mona Okafor’s highlight: only Mona Okafor can delete it.'))
    expectNoErrors(ada)
  })

  it('makes a code of the very words by one key', async () => {
    const ada = await open(study.owner)
    const { page } = ada
    await dragOver(page, 'I walked out of there')
    await press(page, 'v')
    await see(page.getByText('The code “I walked out of there” was made.'))
    await see(card(page, 'You').getByText('I walked out of there').nth(1))
    await eventually(async () => (await codeNamed(page, 'I walked out of there'))?.status).toBe('adopted')
    expectNoErrors(ada)
  })
})
