import { OntologyId } from '@polyphony/ontology'
import type { z } from 'zod'
import { parseOnce } from '../parseOnce.ts'
import type { Coding, Comment, ExcerptTie, Highlight, Memo, Resolving } from '../types.ts'
import {
  CommentRow,
  CreatedAt,
  commentOfRow,
  HighlightRow,
  highlightOfRow,
  isThreadKey,
  MemoRow,
  memoOfRow,
  parseCodingKey,
  ResolvingRow,
  resolvingOfRow,
  TieRow,
  tieOfRow,
} from './layout.ts'

/** What a value under a key of one of a layer's maps says; a string says why it is left out. */
type ReadEntry<T> = (key: string, value: unknown) => T | string

const reader =
  <R, T>(schema: z.ZodType<R>, make: (key: string, row: R) => T | string): ReadEntry<T> =>
  (key, value) => {
    const parsed = parseOnce(schema, value)
    return parsed.success ? make(key, parsed.data) : 'malformed'
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

export const readHighlight: ReadEntry<Highlight> = reader(HighlightRow, once(highlightOfRow))
export const readMemo: ReadEntry<Memo> = reader(MemoRow, once(memoOfRow))
export const readComment: ReadEntry<Comment> = reader(CommentRow, once(commentOfRow))

export const readCoding: ReadEntry<Coding> = reader(CreatedAt, (key, createdAt) => {
  const [highlight, code] = parseCodingKey(key) ?? []
  return highlight === undefined || code === undefined ? 'malformed key' : { highlight, code, createdAt }
})

export const readResolving: ReadEntry<Resolving> = reader(ResolvingRow, (thread, row) =>
  isThreadKey(thread) ? resolvingOfRow(thread, row) : 'malformed key',
)

export const readTie: ReadEntry<ExcerptTie> = reader(TieRow, (id, row) =>
  OntologyId.safeParse(id).success ? tieOfRow(id, row) : 'malformed key',
)
