import { checkOntology } from '../checkOntology.ts'
import { Code, type Ontology } from '../code.ts'
import { OntologyError } from '../ontologyError.ts'
import type { CodeChange } from '../operation.ts'
import { own } from '../own.ts'
import { sameValue } from '../sameValue.ts'
import type { Apply, OperationOf } from './operationOf.ts'

type CodePatch = NonNullable<CodeChange['to']>

const patched = (code: Code, patch: CodePatch): Code => ({
  ...code,
  ...patch,
  definition: { ...code.definition, ...patch.definition },
})

/** Does the code still have the values the operation left? Its place among siblings may have been renumbered. */
const stillHas = (code: Code, patch: CodePatch): boolean =>
  sameValue({ ...patched(code, patch), position: 0 }, { ...code, position: 0 })

const undoCode = (code: Code | undefined, { id, from, to }: CodeChange): Code | null => {
  if (from === null ? code !== undefined : !code || !stillHas(code, from))
    throw new OntologyError(
      'changed-since',
      code
        ? `“${code.name}” was changed again since. Take the later change back first.`
        : `The code ${id} is not there any more.`,
    )
  if (to === null) return null
  return code ? patched(code, to) : Code.parse(to)
}

const undoRecord = <T>(
  record: T | undefined,
  { id, from, to }: { id: string; from: T | null; to: T | null },
): T | null => {
  if (!sameValue(record ?? null, from))
    throw new OntologyError('changed-since', `The link ${id} was changed again since.`)
  return to
}

const putBack = <T, C extends { id: string }>(
  records: Record<string, T>,
  changes: readonly C[],
  undo: (record: T | undefined, change: C) => T | null,
): void => {
  for (const change of changes) {
    const record = undo(own(records, change.id), change)
    if (record === null) delete records[change.id]
    else records[change.id] = record
  }
}

/**
 * Puts back what one operation changed, in records that are the caller's own to change, and checks no more than that
 * they are as the operation left them. @throws OntologyError `changed-since`
 */
export const restoreRecords = (
  own: Pick<Ontology, 'codes' | 'relations' | 'mappings' | 'examples'>,
  operation: OperationOf<'undo'>,
): void => {
  putBack(own.codes, operation.codes, undoCode)
  putBack(own.relations, operation.relations, undoRecord)
  putBack(own.mappings, operation.mappings, undoRecord)
  putBack(own.examples, operation.examples, undoRecord)
}

/** Puts back what one operation changed, refusing where somebody changed the same since. */
export const undoChanges: Apply<'undo'> = (ontology, operation) => {
  // Records that nothing is changed in stay the very same ones.
  const next: Ontology = {
    ...ontology,
    ...(operation.codes.length > 0 && { codes: { ...ontology.codes } }),
    ...(operation.relations.length > 0 && { relations: { ...ontology.relations } }),
    ...(operation.mappings.length > 0 && { mappings: { ...ontology.mappings } }),
    ...(operation.examples.length > 0 && { examples: { ...ontology.examples } }),
  }
  restoreRecords(next, operation)
  checkOntology(next)
  return next
}
