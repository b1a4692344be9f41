import type { CodingRecord } from '@polyphony/contract'
import { type Code, children, type Ontology, resolveCode, roots } from '@polyphony/ontology'

export const MEASURES = ['codings', 'people', 'conversations', 'groups'] as const
export type Measure = (typeof MEASURES)[number]

/** How often something is used, by how many people, in how many conversations, of how many groups. */
export type Uses = Record<Measure, number>

export interface CodeUses {
  /** Of the code itself, with what was merged into it. */
  own: Uses
  /** And of all that stands below it. */
  below: Uses
}

interface Collected {
  codings: number
  people: Set<string>
  conversations: Set<string>
  groups: Set<string>
}

const nothing = (): Collected => ({
  codings: 0,
  people: new Set(),
  conversations: new Set(),
  groups: new Set(),
})

const counted = ({ codings, people, conversations, groups }: Collected): Uses => ({
  codings,
  people: people.size,
  conversations: conversations.size,
  groups: groups.size,
})

type Coding = Pick<CodingRecord, 'codes' | 'member' | 'conversation'>

const collect = (
  into: Collected,
  { member, conversation }: Coding,
  groupOf: ReadonlyMap<string, string | null>,
): void => {
  into.codings++
  into.people.add(member)
  into.conversations.add(conversation)
  const group = groupOf.get(conversation)
  if (group) into.groups.add(group)
}

/** What several codings come to, each counted once. */
export const usesOf = (codings: Iterable<Coding>, groupOf: ReadonlyMap<string, string | null>): Uses => {
  const all = nothing()
  for (const coding of codings) collect(all, coding, groupOf)
  return counted(all)
}

const addAll = (into: Collected, from: Collected): void => {
  into.codings += from.codings
  for (const field of ['people', 'conversations', 'groups'] as const)
    for (const id of from[field]) into[field].add(id)
}

/** The living codes that a coding counts for, each once. */
export const codesOfCoding = (ontology: Ontology, { codes }: Pick<CodingRecord, 'codes'>): Set<string> => {
  const living = new Set<string>()
  for (const id of codes) {
    const code = resolveCode(ontology, id)
    if (code) living.add(code.id)
  }
  return living
}

/** Uses by living code; those of merged codes count for their successor. Codes without any are left out. */
export const usesByCode = (
  ontology: Ontology,
  codings: readonly Coding[],
  groupOf: ReadonlyMap<string, string | null>,
): Map<string, CodeUses> => {
  const own = new Map<string, Collected>()
  for (const coding of codings)
    for (const id of codesOfCoding(ontology, coding)) {
      const known = own.get(id) ?? nothing()
      own.set(id, known)
      collect(known, coding, groupOf)
    }
  const result = new Map<string, CodeUses>()
  /** With what stands below; null where there is nothing. */
  const sumUp = (code: Code): Collected | null => {
    const mine = own.get(code.id)
    let sum: Collected | null = null
    for (const child of children(ontology, code.id)) {
      const some = sumUp(child)
      if (!some) continue
      sum ??= nothing()
      addAll(sum, some)
    }
    if (sum && mine) addAll(sum, mine)
    const below = sum ?? mine ?? null
    if (below) result.set(code.id, { own: counted(mine ?? nothing()), below: counted(below) })
    return below
  }
  for (const root of roots(ontology)) sumUp(root)
  return result
}

const isSame = (one: Uses, other: Uses): boolean => MEASURES.every(measure => one[measure] === other[measure])

/** The newer of two counts, in which what is as it was before is the very same record: its row need not be drawn anew. */
export const keepUnchanged = (
  before: ReadonlyMap<string, CodeUses>,
  now: ReadonlyMap<string, CodeUses>,
): Map<string, CodeUses> =>
  new Map(
    [...now].map(([code, uses]) => {
      const known = before.get(code)
      const same = known && isSame(known.own, uses.own) && isSame(known.below, uses.below)
      return [code, same ? known : uses]
    }),
  )
