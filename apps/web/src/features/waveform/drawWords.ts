import { type WaveView, xOf } from './waveView.ts'

/** A word with its time, in seconds. */
export interface WaveWord {
  text: string
  from: number
  to: number
}

/** A word as it was drawn. */
export interface DrawnWord extends WaveWord {
  left: number
  right: number
  row: number
}

/** From so many pixels a second on there is room for words. */
export const WORDS_PER_SECOND = 56
export const WORD_ROW = 14
const ROWS = 2
const SPACE = 4

/**
 * Where words stand at their times, in as many rows as they need: who talks into another's words stands below. What
 * finds no room is left out. `widthOf` measures a text in pixels.
 */
export const placeWords = (
  words: readonly WaveWord[],
  view: WaveView,
  widthOf: (text: string) => number,
): DrawnWord[] => {
  const ends = Array.from({ length: ROWS }, () => Number.NEGATIVE_INFINITY)
  const placed: DrawnWord[] = []
  for (const word of words) {
    const left = xOf(view, word.from)
    const right = left + widthOf(word.text)
    const row = ends.findIndex(end => end + SPACE <= left)
    if (row < 0 || right < 0 || left > view.width) continue
    ends[row] = right
    placed.push({ ...word, left, right, row })
  }
  return placed
}

/** Draws placed words from `top` on. */
export const drawWords = (
  context: CanvasRenderingContext2D,
  words: readonly DrawnWord[],
  { top, ink, font }: { top: number; ink: string; font: string },
): void => {
  context.font = `400 12px ${font}`
  context.textAlign = 'left'
  context.textBaseline = 'middle'
  context.fillStyle = ink
  for (const { text, left, row } of words) context.fillText(text, left, top + row * WORD_ROW + WORD_ROW / 2)
}
