import { type CodeKind, type Ontology, searchCodes, walk } from '@polyphony/ontology'
import type { CodeUses } from './codeUses.ts'

/** What is shown of a codebook: all that is asked for at once. */
export interface CodeFilter {
  text: string
  kind: CodeKind | null
  /** Only what awaits a lead's word. */
  proposed: boolean
  /** Only what is applied nowhere, nor anything below it. */
  unused: boolean
  /** Only what one has made oneself. */
  mine: boolean
}

export const everyCode: CodeFilter = { text: '', kind: null, proposed: false, unused: false, mine: false }

export type CodeMark = 'proposed' | 'unused' | 'mine'
export const CODE_MARKS: readonly CodeMark[] = ['proposed', 'unused', 'mine']

interface Known {
  /** Member id of who looks. */
  me: string | null
  uses: ReadonlyMap<string, CodeUses>
}

/** How many living codes bear each mark. */
export const countMarks = (ontology: Ontology, { me, uses }: Known): Record<CodeMark, number> => {
  const counts = { proposed: 0, unused: 0, mine: 0 }
  for (const { code } of walk(ontology)) {
    if (code.status === 'proposed') counts.proposed++
    if (!uses.has(code.id)) counts.unused++
    if (code.createdBy === me) counts.mine++
  }
  return counts
}

/** Ids of the living codes asked for; null when all are. */
export const filterCodes = (
  ontology: Ontology,
  filter: CodeFilter,
  { me, uses }: Known,
): Set<string> | null => {
  const text = filter.text.trim()
  const marks = filter.proposed || filter.unused || filter.mine
  if (!text && !marks && filter.kind === null) return null
  const candidates = text
    ? searchCodes(ontology, text).map(({ code }) => code)
    : [...walk(ontology)].map(({ code }) => code)
  return new Set(
    candidates
      .filter(
        code =>
          (filter.kind === null || code.kind === filter.kind) &&
          (!filter.proposed || code.status === 'proposed') &&
          (!filter.unused || !uses.has(code.id)) &&
          (!filter.mine || code.createdBy === me),
      )
      .map(code => code.id),
  )
}
