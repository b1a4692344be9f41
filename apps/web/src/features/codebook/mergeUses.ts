import type { CodingRecord } from '@polyphony/contract'
import type { CodeUse, Ontology } from '@polyphony/ontology'
import { codesOfCoding } from './codeUses.ts'

/** Where a highlight stands in its conversation, for comparing: in milliseconds, or, without times, in a turn. */
const createPlaces = () => {
  const turns = new Map<string, number>()
  return ({ start, end, passages }: CodingRecord): { from?: number; to?: number } => {
    if (start !== null && end !== null) return { from: start * 1000, to: end * 1000 }
    // Without times the order of turns is not known: what stands in one turn is compared.
    const [passage] = passages
    if (!passage) return {}
    const turn = turns.get(passage.turn) ?? turns.size
    turns.set(passage.turn, turn)
    return { from: turn * 1e7 + passage.from, to: turn * 1e7 + passage.to }
  }
}

/** The codings that count for one of these living codes, as `previewMerge` takes them, with their records. */
export const mergeUses = (
  ontology: Ontology,
  codings: readonly CodingRecord[],
  codes: readonly string[],
): { uses: CodeUse[]; concerned: CodingRecord[] } => {
  const asked = new Set(codes)
  const placeOf = createPlaces()
  const uses: CodeUse[] = []
  const concerned: CodingRecord[] = []
  for (const coding of codings) {
    const { member, conversation, highlight } = coding
    const counts = [...codesOfCoding(ontology, coding)].filter(code => asked.has(code))
    if (counts.length === 0) continue
    concerned.push(coding)
    const place = placeOf(coding)
    for (const code of counts) uses.push({ code, member, conversation, highlight, ...place })
  }
  return { uses, concerned }
}
