import type * as Y from 'yjs'
import { z } from 'zod'

/**
 * Layout of `curation/<conversation>`: what leads decided over the codings of layers, which stay as they are. Each
 * lead writes under keys of their own, so that nobody overwrites what another decided, taking one's own back shows the
 * other's again, and who decided is known by whose key it is (ADR 0013). A later layout will say so by a `schema` in
 * the map `meta`.
 */
export const CURATION_SCHEMA = 1

/** `<lead>/<member>/<highlight>:<code>` → RulingRow */
export const rulingsOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('r')
export const curationMetaOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('meta')

/** More than these no coding counts as. */
const MAX_CODES = 100
const MAX_REASON_LENGTH = 10_000

/**
 * codes, at, reason. The codes that the coding counts as: none where it was rejected, the applied one itself where it
 * was confirmed, null where it is to count again as it was applied. Milliseconds since the epoch. Why, null where
 * nothing was said.
 */
export const RulingRow = z.tuple([
  z.array(z.string().min(1).max(64)).max(MAX_CODES).nullable(),
  z.number(),
  z.string().max(MAX_REASON_LENGTH).nullable(),
])
export type RulingRow = z.infer<typeof RulingRow>

/** A coding, named by who applied which code to which of their highlights. */
export interface CodingRef {
  member: string
  highlight: string
  code: string
}

/** `<member>/<highlight>:<code>`: names a coding within its conversation. */
export const codingRefKey = ({ member, highlight, code }: CodingRef): string =>
  `${member}/${highlight}:${code}`

/** Null for a malformed key. */
export const parseCodingRefKey = (key: string): CodingRef | null => {
  const slash = key.indexOf('/')
  const colon = key.indexOf(':', slash + 2)
  if (slash < 1 || colon < 0 || colon === key.length - 1) return null
  return { member: key.slice(0, slash), highlight: key.slice(slash + 1, colon), code: key.slice(colon + 1) }
}

export const rulingKey = (lead: string, coding: CodingRef): string => `${lead}/${codingRefKey(coding)}`

/** Null for a malformed key. */
export const parseRulingKey = (key: string): { lead: string; coding: CodingRef } | null => {
  const slash = key.indexOf('/')
  const coding = slash < 1 ? null : parseCodingRefKey(key.slice(slash + 1))
  return coding && { lead: key.slice(0, slash), coding }
}
