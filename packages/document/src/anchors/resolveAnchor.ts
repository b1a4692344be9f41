import diff from 'fast-diff'
import * as Y from 'yjs'
import type { Located, TranscriptIndex } from '../transcript/TranscriptIndex.ts'
import type { Anchor, Resolution, TextSpan } from '../types.ts'
import { findQuote } from './findQuote.ts'
import { abridge, compact, isQuoted } from './quote.ts'
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
    const at = known && { turn: known.turn.id, offset: known.offset }
    return moved(index, findQuote(index, anchor, at && { start: at, end: at })) ?? { status: 'orphan' }
  }
  const at = { turn: start.turn.id, offset: start.offset }
  const span = between(index, start, end)
  if (!span) {
    const found = moved(index, findQuote(index, anchor, { start: at, end: at }))
    // With both ends there and nothing between, several undos have put the last word before the first.
    return found ?? (start.live && end.live ? { status: 'orphan' } : { status: 'deleted', at })
  }
  const text = spanText(index, span)
  if (isQuoted(anchor, text)) return { status: 'exact', span, text }
  // With both of its ends in place the passage is where it was, whatever was corrected inside.
  if (!(start.live && end.live)) {
    const found = findQuote(index, anchor, span)
    if (found && (overlaps(index, found, span) || similarity(anchor, text) < SIMILAR))
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

const between = (index: TranscriptIndex, start: Located, end: Located): TextSpan | null => {
  const span = {
    start: { turn: start.turn.id, offset: start.offset },
    end: { turn: end.turn.id, offset: end.offset },
  }
  // Nearly always it lies inside one turn.
  if (start.position === end.position) return start.offset < end.offset ? span : null
  return start.position < end.position ? trimSpan(index, span) : null
}

const moved = (index: TranscriptIndex, span: TextSpan | null): Resolution | null =>
  span && { status: 'moved', span, text: spanText(index, span) }

const overlaps = (index: TranscriptIndex, a: TextSpan, b: TextSpan): boolean => {
  const before = (x: TextSpan['start'], y: TextSpan['start']) =>
    x.turn === y.turn ? x.offset < y.offset : index.position(x.turn) < index.position(y.turn)
  return before(a.start, b.end) && before(b.start, a.end)
}

/** Share of characters two quotes have in common, 0–1. */
const similarity = (anchor: Anchor, text: string): number => {
  const quoted = compact(anchor.quote)
  const current = compact(abridge(text).quote)
  let common = 0
  for (const [kind, run] of diff(quoted, current)) if (kind === diff.EQUAL) common += run.length
  return (2 * common) / Math.max(1, quoted.length + current.length)
}
