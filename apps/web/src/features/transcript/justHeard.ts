import type { TextPoint, TextSpan, Timing } from '@polyphony/document'
import { unitAt, unitBeyond } from './extendSelection.ts'
import type { TurnTexts } from './snapSpan.ts'

/** Whoever reacts sooner than this after a sentence began means the one before. */
const REACTION_MS = 1500

export const sentenceBefore = (turns: TurnTexts, point: TextPoint): TextSpan | null =>
  unitBeyond(turns, point, 'sentence', -1)

/** The sentence that was heard last at a time in milliseconds; null when nothing has been said by then. */
export const justHeard = (
  turns: TurnTexts,
  timing: Pick<Timing, 'pointAt' | 'timeAt'>,
  ms: number,
): TextSpan | null => {
  const point = timing.pointAt(ms)
  const sentence = point && unitAt(turns, point, 'sentence')
  if (!sentence) return null
  const began = timing.timeAt(sentence.start)
  const soon = began !== null && ms - began < REACTION_MS
  return (soon && sentenceBefore(turns, sentence.start)) || sentence
}
