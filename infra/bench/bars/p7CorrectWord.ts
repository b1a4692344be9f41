import type { Page } from 'playwright-core'
import { deskSettled, openDesk, openWindow, pressAndPaint } from '../browser.ts'
import { figureOf, quantile, ratioOf } from '../figure.ts'
import type { DeskBar } from './deskBar.ts'

const KEYS = [...'people here correct what was misheard, letter by letter, ']

/** P7: correcting words in the middle of the transcript: from pressing a key to the paint that shows it. */
export const p7CorrectWord: DeskBar = async (
  { browser, url, plain, dense },
  name,
  { rounds, print, say },
) => {
  const p95 = { plain: [] as number[], dense: [] as number[] }
  const p50 = { plain: [] as number[], dense: [] as number[] }
  const context = await openWindow(browser, url)
  try {
    for (const kind of ['plain', 'dense'] as const) {
      const page = await context.newPage()
      await openDesk(page, kind === 'plain' ? plain.address : dense.address)
      await deskSettled(page, kind === 'dense')
      await correct(page)
      await pressAndPaint(page, KEYS)
    }
    const [plainPage, densePage] = context.pages()
    for (let round = 0; round < rounds; round++) {
      for (const kind of ['plain', 'dense'] as const) {
        const page = kind === 'plain' ? plainPage! : densePage!
        await page.bringToFront()
        const paints = await pressAndPaint(page, KEYS)
        p95[kind].push(quantile(paints, 0.95))
        p50[kind].push(quantile(paints, 0.5))
        say(
          `${name} ${kind}: p50 ${quantile(paints, 0.5).toFixed(1)} ms, p95 ${quantile(paints, 0.95).toFixed(1)} ms`,
        )
      }
    }
  } finally {
    await context.close()
  }
  print(figureOf(name, 'key to paint while correcting, p95', p95.dense, 'ms'))
  print(figureOf(name, 'key to paint while correcting, p50', p50.dense, 'ms'))
  print(ratioOf(name, 'key to paint p95 beside the same page without highlights', p95.dense, p95.plain, 1.5))
  print(ratioOf(name, 'key to paint p50 beside the same page without highlights', p50.dense, p50.plain, 1.5))
}

/** Begins to correct a turn some way down, by the keyboard: a click would also play from there. */
const correct = async (page: Page): Promise<void> => {
  await page.locator('[data-transcript]').waitFor()
  for (let i = 0; i < 12; i++) await page.keyboard.press('j')
  await page.keyboard.press('e')
  await page.locator('[data-transcript] [contenteditable]').waitFor()
}
