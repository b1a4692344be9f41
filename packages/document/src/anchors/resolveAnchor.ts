import * as Y from 'yjs'
import type { Located, TranscriptIndex } from '../transcript/TranscriptIndex.ts'
import type { Anchor, Resolution, TextPoint, TextSpan } from '../types.ts'
import { findQuote } from './findQuote.ts'
import { abridge, isQuoted } from './quote.ts'
import { similarity } from './similarity.ts'
import { spanText, trimSpan } from './spanText.ts'

/** Share of characters in common from which a text counts as the quoted one, corrected. */
const SIMILAR = 0.6

/**
 * Where an anchor stands now. The quote is compared always, because positions slide silently when somebody undoes a
 * deletion. Never throws: garbage is an orphan.
 */
export const resolveAnchor = (index: TranscriptIndex, anchor: Anchor): Resolution => {
  const start = locate(index, anchor.start)
  const end = locate(index, anchor.end)
  if (!start || !end) {
    const known = start ?? end
    const at = known && point(known, known.offset)
    return moved(index, findQuote(index, anchor, at && { start: at, end: at })) ?? { status: 'orphan' }
  }
  const at = point(start, start.offset)
  const span = between(index, start, end)
  if (!span) {
    const found = moved(index, findQuote(index, anchor, { start: at, end: at }))
    // With both ends there and nothing between, several undos have put the last word before the first.
    return found ?? (start.live && end.live ? { status: 'orphan' } : { status: 'deleted', at })
  }
  const inOneTurn = start.position === end.position
  const text = inOneTurn ? start.turn.text.slice(span.start.offset, span.end.offset) : spanText(index, span)
  if (isQuoted(anchor, text)) return { status: 'exact', span, text }
  // With both of its ends in place the passage is where it was, whatever was corrected inside.
  if (!(start.live && end.live)) {
    const found = findQuote(index, anchor, span)
    if (found && (overlaps(index, found, span) || similarity(anchor.quote, abridge(text).quote) < SIMILAR))
      return moved(index, found)!
  }
  return { status: 'edited', span, text }
}

/** Anchors arrive from other people's documents: what does not decode points nowhere. */
const locate = (index: TranscriptIndex, position: Uint8Array): Located | null => {
  try {
    return index.find(Y.decodeRelativePosition(position))
  } catch {
    return null
  }
}

const point = ({ turn }: Located, offset: number): TextPoint => ({ turn: turn.id, offset })

const between = (index: TranscriptIndex, start: Located, end: Located): TextSpan | null => {
  const ordered =
    start.position < end.position || (start.position === end.position && start.offset < end.offset)
  if (ordered) {
    const span = { start: point(start, start.offset), end: point(end, end.offset) }
    // Nearly always it lies inside one turn.
    return start.position === end.position ? span : trimSpan(index, span)
  }
  // Where the other end is gone, the character at this one is still of the passage.
  if (start.live && !end.live)
    return { start: point(start, start.offset), end: point(start, start.offset + 1) }
  if (end.live && !start.live) return { start: point(end, end.offset - 1), end: point(end, end.offset) }
  return null
}

const moved = (index: TranscriptIndex, span: TextSpan | null): Resolution | null =>
  span && { status: 'moved', span, text: spanText(index, span) }

const overlaps = (index: TranscriptIndex, a: TextSpan, b: TextSpan): boolean => {
  const before = (x: TextSpan['start'], y: TextSpan['start']) =>
    x.turn === y.turn ? x.offset < y.offset : index.position(x.turn) < index.position(y.turn)
  return before(a.start, b.end) && before(b.start, a.end)
}
