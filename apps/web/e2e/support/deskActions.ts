import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { see } from './waiting.ts'

/** Waits until the desk can be worked at: the text is there, its times are, and nothing is unsaved. */
export const deskReady = async (page: Page): Promise<void> => {
  await see(page.getByRole('button', { name: 'Code', exact: true }).or(page.getByRole('group').first()))
  await see(page.getByRole('navigation', { name: 'Guide' }))
  await see(page.getByRole('slider', { name: 'Position in the recording' }))
}

/** What the header says about the work done here. */
export const saving = (page: Page): Promise<string | null> =>
  page
    .getByRole('status')
    .filter({ hasText: /^(Opening…|Saved|Saving…|Offline|Not saved)$/ })
    .textContent()

export const saved = (page: Page): Promise<void> =>
  see(page.getByRole('status').filter({ hasText: /^Saved$/ }))

/** The paragraph of the turn that holds these words. */
export const paragraph = (page: Page, words: string | RegExp): Locator =>
  page.getByRole('main', { name: 'Transcript' }).getByRole('paragraph').filter({ hasText: words }).first()

/**
 * Where words stand on the screen, brought to its middle. Turns are
 * laid out as they come near, so the place is looked at until it stands still.
 */
const placeOf = async (page: Page, words: string) => {
  const turn = paragraph(page, words)
  await turn.waitFor({ state: 'attached' })
  return turn.evaluate(async (element, text) => {
    const at = element.textContent!.indexOf(text)
    const [first, last] = [document.createRange(), document.createRange()]
    first.setStart(element.firstChild!, at)
    first.setEnd(element.firstChild!, at + 1)
    last.setStart(element.firstChild!, at + text.length - 1)
    last.setEnd(element.firstChild!, at + text.length)
    const scroller = element.closest('main')!.querySelector('[data-transcript]')!
    for (let still = 0, before = Number.NaN; still < 24; ) {
      const view = scroller.getBoundingClientRect()
      const { top } = first.getBoundingClientRect()
      const off = top - (view.top + view.height * 0.4)
      if (Math.abs(off) > 1) scroller.scrollTop += off
      await new Promise(resolve => requestAnimationFrame(resolve))
      const now = first.getBoundingClientRect().top
      still = now === before ? still + 1 : 0
      before = now
    }
    // Just inside of the first letter and of the last, so that exactly these words lie between.
    const [from, to] = [first.getBoundingClientRect(), last.getBoundingClientRect()]
    return {
      first: { x: from.left + 1, y: from.top + from.height / 2 },
      last: { x: to.right - 1, y: to.top + to.height / 2 },
    }
  }, words)
}

/** Brings words to the middle of somebody's screen. */
export const lookAt = async (page: Page, words: string): Promise<void> => {
  await placeOf(page, words)
}

/** Drags the mouse over words, whatever comes of it. */
export const drag = async (page: Page, words: string): Promise<void> => {
  const { first, last } = await placeOf(page, words)
  await page.mouse.move(first.x, first.y)
  await page.mouse.down()
  for (const x of [(first.x + last.x) / 2, last.x]) {
    await page.mouse.move(x, last.y)
    await page.evaluate(() => new Promise(resolve => requestAnimationFrame(resolve)))
  }
  await page.mouse.up()
}

/** Selects words with the mouse: what can be done with them is offered. */
export const dragOver = async (page: Page, words: string): Promise<void> => {
  await drag(page, words)
  await see(page.getByRole('button', { name: 'Highlight and code (H)' }))
}

/** Clicks the first of these words, which plays from there. */
export const clickWords = async (page: Page, words: string): Promise<void> => {
  const { first } = await placeOf(page, words)
  await page.mouse.click(first.x, first.y)
}

/** Goes to the first of these words without listening to them. */
export const goTo = async (page: Page, words: string): Promise<void> => {
  await clickWords(page, words)
  await see(page.getByRole('button', { name: 'Pause' }))
  // By key: the button would take the keyboard's place in the text away.
  await page.keyboard.press(' ')
  await see(page.getByRole('button', { name: 'Play', exact: true }))
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
    name: author === 'You' ? /^Your highlight:/ : new RegExp(`${author}’s highlight`),
  })

/** The words that are painted as highlighted, of every turn near the view, in the order of the text. */
export const paintedWords = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...CSS.highlights]
      .filter(([name]) => !name.startsWith('peer') && !/^line-|select|focus|hover|mark/.test(name))
      .flatMap(([, ranges]) => [...ranges].map(range => range as StaticRange))
      .filter(range => range.startContainer instanceof Text && range.startContainer.isConnected)
      .map(range => range.startContainer.textContent!.slice(range.startOffset, range.endOffset)),
  )

/** Fails if a page said that something went wrong that the test did not provoke. */
export const expectNoErrors = (...people: { errors: string[] }[]): void => {
  for (const { errors } of people) expect(errors).toEqual([])
}
