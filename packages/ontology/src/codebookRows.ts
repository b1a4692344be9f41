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
  'parentId',
  'notation',
  'colour',
  'stance',
  'definition',
  'fullDefinition',
  'whenToUse',
  'whenNotToUse',
  'formerNames',
  'mergedInto',
  'mergedIntoId',
  'splitInto',
  'reason',
  'createdAt',
] as const
export type CodebookRow = Record<(typeof CODEBOOK_COLUMNS)[number], string>

/** Names in one cell, a bar between them; a bar within a name, and a backslash, gets a backslash. */
const joinNames = (names: readonly string[]): string =>
  names.map(name => name.replace(/[\\|]/g, '\\$&')).join(' | ')

const rowOf = (ontology: Ontology, code: Code): CodebookRow => ({
  id: code.id,
  name: code.name,
  path: path(ontology, code.id)
    .map(step => step.name)
    .join(' / '),
  kind: code.kind,
  status: code.status,
  parent: parentOf(ontology, code)?.name ?? '',
  parentId: parentOf(ontology, code)?.id ?? '',
  notation: code.notation ?? '',
  colour: code.colour,
  stance: code.stance ?? '',
  definition: code.definition.short,
  fullDefinition: code.definition.full,
  whenToUse: code.definition.whenToUse,
  whenNotToUse: code.definition.whenNotToUse,
  formerNames: joinNames(code.formerNames),
  mergedInto: code.mergedInto === null ? '' : (successorOf(ontology, code.id)?.name ?? ''),
  mergedIntoId: code.mergedInto === null ? '' : (successorOf(ontology, code.id)?.id ?? ''),
  splitInto: joinNames(code.splitInto.map(id => ontology.codes[id]?.name ?? id)),
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
