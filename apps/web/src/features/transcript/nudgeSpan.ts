import type { TextSpan } from '@polyphony/document'
import { type Direction, unitAt, unitBeyond } from './extendSelection.ts'
import { comparePoints, type TurnTexts } from './snapSpan.ts'

export type Edge = 'start' | 'end'

/**
 * Moves one edge of a passage by a word, over the borders of turns where need be. Null where there is no further word,
 * or where none would be left in the passage.
 */
export const nudgeSpan = (
  turns: TurnTexts,
  span: TextSpan,
  edge: Edge,
  direction: Direction,
): TextSpan | null => {
  const { start, end } = span
  if (edge === 'start') {
    // Punctuation in front belongs to no word: the passage begins at the first word it has.
    const first = unitAt(turns, start, 'word')
    const from = direction < 0 || !first ? start : first.end
    const next = unitBeyond(turns, from, 'word', direction)
    return next && comparePoints(turns, next.end, end) <= 0 ? { start: next.start, end } : null
  }
  if (direction > 0) {
    const next = unitBeyond(turns, end, 'word', 1)
    return next && { start, end: next.end }
  }
  const last = unitBeyond(turns, end, 'word', -1)
  const next = last && unitBeyond(turns, last.start, 'word', -1)
  return next && comparePoints(turns, next.start, start) >= 0 ? { start, end: next.end } : null
}
