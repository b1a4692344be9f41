import type { TextPoint, TextSpan } from '@polyphony/document'
import { comparePoints, type TurnTexts } from './snapSpan.ts'
import { type Stretch, sentencesOf, wordsOf } from './words.ts'

export type Unit = 'word' | 'sentence' | 'turn'
export type Direction = 1 | -1

/** All words of a turn as one stretch. */
const wholeOf = (text: string): Stretch[] => {
  const to = text.trimEnd().length
  return to === 0 ? [] : [{ from: text.length - text.trimStart().length, to }]
}

const unitsOf = (text: string, unit: Unit): Stretch[] =>
  unit === 'word' ? wordsOf(text) : unit === 'sentence' ? sentencesOf(text) : wholeOf(text)

const spanOf = (turn: string, { from, to }: Stretch): TextSpan => ({
  start: { turn, offset: from },
  end: { turn, offset: to },
})

/** The word, sentence or turn at a point, else the first after it, else the last of the turn; null where there is none. */
export const unitAt = (turns: TurnTexts, { turn, offset }: TextPoint, unit: Unit): TextSpan | null => {
  const units = unitsOf(turns.at(turns.position(turn))?.text ?? '', unit)
  const found = units.find(({ to }) => to > offset) ?? units.at(-1)
  return found ? spanOf(turn, found) : null
}

/** The next word, sentence or turn after a point, or the one before it, across turns; null at either end. */
export const unitBeyond = (
  turns: TurnTexts,
  { turn, offset }: TextPoint,
  unit: Unit,
  direction: Direction,
): TextSpan | null => {
  const first = turns.position(turn)
  for (let at = first; ; at += direction) {
    const here = turns.at(at)
    if (!here) return null
    const units = unitsOf(here.text, unit)
    const found =
      direction > 0
        ? units.find(({ to }) => at !== first || to > offset)
        : units.findLast(({ from }) => at !== first || from < offset)
    if (found) return spanOf(here.id, found)
  }
}

/**
 * Moves the free end of a selection by a word, a sentence or a turn. `origin` is where it began: going back over it turns the
 * selection round. Without a selection, it begins with the unit at `origin`, and its start is the origin from then on.
 */
export const extendSelection = (
  turns: TurnTexts,
  selection: TextSpan | null,
  origin: TextPoint,
  unit: Unit,
  direction: Direction,
): TextSpan | null => {
  const home = unitAt(turns, origin, 'word')
  if (!home) return null
  if (!selection) return unitAt(turns, origin, unit)
  const backwards = comparePoints(turns, selection.start, home.start) < 0
  const free = backwards ? selection.start : selection.end
  if (direction > 0 && !backwards) {
    const next = unitBeyond(turns, free, unit, 1)
    return next ? { start: selection.start, end: next.end } : selection
  }
  if (direction < 0 && (backwards || comparePoints(turns, selection.end, home.end) <= 0)) {
    const next = unitBeyond(turns, free === selection.end ? home.start : free, unit, -1)
    return next ? { start: next.start, end: backwards ? selection.end : home.end } : selection
  }
  // The free end comes back towards the origin, and never past it in one step.
  if (direction > 0) {
    const next = unitBeyond(turns, unitAt(turns, free, unit)?.end ?? free, unit, 1)
    return next && comparePoints(turns, next.start, home.start) < 0
      ? { start: next.start, end: selection.end }
      : { start: home.start, end: selection.end }
  }
  const inside = unitBeyond(turns, free, unit, -1)
  const previous = inside && unitBeyond(turns, inside.start, unit, -1)
  return previous && comparePoints(turns, previous.end, home.end) > 0
    ? { start: selection.start, end: previous.end }
    : { start: selection.start, end: home.end }
}

/** The origin that frees the other end of a selection. */
export const otherOrigin = (turns: TurnTexts, selection: TextSpan, origin: TextPoint): TextPoint => {
  const last = unitBeyond(turns, selection.end, 'word', -1)
  const first = unitAt(turns, selection.start, 'word')
  if (!last || !first) return origin
  return comparePoints(turns, origin, first.end) < 0 ? last.start : selection.start
}
