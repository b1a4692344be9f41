import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { eventually, see } from './waiting.ts'

/** Waits until the desk can be worked at: the text is there, its times are, and nothing is unsaved. */
export const deskReady = async (page: Page): Promise<void> => {
  await see(page.getByRole('button', { name: 'Code', exact: true }).or(page.getByRole('group').first()))
  await see(page.getByRole('navigation', { name: 'Guide' }))
  await eventually(() => page.locator('canvas').count()).toBeGreaterThan(1)
}

/** What the header says about the work done here. */
export const saving = (page: Page): Promise<string | null> =>
  page
    .getByRole('status')
    .filter({ hasText: /^(Opening…|Saved|Saving…|Offline|Not saved)$/ })
    .textContent()

export const saved = (page: Page): Promise<void> => eventually(() => saving(page)).toBe('Saved')

/** The paragraph of the turn that holds these words. */
export const paragraph = (page: Page, words: string): Locator =>
  page.getByRole('main', { name: 'Transcript' }).getByRole('paragraph').filter({ hasText: words }).first()

/** Where words stand on the screen, scrolled into view: the middle of their first and of their last letter. */
const placeOf = async (page: Page, words: string) => {
  const turn = paragraph(page, words)
  await turn.scrollIntoViewIfNeeded()
  return turn.evaluate((element, text) => {
    const at = element.textContent!.indexOf(text)
    const letter = (offset: number) => {
      const range = document.createRange()
      range.setStart(element.firstChild!, offset)
      range.setEnd(element.firstChild!, offset + 1)
      return range
    }
    const [first, last] = [letter(at), letter(at + text.length - 1)]
    first.startContainer.parentElement!.scrollIntoView({ block: 'center', behavior: 'instant' })
    const middle = (range: Range) => {
      const { left, top, width, height } = range.getBoundingClientRect()
      return { x: left + width / 2, y: top + height / 2 }
    }
    return { first: middle(first), last: middle(last) }
  }, words)
}

/** Drags the mouse over words. */
export const dragOver = async (page: Page, words: string): Promise<void> => {
  const { first, last } = await placeOf(page, words)
  await page.mouse.move(first.x, first.y)
  await page.mouse.down()
  await page.mouse.move((first.x + last.x) / 2, last.y, { steps: 3 })
  await page.mouse.move(last.x, last.y, { steps: 3 })
  await page.mouse.up()
  await see(page.getByRole('button', { name: 'Highlight and code (H)' }))
}

/** Clicks the first of these words. */
export const clickWords = async (page: Page, words: string): Promise<void> => {
  const { first } = await placeOf(page, words)
  await page.mouse.click(first.x, first.y)
}

/** The field in which codes are found and made. */
export const palette = (page: Page): Locator => page.getByRole('combobox', { name: 'Find or create a code' })

/** Selects words, highlights them and applies a code that is in the codebook, as a mouse user does. */
export const codeWords = async (page: Page, words: string, code: string): Promise<void> => {
  await dragOver(page, words)
  await page.keyboard.press('h')
  await applyCode(page, code)
  await page.keyboard.press('Escape')
}

/** In the open palette: types a code's name and applies it. */
export const applyCode = async (page: Page, code: string): Promise<void> => {
  await palette(page).fill(code)
  const option = page.getByRole('option', { name: code }).first()
  await see(option)
  await palette(page).press('Enter')
  await see(page.getByRole('option', { name: code }).getByLabel('applied'))
}

/** The card of somebody's highlight beside the text. */
export const card = (page: Page, author: string): Locator =>
  page.getByRole('article', {
    name: author === 'You' ? /on You’s highlight/ : new RegExp(`${author}’s highlight`),
  })

/** The words that are painted as highlighted, of every turn near the view, in the order of the text. */
export const paintedWords = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...CSS.highlights]
      .filter(([name]) => !name.startsWith('peer') && !/select|focus|hover|mark/.test(name))
      .flatMap(([, ranges]) => [...ranges].map(range => range as StaticRange))
      .filter(range => range.startContainer instanceof Text && range.startContainer.isConnected)
      .map(range => range.startContainer.textContent!.slice(range.startOffset, range.endOffset)),
  )

/** Fails if a page said that something went wrong that the test did not provoke. */
export const expectNoErrors = (...people: { errors: string[] }[]): void => {
  for (const { errors } of people) expect(errors).toEqual([])
}
