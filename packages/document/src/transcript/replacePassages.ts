import { LOCAL_ORIGIN } from '../origins.ts'
import { replaceText } from './replaceText.ts'
import type { TranscriptIndex } from './TranscriptIndex.ts'

/** A stretch of a turn's text that is to be something else. Offsets of the turn as it stands, end exclusive. */
export interface PassageEdit {
  turn: string
  from: number
  to: number
  insert: string
}

/**
 * Replaces stretches in any number of turns at once, in one transaction: a name that was misheard everywhere. Anchors on
 * exactly the replaced words hold the new ones; times stay. Edits must not overlap. Those of turns that are gone, and
 * those that would change nothing, are left out. Returns how many were made.
 */
export const replacePassages = (
  index: TranscriptIndex,
  edits: readonly PassageEdit[],
  origin: unknown = LOCAL_ORIGIN,
): number => {
  const placed = edits.flatMap(({ turn, from, to, insert }) => {
    const text = index.turn(turn)?.text
    if (text === undefined || from < 0 || to > text.length || from >= to) return []
    const deleted = text.slice(from, to)
    return deleted === insert ? [] : [{ at: index.startOf(turn) + from, deleted, insert }]
  })
  // From the end: what is replaced moves nothing that is still to come.
  placed.sort((a, b) => b.at - a.at)
  if (placed.length === 0) return 0
  index.doc.transact(() => {
    for (const { at, deleted, insert } of placed) replaceText(index.text, at, deleted, insert)
  }, origin)
  return placed.length
}
