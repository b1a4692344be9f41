import { OntologyId } from '@polyphony/ontology'
import type * as Y from 'yjs'
import type { z } from 'zod'
import { parseOnce } from '../parseOnce.ts'
import type { Coding, Layer } from '../types.ts'
import {
  CommentRow,
  CreatedAt,
  codingsOf,
  commentOfRow,
  commentsOf,
  HighlightRow,
  highlightOfRow,
  highlightsOf,
  isThreadKey,
  LAYER_SCHEMA,
  layerMetaOf,
  MemoRow,
  memoOfRow,
  memosOf,
  parseCodingKey,
  ResolvingRow,
  resolvingOfRow,
  resolvingsOf,
  TieRow,
  tieOfRow,
  tiesOf,
} from './layout.ts'

/** An entry of a layer that was left out, and why. */
export interface LayerProblem {
  in: 'highlights' | 'codings' | 'memos' | 'comments' | 'resolvings' | 'ties' | 'meta'
  key: string
  reason: string
}

/**
 * Reads a layer. Whatever is malformed is left out and reported in `problems`: whoever may write a layer may write
 * anything into it. Highlights, memos and comments that did not change are the same objects as when it was read before.
 */
export const readLayer = (doc: Y.Doc): Layer & { problems: LayerProblem[] } => {
  const layer: Layer = {
    highlights: new Map(),
    codings: new Map(),
    memos: new Map(),
    comments: new Map(),
    resolvings: new Map(),
    ties: new Map(),
  }
  const problems: LayerProblem[] = []
  const read = <T>(where: LayerProblem['in'], map: Y.Map<unknown>, schema: z.ZodType<T>, keep: Keep<T>) => {
    for (const [key, value] of map) {
      const parsed = parseOnce(schema, value)
      const reason = parsed.success ? keep(key, parsed.data) : 'malformed'
      if (reason) problems.push({ in: where, key, reason })
    }
  }

  const schema = layerMetaOf(doc).get('schema') ?? LAYER_SCHEMA
  if (schema !== LAYER_SCHEMA)
    problems.push({ in: 'meta', key: 'schema', reason: `unknown schema ${schema}` })
  read('highlights', highlightsOf(doc), HighlightRow, (id, row) => {
    layer.highlights.set(id, highlightOnce(id, row))
  })
  read('codings', codingsOf(doc), CreatedAt, (key, createdAt) => {
    const [highlight, code] = parseCodingKey(key) ?? []
    if (highlight === undefined || code === undefined) return 'malformed key'
    if (!layer.highlights.has(highlight)) return 'its highlight is gone'
    const coding: Coding = { highlight, code, createdAt }
    const list = layer.codings.get(highlight)
    if (list) list.push(coding)
    else layer.codings.set(highlight, [coding])
  })
  read('memos', memosOf(doc), MemoRow, (highlight, row) => {
    if (!layer.highlights.has(highlight)) return 'its highlight is gone'
    layer.memos.set(highlight, memoOnce(highlight, row))
  })
  read('comments', commentsOf(doc), CommentRow, (id, row) => {
    layer.comments.set(id, commentOnce(id, row))
  })
  read('resolvings', resolvingsOf(doc), ResolvingRow, (thread, row) => {
    if (!isThreadKey(thread)) return 'malformed key'
    layer.resolvings.set(thread, resolvingOfRow(thread, row))
  })
  read('ties', tiesOf(doc), TieRow, (id, row) => {
    if (!OntologyId.safeParse(id).success) return 'malformed key'
    layer.ties.set(id, tieOfRow(id, row))
  })
  return { ...layer, problems }
}

/** Makes an entry of a row once: the same row under the same key gives the same entry, so that readers can compare. */
const once = <R extends object, T>(make: (key: string, row: R) => T): ((key: string, row: R) => T) => {
  const made = new WeakMap<R, { key: string; entry: T }>()
  return (key, row) => {
    const known = made.get(row)
    if (known?.key === key) return known.entry
    const entry = make(key, row)
    made.set(row, { key, entry })
    return entry
  }
}
const highlightOnce = once(highlightOfRow)
const memoOnce = once(memoOfRow)
const commentOnce = once(commentOfRow)

/** Keeps a parsed entry, or says why not. */
// biome-ignore lint/suspicious/noConfusingVoidType: most keep everything
type Keep<T> = (key: string, value: T) => string | void
