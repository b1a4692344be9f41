import type * as Y from 'yjs'
import { newId } from '../newId.ts'
import {
  isBoundary,
  makeBoundary,
  metaOf,
  readBoundary,
  speakersOf,
  TRANSCRIPT_SCHEMA,
  textOf,
} from './layout.ts'

export type TranscriptProblem =
  /** Text before the first boundary belongs to no turn and is not shown. */
  | { type: 'text before the first turn'; text: string }
  | { type: 'malformed boundary'; turn: string | null; fields: string[] }
  | { type: 'repeated turn id'; turn: string }
  | { type: 'unknown speaker'; turn: string; speaker: string }
  | { type: 'unknown schema'; schema: unknown }

/** What is wrong with a transcript document; empty for a sound one, and for an empty one. */
export const validateTranscript = (doc: Y.Doc): TranscriptProblem[] => {
  const problems: TranscriptProblem[] = []
  const schema = metaOf(doc).get('schema')
  if (schema !== TRANSCRIPT_SCHEMA && textOf(doc).length > 0)
    problems.push({ type: 'unknown schema', schema })
  const head = textBeforeFirstTurn(doc)
  if (head) problems.push({ type: 'text before the first turn', text: head })
  const ids = new Set<string>()
  for (let item = textOf(doc)._start; item; item = item.right) {
    if (!isBoundary(item)) continue
    const fields = readBoundary((item.content as Y.ContentType).type as Y.Map<unknown>)
    const malformed = Object.entries(fields).flatMap(([key, value]) => (value === null ? [key] : []))
    if (malformed.length > 0)
      problems.push({ type: 'malformed boundary', turn: fields.id, fields: malformed })
    const { id, speaker } = fields
    if (id === null) continue
    if (ids.has(id)) problems.push({ type: 'repeated turn id', turn: id })
    ids.add(id)
    if (speaker !== null && !speakersOf(doc).has(speaker)) {
      problems.push({ type: 'unknown speaker', turn: id, speaker })
    }
  }
  return problems
}

/**
 * Gives text before the first turn a turn of its own, of the first speaker, so that it is shown again. Returns
 * whether it wrote. The other problems lose nothing: readers fill in for them.
 */
export const repairTranscript = (doc: Y.Doc, origin: unknown = null): boolean => {
  if (!textBeforeFirstTurn(doc)) return false
  const speaker = [...speakersOf(doc).keys()].sort()[0] ?? 'unknown'
  doc.transact(
    () => textOf(doc).insertEmbed(0, makeBoundary({ id: newId(6), speaker, firstSourceWord: 0 })),
    origin,
  )
  return true
}

const textBeforeFirstTurn = (doc: Y.Doc): string => {
  let text = ''
  for (const { insert } of textOf(doc).toDelta() as { insert: unknown }[]) {
    if (typeof insert !== 'string') break
    text += insert
  }
  return text
}
