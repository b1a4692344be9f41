import { applyOperation } from './applyOperation.ts'
import { type Code, isLive, type Ontology, type Relation } from './code.ts'
import { OntologyError, type OntologyErrorCode } from './ontologyError.ts'
import { findCode, resolveCode } from './resolveCode.ts'
import { parentOf } from './tree.ts'

/** One coding, as far as a merge concerns it: who said that a code applies to which highlight. */
export interface CodeUse {
  code: string
  /** Who says so. */
  member: string
  conversation: string
  highlight: string
  /** Where the highlight stands in the conversation, in any unit that grows; `to` is exclusive. */
  from?: number
  to?: number
}

export interface UseCounts {
  codings: number
  people: number
  conversations: number
}

/** What a merge means for codings made so far. No coding is changed by it. */
export interface MergeImpact {
  /** By code: of those merged and of the successor, with what was merged into each before. */
  codes: Map<string, UseCounts>
  /** Of the successor, afterwards. */
  together: UseCounts
  /** Highlights that bear two or more of the codes: they will bear one, said more than once. */
  coinciding: number
  /** Codings with one of the codes whose words overlap another highlight with another one of them. */
  overlapping: number
}

export interface MergePreview {
  /** Why the merge would be refused; null when it would go through. */
  refusal: { code: OntologyErrorCode; message: string } | null
  /** The codes that would be merged, as far as they exist. */
  merged: Code[]
  into: Code | null
  /** Codes that would stand under the successor instead of where they stand. */
  moving: { code: Code; from: Code }[]
  /** Relations that would rest because both their ends would be one code. */
  resting: Relation[]
  /** Null where no codings were passed in. */
  impact: MergeImpact | null
}

const count = (uses: readonly CodeUse[]): UseCounts => ({
  codings: uses.length,
  people: new Set(uses.map(use => use.member)).size,
  conversations: new Set(uses.map(use => use.conversation)).size,
})

const highlightOf = ({ conversation, member, highlight }: CodeUse): string =>
  `${conversation} ${member} ${highlight}`

/** Of uses of several codes, those that overlap a use of another code in another highlight. */
const countOverlapping = (uses: readonly { use: CodeUse; code: string }[]): number => {
  const placed = uses.flatMap(({ use, code }) =>
    use.from === undefined || use.to === undefined
      ? []
      : [{ code, conversation: use.conversation, highlight: highlightOf(use), from: use.from, to: use.to }],
  )
  placed.sort((a, b) =>
    a.conversation !== b.conversation ? (a.conversation < b.conversation ? -1 : 1) : a.from - b.from,
  )
  const overlapping = new Set<(typeof placed)[number]>()
  let open: typeof placed = []
  for (const one of placed) {
    open = open.filter(other => other.conversation === one.conversation && other.to > one.from)
    for (const other of open)
      if (other.code !== one.code && other.highlight !== one.highlight) overlapping.add(other).add(one)
    open.push(one)
  }
  return overlapping.size
}

const impactOf = (
  ontology: Ontology,
  codes: readonly Code[],
  into: string,
  uses: Iterable<CodeUse>,
): MergeImpact => {
  const ids = [...new Set([...codes.map(code => code.id), into])]
  const by = new Map(ids.map(id => [id, [] as CodeUse[]]))
  const all: { use: CodeUse; code: string }[] = []
  for (const use of uses) {
    const code = resolveCode(ontology, use.code)?.id
    const list = code === undefined ? undefined : by.get(code)
    if (code === undefined || !list) continue
    list.push(use)
    all.push({ use, code })
  }
  const bearing = new Map<string, Set<string>>()
  for (const { use, code } of all) {
    const known = bearing.get(highlightOf(use))
    if (known) known.add(code)
    else bearing.set(highlightOf(use), new Set([code]))
  }
  return {
    codes: new Map([...by].map(([id, list]) => [id, count(list)])),
    together: count(all.map(({ use }) => use)),
    coinciding: [...bearing.values()].filter(set => set.size > 1).length,
    overlapping: countOverlapping(all),
  }
}

/** What a merge would do, without doing it; with the codings made so far, also what it means for them. */
export const previewMerge = (
  ontology: Ontology,
  ids: readonly string[],
  into: string,
  uses?: Iterable<CodeUse>,
): MergePreview => {
  const merged = [...new Set(ids)].flatMap(id => findCode(ontology, id) ?? [])
  const preview: MergePreview = {
    refusal: null,
    merged,
    into: findCode(ontology, into) ?? null,
    moving: [],
    resting: [],
    impact: uses ? impactOf(ontology, merged, into, uses) : null,
  }
  let after: Ontology
  try {
    after = applyOperation(ontology, { type: 'merge', ids: [...ids], into }, { actor: '', at: '' }).ontology
  } catch (error) {
    if (!(error instanceof OntologyError)) throw error
    return { ...preview, refusal: { code: error.code, message: error.message } }
  }
  for (const code of Object.values(after.codes)) {
    if (!isLive(code)) continue
    const from = parentOf(ontology, code)
    if (from && parentOf(after, code)?.id !== from.id) preview.moving.push({ code, from })
  }
  const apart = (o: Ontology, { from, to }: Relation) => resolveCode(o, from)?.id !== resolveCode(o, to)?.id
  preview.resting = Object.values(ontology.relations).filter(r => apart(ontology, r) && !apart(after, r))
  return preview
}
