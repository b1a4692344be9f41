import type * as Y from 'yjs'
import { parseOnce } from '../parseOnce.ts'
import {
  type CodingRef,
  CURATION_SCHEMA,
  codingRefKey,
  curationMetaOf,
  parseRulingKey,
  RulingRow,
  rulingsOf,
} from './layout.ts'

/** What a lead decided on a coding. */
export interface Ruling {
  coding: CodingRef
  /** The codes it counts as; null: the one that was applied. */
  codes: readonly string[] | null
  /** Member id. */
  by: string
  /** Milliseconds since the epoch. */
  at: number
  reason: string | null
}

export interface Curation {
  /** By `codingRefKey`; the one that counts comes first, then what other leads decided before. */
  rulings: Map<string, Ruling[]>
}

/** An entry that was left out, and why. */
export interface CurationProblem {
  in: 'rulings' | 'meta'
  key: string
  reason: string
}

/**
 * Reads a curation. Of several leads' rulings on one coding the latest counts. What is malformed is left out and
 * reported in `problems`; where `writerOf` tells whose a Yjs client id is (undefined: unknown), so is what a lead wrote
 * in another's name.
 */
export const readCuration = (
  doc: Y.Doc,
  writerOf: (client: number) => string | undefined = () => undefined,
): Curation & { problems: CurationProblem[] } => {
  const rulings = new Map<string, Ruling[]>()
  const problems: CurationProblem[] = []
  const schema = curationMetaOf(doc).get('schema') ?? CURATION_SCHEMA
  if (schema !== CURATION_SCHEMA)
    problems.push({ in: 'meta', key: 'schema', reason: `unknown schema ${schema}` })
  const map = rulingsOf(doc)
  for (const [key, value] of map) {
    const named = parseRulingKey(key)
    const { data } = parseOnce(RulingRow, value)
    const writer = writerOf(map._map.get(key)!.id.client)
    const reason = !named
      ? 'malformed key'
      : !data
        ? 'malformed'
        : writer !== undefined && writer !== named.lead
          ? 'written by another'
          : null
    if (reason) problems.push({ in: 'rulings', key, reason })
    if (reason || !named || !data) continue
    const [codes, at, why] = data
    const ruling: Ruling = { coding: named.coding, codes, by: named.lead, at, reason: why }
    const of = codingRefKey(named.coding)
    const known = rulings.get(of)
    if (known) known.push(ruling)
    else rulings.set(of, [ruling])
  }
  for (const several of rulings.values())
    if (several.length > 1) several.sort((a, b) => b.at - a.at || (a.by < b.by ? -1 : 1))
  return { rulings, problems }
}
