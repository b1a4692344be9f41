import type * as Y from 'yjs'
import { newId } from '../newId.ts'
import { LOCAL_ORIGIN } from '../origins.ts'
import type { Body } from '../richText/richText.ts'
import type { Anchor } from '../types.ts'
import { needBody } from './commentCommands.ts'
import {
  codingKey,
  codingsOf,
  HighlightRow,
  highlightOfRow,
  highlightsOf,
  memosOf,
  rowOfHighlight,
} from './layout.ts'

/**
 * Adds a highlight, with codings if `codes` are given, as one step. Returns its id. Times are milliseconds since the
 * epoch.
 */
export const addHighlight = (
  doc: Y.Doc,
  highlight: { id?: string; anchor: Anchor; createdAt?: number; codes?: readonly string[] },
  origin: unknown = LOCAL_ORIGIN,
): string => {
  const { id = newId(8), anchor, createdAt = Date.now(), codes = [] } = highlight
  if (id === '' || id.includes(':'))
    throw new RangeError(`A highlight's id may not be empty nor hold a colon: "${id}".`)
  doc.transact(() => {
    highlightsOf(doc).set(id, rowOfHighlight({ anchor, createdAt }))
    for (const code of codes) addCoding(doc, id, code, createdAt, origin)
  }, origin)
  return id
}

/** Removes a highlight with its codings and its memo. Comments on it stay: they are messages. */
export const removeHighlight = (doc: Y.Doc, id: string, origin: unknown = LOCAL_ORIGIN): void =>
  doc.transact(() => {
    highlightsOf(doc).delete(id)
    memosOf(doc).delete(id)
    const codings = codingsOf(doc)
    for (const key of [...codings.keys()]) if (key.startsWith(`${id}:`)) codings.delete(key)
  }, origin)

/** Moves a highlight: after its bounds were adjusted or an orphan re-attached. Throws RangeError when it is gone. */
export const setHighlightAnchor = (
  doc: Y.Doc,
  id: string,
  anchor: Anchor,
  origin: unknown = LOCAL_ORIGIN,
): void => {
  const { createdAt } = highlightOfRow(id, needRow(doc, id))
  doc.transact(() => highlightsOf(doc).set(id, rowOfHighlight({ anchor, createdAt })), origin)
}

/** States that a code applies to a highlight; stated before, it stays as it is. RangeError when the highlight is gone. */
export const addCoding = (
  doc: Y.Doc,
  highlight: string,
  code: string,
  createdAt: number = Date.now(),
  origin: unknown = LOCAL_ORIGIN,
): void => {
  needRow(doc, highlight)
  const key = codingKey(highlight, code)
  if (codingsOf(doc).has(key)) return
  doc.transact(() => codingsOf(doc).set(key, createdAt), origin)
}

export const removeCoding = (
  doc: Y.Doc,
  highlight: string,
  code: string,
  origin: unknown = LOCAL_ORIGIN,
): void => doc.transact(() => codingsOf(doc).delete(codingKey(highlight, code)), origin)

/** Writes the note on a highlight; null removes it. RangeError when the highlight is gone, or the note too long. */
export const setMemo = (
  doc: Y.Doc,
  highlight: string,
  body: Body | null,
  updatedAt: number = Date.now(),
  origin: unknown = LOCAL_ORIGIN,
): void => {
  if (body !== null) needRow(doc, highlight)
  const kept = body === null ? null : needBody(body)
  doc.transact(() => {
    if (kept === null) memosOf(doc).delete(highlight)
    else memosOf(doc).set(highlight, [kept, updatedAt])
  }, origin)
}

const needRow = (doc: Y.Doc, id: string): HighlightRow => {
  const { data } = HighlightRow.safeParse(highlightsOf(doc).get(id))
  if (!data) throw new RangeError(`The layer has no highlight ${id}.`)
  return data
}
