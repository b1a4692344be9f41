import type { CodingRecord } from '@polyphony/contract'
import { type CodingRef, codingRefKey, countsAs, type Ruling } from '@polyphony/document'
import { isLive, type Ontology, successorOf } from '@polyphony/ontology'

/** A coding that counts, or counted before it was sorted, as the code that is split. */
export interface SortingRow {
  /** `<conversation>/<member>/<highlight>:<code>` */
  key: string
  conversation: string
  coding: CodingRef
  /** Names the excerpt (`excerptKey`). */
  excerpt: string
  /** Seconds. */
  start: number | null
  end: number | null
  /** What it counts as now, merges resolved. */
  codes: readonly string[]
  /** It counts as the split code no more. */
  assigned: boolean
  /** What leads decided on it, the one that counts first. */
  rulings: readonly Ruling[]
}

/** The codes that a code was split into and that can be used, in the order of the split. */
export const livingParts = (ontology: Ontology, code: string): string[] =>
  (ontology.codes[code]?.splitInto ?? []).filter(id => {
    const part = ontology.codes[id]
    return part !== undefined && isLive(part)
  })

const NONE: readonly Ruling[] = []

/**
 * Everything to be sorted among the parts of a code, by conversation (in the order given), then time. `rulingsOf` are
 * those of the open curations, undefined where one is not open yet: then what the server said counts.
 */
export const rowsToSort = (
  ontology: Ontology,
  code: string,
  codings: readonly CodingRecord[],
  rulingsOf: (conversation: string, key: string) => readonly Ruling[] | undefined,
  conversations: readonly string[],
): SortingRow[] => {
  const resolved = (id: string) => successorOf(ontology, id)?.id ?? id
  const parts = new Set(ontology.codes[code]?.splitInto.map(resolved))
  /** A part may be one of another split as well: what was sorted there belongs there. */
  const isPartOf = (other: string, part: string) =>
    ontology.codes[other]?.splitInto.some(id => resolved(id) === part) ?? false
  const place = new Map(conversations.map((id, index) => [id, index]))
  const rows: SortingRow[] = []
  for (const { conversation, member, highlight, applied, codes: listed, start, end } of codings) {
    if (!place.has(conversation)) continue
    const coding = { member, highlight, code: applied }
    const rulings = rulingsOf(conversation, codingRefKey(coding))
    const counted = rulings ? countsAs(ontology, applied, rulings[0]) : listed
    const codes = [...new Set(counted.map(resolved))]
    const was = resolved(applied)
    const moved = codes.some(id => parts.has(id) && !isPartOf(was, id)) && !parts.has(was)
    if (was !== code && !codes.includes(code) && !moved) continue
    rows.push({
      key: `${conversation}/${codingRefKey(coding)}`,
      conversation,
      coding,
      excerpt: `${conversation}/${member}/${highlight}`,
      start,
      end,
      codes,
      assigned: !codes.includes(code),
      rulings: rulings ?? NONE,
    })
  }
  return rows.sort(
    (a, b) =>
      place.get(a.conversation)! - place.get(b.conversation)! ||
      (a.start ?? Number.POSITIVE_INFINITY) - (b.start ?? Number.POSITIVE_INFINITY) ||
      (a.key < b.key ? -1 : 1),
  )
}

/** What a lead asks for: one code in place of those before, one more (or less), or none of the new ones. */
export type Assignment = { to: string } | { toggle: string } | 'none'

/**
 * The ruling that an assignment makes. What the coding counts as for other reasons (it came here by a ruling, not by the
 * code that was applied) stays.
 */
export const rulingFor = (
  ontology: Ontology,
  code: string,
  row: SortingRow,
  assignment: Assignment,
): readonly string[] | null => {
  const replaced = new Set([code, ...(ontology.codes[code]?.splitInto ?? [])])
  const byRuling = (successorOf(ontology, row.coding.code)?.id ?? row.coding.code) !== code
  const kept = byRuling ? row.codes.filter(id => !replaced.has(id)) : []
  if (assignment === 'none') return byRuling ? [...kept, code] : null
  if ('to' in assignment) return [...new Set([...kept, assignment.to])]
  const chosen = row.codes.filter(id => id !== code)
  const { toggle } = assignment
  const next = chosen.includes(toggle) ? chosen.filter(id => id !== toggle) : [...chosen, toggle]
  return next.length > 0 ? next : rulingFor(ontology, code, row, 'none')
}

const isSame = (a: SortingRow, b: SortingRow): boolean =>
  a.assigned === b.assigned &&
  a.start === b.start &&
  a.end === b.end &&
  a.codes.join() === b.codes.join() &&
  a.rulings.length === b.rulings.length &&
  a.rulings.every(({ by, at }, i) => by === b.rulings[i]?.by && at === b.rulings[i]?.at)

/** The rows, each the very one it was where nothing about it changed: then nothing of it is drawn again. */
export const reuseRows = (known: readonly SortingRow[], rows: readonly SortingRow[]): SortingRow[] => {
  const before = new Map(known.map(row => [row.key, row]))
  return rows.map(row => {
    const old = before.get(row.key)
    return old && isSame(old, row) ? old : row
  })
}
