import { LOCAL_ORIGIN } from '../origins.ts'
import { diffText } from './diffText.ts'
import { replaceText } from './replaceText.ts'
import type { TranscriptIndex } from './TranscriptIndex.ts'

/**
 * Gives a turn a corrected text by the few insertions and deletions that make the difference, so that peers' edits
 * and everybody's anchors in the rest stay. Throws RangeError when the turn is gone.
 */
export const correctTurn = (
  index: TranscriptIndex,
  turnId: string,
  text: string,
  origin: unknown = LOCAL_ORIGIN,
): void => {
  const start = index.startOf(turnId)
  const before = index.turn(turnId)!.text
  const edits = diffText(before, text)
  if (edits.length === 0) return
  index.doc.transact(() => {
    for (const { offset, deleteCount, insert } of edits.reverse()) {
      replaceText(index.text, start + offset, before.slice(offset, offset + deleteCount), insert)
    }
  }, origin)
}
