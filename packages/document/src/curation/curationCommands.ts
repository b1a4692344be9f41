import type * as Y from 'yjs'
import { LOCAL_ORIGIN } from '../origins.ts'
import { type CodingRef, codingRefKey, RulingRow, rulingKey, rulingsOf } from './layout.ts'
import { readCuration } from './readCuration.ts'

/**
 * A lead decides what codings count as: `codes`, in place of the one that was applied; the applied code itself confirms
 * it, none rejects it, and null takes every decision back, whoever made it. Later than all there is on these codings,
 * whatever this clock says. Throws RangeError for more codes, or a longer reason, than a ruling holds.
 */
export const ruleOn = (
  doc: Y.Doc,
  lead: string,
  codings: readonly CodingRef[],
  codes: readonly string[] | null,
  { at = Date.now(), reason = null }: { at?: number; reason?: string | null } = {},
  origin: unknown = LOCAL_ORIGIN,
): void => {
  const { rulings } = readCuration(doc)
  const rows = codings.map((coding): [string, RulingRow] => {
    const [latest] = rulings.get(codingRefKey(coding)) ?? []
    const { data } = RulingRow.safeParse([codes, Math.max(at, (latest?.at ?? 0) + 1), reason])
    if (!data) throw new RangeError('This is more than a ruling holds.')
    return [rulingKey(lead, coding), data]
  })
  doc.transact(() => {
    for (const [key, row] of rows) rulingsOf(doc).set(key, row)
  }, origin)
}
