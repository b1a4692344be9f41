import type { Code, Ontology } from './code.ts'
import { successorOf } from './resolveCode.ts'
import { parentOf, path, walk } from './tree.ts'

/** The columns of a codebook as a table, in order. */
export const CODEBOOK_COLUMNS = [
  'id',
  'name',
  'path',
  'kind',
  'status',
  'parent',
  'notation',
  'colour',
  'stance',
  'definition',
  'fullDefinition',
  'whenToUse',
  'whenNotToUse',
  'formerNames',
  'mergedInto',
  'splitInto',
  'reason',
  'createdAt',
] as const
export type CodebookRow = Record<(typeof CODEBOOK_COLUMNS)[number], string>

const rowOf = (ontology: Ontology, code: Code): CodebookRow => ({
  id: code.id,
  name: code.name,
  path: path(ontology, code.id)
    .map(step => step.name)
    .join(' / '),
  kind: code.kind,
  status: code.status,
  parent: parentOf(ontology, code)?.name ?? '',
  notation: code.notation ?? '',
  colour: code.colour,
  stance: code.stance ?? '',
  definition: code.definition.short,
  fullDefinition: code.definition.full,
  whenToUse: code.definition.whenToUse,
  whenNotToUse: code.definition.whenNotToUse,
  formerNames: code.formerNames.join(' | '),
  mergedInto: code.mergedInto === null ? '' : (successorOf(ontology, code.id)?.name ?? ''),
  splitInto: code.splitInto.map(id => ontology.codes[id]?.name ?? id).join(' | '),
  reason: code.reason ?? '',
  createdAt: code.createdAt,
})

/** One row of text per code: living ones in the order of the tree, then the others by name. */
export const codebookRows = (ontology: Ontology): CodebookRow[] => {
  const living = [...walk(ontology)].map(({ code }) => code)
  const seen = new Set(living)
  const others = Object.values(ontology.codes)
    .filter(code => !seen.has(code))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1))
  return [...living, ...others].map(code => rowOf(ontology, code))
}
