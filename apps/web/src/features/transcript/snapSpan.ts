import type { TextPoint, TextSpan, TranscriptIndex } from '@polyphony/document'
import { snapEnd, snapStart } from './words.ts'

/** What snapping must know of the transcript. */
export interface TurnTexts {
  position(turn: string): number
  /** Text of the turn at a place in the order. */
  at(position: number): { id: string; text: string } | undefined
}

export const turnTexts = (index: TranscriptIndex): TurnTexts => ({
  position: turn => index.position(turn),
  at: position => index.order[position],
})

/**
 * A selection as a passage: whole words, no white space at its ends, no turn touched without a word of it. Null when
 * nothing is left.
 */
export const snapSpan = (turns: TurnTexts, { start, end }: TextSpan): TextSpan | null => {
  let first = turns.position(start.turn)
  let last = turns.position(end.turn)
  if (first < 0 || last < first) return null
  let from = snapStart(turns.at(first)!.text, start.offset)
  while (first < last && from >= turns.at(first)!.text.length) {
    first++
    from = snapStart(turns.at(first)!.text, 0)
  }
  let to = snapEnd(turns.at(last)!.text, end.offset)
  while (last > first && to <= 0) {
    last--
    const { text } = turns.at(last)!
    to = snapEnd(text, text.length)
  }
  if (first === last && from >= to) return null
  return {
    start: { turn: turns.at(first)!.id, offset: from },
    end: { turn: turns.at(last)!.id, offset: to },
  }
}

/** Below zero when `a` stands before `b`. */
export const comparePoints = (turns: Pick<TurnTexts, 'position'>, a: TextPoint, b: TextPoint): number =>
  turns.position(a.turn) - turns.position(b.turn) || a.offset - b.offset

export const samePoint = (a: TextPoint, b: TextPoint): boolean => a.turn === b.turn && a.offset === b.offset
