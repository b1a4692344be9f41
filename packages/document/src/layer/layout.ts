import { MAX_DEFINITION_LENGTH, OntologyId, RelationType } from '@polyphony/ontology'
import type * as Y from 'yjs'
import { z } from 'zod'
import { plainText } from '../richText/plainText.ts'
import { Body } from '../richText/richText.ts'
import type { Anchor, Comment, ExcerptTie, Highlight, Memo, Resolving } from '../types.ts'

/**
 * Layout of `layer/<conversation>/<member>`. Each entry repeats the name of its map and its keys, so names have one
 * letter and values are arrays (sizes in ADR 0003). A later layout will say so by a `schema` in the map `meta`.
 * Bodies that are rich text, deleted comments and the maps `r` and `x` came later under the same number: an older reader
 * leaves those entries out and shows the rest as it is.
 */
export const LAYER_SCHEMA = 1

/** Highlight id → HighlightRow */
export const highlightsOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('h')
/** `<highlight id>:<code id>` → milliseconds since the epoch */
export const codingsOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('c')
/** Highlight id → MemoRow */
export const memosOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('m')
/** Comment id → CommentRow */
export const commentsOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('k')
/** `<member>/<comment>` of a thread's first message → ResolvingRow */
export const resolvingsOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('r')
/** Id → TieRow */
export const tiesOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('x')
export const layerMetaOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('meta')

const position = z.custom<Uint8Array>(value => value instanceof Uint8Array)
const time = z.number()

/** start, end, quote, from, duration, createdAt, prefix, suffix, quoteLength, quoteHash: the last ones if needed. */
export const HighlightRow = z.union([
  z.tuple([position, position, z.string(), time, time, time]),
  z.tuple([position, position, z.string(), time, time, time, z.string(), z.string()]),
  z.tuple([position, position, z.string(), time, time, time, z.string(), z.string(), z.number(), z.number()]),
])
export type HighlightRow = z.infer<typeof HighlightRow>

export const rowOfHighlight = ({
  anchor,
  createdAt,
}: {
  anchor: Anchor
  createdAt: number
}): HighlightRow => {
  const { start, end, quote, quoteLength, quoteHash, prefix, suffix, from, to } = anchor
  const duration = from >= 0 && to >= from ? to - from : -1
  const base: [Uint8Array, Uint8Array, string, number, number, number] = [
    start,
    end,
    quote,
    from,
    duration,
    createdAt,
  ]
  if (quoteLength > quote.length) return [...base, prefix, suffix, quoteLength, quoteHash ?? -1]
  return prefix || suffix ? [...base, prefix, suffix] : base
}

export const highlightOfRow = (id: string, row: HighlightRow): Highlight => {
  const [
    start,
    end,
    quote,
    from,
    duration,
    createdAt,
    prefix = '',
    suffix = '',
    quoteLength = quote.length,
    hash,
  ] = row
  const anchor: Anchor = {
    start,
    end,
    quote,
    quoteLength,
    prefix,
    suffix,
    from,
    to: duration < 0 ? -1 : from + duration,
    ...(hash !== undefined && hash >= 0 && { quoteHash: hash }),
  }
  return { id, anchor, createdAt }
}

export const CreatedAt = time
export const codingKey = (highlight: string, code: string): string => `${highlight}:${code}`
/** `[highlight, code]`, null for a malformed key. */
export const parseCodingKey = (key: string): [highlight: string, code: string] | null => {
  const colon = key.indexOf(':')
  return colon > 0 && colon < key.length - 1 ? [key.slice(0, colon), key.slice(colon + 1)] : null
}

/** body, updatedAt */
export const MemoRow = z.tuple([Body, time])
export const memoOfRow = (highlight: string, [body, updatedAt]: z.infer<typeof MemoRow>): Memo => ({
  highlight,
  body,
  text: plainText(body),
  updatedAt,
})

const Target = z.discriminatedUnion('type', [
  z.object({ type: z.literal('highlight'), member: z.string(), highlight: z.string() }),
  z.object({ type: z.literal('code'), code: z.string() }),
  z.object({ type: z.literal('comment'), member: z.string(), comment: z.string() }),
])
/** target, body, createdAt, editedAt; of one that was taken back: target, null, createdAt, deletedAt. */
export const CommentRow = z.union([
  z.tuple([Target, Body, time, time.nullable()]),
  z.tuple([Target, z.null(), time, time]),
])
export type CommentRow = z.infer<typeof CommentRow>

export const commentOfRow = (id: string, [target, body, createdAt, changedAt]: CommentRow): Comment => ({
  id,
  target,
  body: body ?? '',
  text: body === null ? '' : plainText(body),
  createdAt,
  editedAt: body === null ? null : changedAt,
  deletedAt: body === null ? changedAt : null,
})

/** resolved, at */
export const ResolvingRow = z.tuple([z.boolean(), time])
/** A thread's key: the author and id of its first message. */
export const threadKey = (member: string, comment: string): string => `${member}/${comment}`
export const isThreadKey = (key: string): boolean => /^[^/]+\/[^/]+$/.test(key)

export const resolvingOfRow = (thread: string, [resolved, at]: z.infer<typeof ResolvingRow>): Resolving => ({
  thread,
  resolved,
  at,
})

/** type, from (member, highlight), to (conversation, member, highlight), note, createdAt */
export const TieRow = z.tuple([
  RelationType,
  z.tuple([OntologyId, OntologyId]),
  z.tuple([OntologyId, OntologyId, OntologyId]),
  z.string().max(MAX_DEFINITION_LENGTH),
  time,
])
export type TieRow = z.infer<typeof TieRow>

export const rowOfTie = ({ type, from, to, note, createdAt }: Omit<ExcerptTie, 'id'>): TieRow => [
  type,
  [from.member, from.highlight],
  [to.conversation, to.member, to.highlight],
  note,
  createdAt,
]

export const tieOfRow = (id: string, [type, from, to, note, createdAt]: TieRow): ExcerptTie => ({
  id,
  type,
  from: { member: from[0], highlight: from[1] },
  to: { conversation: to[0], member: to[1], highlight: to[2] },
  note,
  createdAt,
})
