import type * as Y from 'yjs'
import type { Speaker, TurnSeed } from '../types.ts'
import { makeBoundary, metaOf, speakersOf, TRANSCRIPT_SCHEMA, textOf } from './layout.ts'

/**
 * Fills an empty transcript document with its speakers and turns, in one transaction. Throws when the document has
 * content: a transcript is imported once.
 */
export const seedTranscript = (
  doc: Y.Doc,
  { speakers, turns }: { speakers: readonly Speaker[]; turns: readonly TurnSeed[] },
  origin: unknown = null,
): void => {
  if (textOf(doc).length > 0) throw new Error('The transcript has text already; seed an empty document.')
  doc.transact(() => {
    metaOf(doc).set('schema', TRANSCRIPT_SCHEMA)
    for (const { id, name, role } of speakers) speakersOf(doc).set(id, { name, role })
    textOf(doc).applyDelta(
      turns.flatMap(turn => [{ insert: makeBoundary(turn) }, ...(turn.text ? [{ insert: turn.text }] : [])]),
    )
  }, origin)
}
