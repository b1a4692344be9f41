import { checkOntology } from '../checkOntology.ts'
import { Code, type Ontology } from '../code.ts'
import { OntologyError } from '../ontologyError.ts'
import type { CodeChange } from '../operation.ts'
import { own } from '../own.ts'
import { sameValue } from '../sameValue.ts'
import type { Apply } from './operationOf.ts'

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

/** The records with each change put back; the very same ones where there is none. */
const putBack = <T, C extends { id: string }>(
  records: Record<string, T>,
  changes: readonly C[],
  undo: (record: T | undefined, change: C) => T | null,
): Record<string, T> => {
  if (changes.length === 0) return records
  const next = { ...records }
  for (const change of changes) {
    const record = undo(own(records, change.id), change)
    if (record === null) delete next[change.id]
    else next[change.id] = record
  }
  return next
}

/** Puts back what one operation changed, refusing where somebody changed the same since. */
export const undoChanges: Apply<'undo'> = (ontology, operation) => {
  const next: Ontology = {
    ...ontology,
    codes: putBack(ontology.codes, operation.codes, undoCode),
    relations: putBack(ontology.relations, operation.relations, undoRecord),
    mappings: putBack(ontology.mappings, operation.mappings, undoRecord),
    examples: putBack(ontology.examples, operation.examples, undoRecord),
  }
  checkOntology(next)
  return next
}
