import type { CodingRecord, PlanConcept } from '@polyphony/contract'
import {
  type Code,
  children,
  examplesOf,
  type Ontology,
  type Relation,
  relationsOf,
} from '@polyphony/ontology'
import { excerptKey } from '../../api/passages.ts'
import { type Excerpt, gatherExcerpts } from '../code/excerpts.ts'
import { codesOfCoding, type Uses, usesOf } from '../codebook/codeUses.ts'
import { type Mapped, mappedByConcept } from './planTree.ts'

/** How often, by whom and where; `speakers` are those who are heard. */
export interface ReportUses extends Uses {
  speakers: number
}

export interface ReportTheme {
  code: Code
  /** How it came here: the commitment itself, or its actions. */
  mapped: (Mapped & { concept: PlanConcept })[]
  /** Narrower codes that count with it. */
  below: Code[]
  uses: ReportUses
}

export interface ConceptReport {
  themes: ReportTheme[]
  /** Of all themes together, each coding once. */
  total: ReportUses
  /** Codings by what their codes speak of. */
  stances: { lived: number; aspirational: number; none: number }
  relations: { relation: Relation; from: Code; to: Code }[]
  /** The codes that count: mapped ones and those below them. */
  codes: ReadonlySet<string>
}

const codesBelow = (ontology: Ontology, id: string): Code[] =>
  children(ontology, id).flatMap(code => [code, ...codesBelow(ontology, code.id)])

type Groups = ReadonlyMap<string, string | null>

const usesWith = (codings: readonly CodingRecord[], groupOf: Groups): ReportUses => {
  const speakers = new Set(
    codings.flatMap(({ conversation, passages }) =>
      passages.map(({ speaker }) => `${conversation}/${speaker}`),
    ),
  )
  return { ...usesOf(codings, groupOf), speakers: speakers.size }
}

/** What the themes mapped to a concept say, with those mapped to the actions of a commitment. */
export const conceptReport = (
  ontology: Ontology,
  scheme: string,
  concepts: readonly PlanConcept[],
  concept: PlanConcept,
  codings: readonly CodingRecord[],
  groupOf: Groups,
): ConceptReport => {
  const mappings = mappedByConcept(ontology, scheme)
  const own = [concept, ...concepts.filter(({ parent, hidden }) => parent === concept.id && !hidden)]
  const byCode = new Map<string, ReportTheme['mapped']>()
  for (const one of own)
    for (const mapped of mappings.get(one.id) ?? []) {
      const known = byCode.get(mapped.code.id)
      if (known) known.push({ ...mapped, concept: one })
      else byCode.set(mapped.code.id, [{ ...mapped, concept: one }])
    }
  const living = codings.map(coding => [coding, codesOfCoding(ontology, coding)] as const)
  const having = (codes: ReadonlySet<string>) =>
    living.flatMap(([coding, of]) => ([...of].some(code => codes.has(code)) ? [coding] : []))
  const themes = [...byCode.values()]
    .map((mapped): ReportTheme => {
      const { code } = mapped[0]!
      const below = codesBelow(ontology, code.id)
      const codes = new Set([code, ...below].map(({ id }) => id))
      return { code, mapped, below, uses: usesWith(having(codes), groupOf) }
    })
    .sort((a, b) => b.uses.codings - a.uses.codings || a.code.name.localeCompare(b.code.name))
  const codes = new Set(themes.flatMap(({ code, below }) => [code.id, ...below.map(({ id }) => id)]))
  const all = having(codes)
  const stances = { lived: 0, aspirational: 0, none: 0 }
  for (const coding of all) {
    const said = [...codesOfCoding(ontology, coding)].flatMap(id =>
      codes.has(id) ? (ontology.codes[id]?.stance ?? []) : [],
    )
    stances[said[0] ?? 'none']++
  }
  const relations = new Map<string, ConceptReport['relations'][number]>()
  for (const id of codes)
    for (const { relation, other } of relationsOf(ontology, id))
      if (!relations.has(relation.id))
        relations.set(relation.id, { relation, from: ontology.codes[id]!, to: other })
  const order = ['tension', 'connection', 'commonality']
  return {
    themes,
    total: usesWith(all, groupOf),
    stances,
    relations: [...relations.values()].sort(
      (a, b) => order.indexOf(a.relation.type) - order.indexOf(b.relation.type),
    ),
    codes,
  }
}

/**
 * Some excerpts of a theme to read: typical examples first, then those that findings use, from as many conversations as
 * there are.
 */
export const chooseExcerpts = (
  ontology: Ontology,
  { code, below }: Pick<ReportTheme, 'code' | 'below'>,
  codings: readonly CodingRecord[],
  used: ReadonlySet<string>,
  count: number,
): Excerpt[] => {
  if (count === 0) return []
  const codes = [code, ...below]
  const typical = new Set(
    codes.flatMap(({ id }) =>
      examplesOf(ontology, id).flatMap(({ fit, excerpt }) =>
        fit === 'typical' ? [excerptKey(excerpt)] : [],
      ),
    ),
  )
  const rank = ({ key }: Excerpt) => (typical.has(key) ? 0 : used.has(key) ? 1 : 2)
  const excerpts = gatherExcerpts(ontology, codings, new Set(codes.map(({ id }) => id))).sort(
    (a, b) => rank(a) - rank(b) || (a.key < b.key ? -1 : 1),
  )
  const heard = new Map<string, number>()
  const turn = new Map<Excerpt, number>()
  for (const excerpt of excerpts) {
    const n = heard.get(excerpt.conversation) ?? 0
    heard.set(excerpt.conversation, n + 1)
    turn.set(excerpt, n)
  }
  return excerpts.sort((a, b) => rank(a) - rank(b) || turn.get(a)! - turn.get(b)!).slice(0, count)
}
