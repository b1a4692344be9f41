import { checkOntology } from '../checkOntology.ts'
import { Code, type Ontology } from '../code.ts'
import { OntologyError } from '../ontologyError.ts'
import type { CodeChange } from '../operation.ts'
import { findCode } from '../resolveCode.ts'
import { sameValue } from '../sameValue.ts'
import { type Apply, without } from './operationOf.ts'

type CodePatch = NonNullable<CodeChange['to']>

const patched = (code: Code, patch: CodePatch): Code => ({
  ...code,
  ...patch,
  definition: { ...code.definition, ...patch.definition },
})

/** Does the code still have the values the operation left? Its place among siblings may have been renumbered. */
const stillHas = (code: Code, patch: CodePatch): boolean =>
  sameValue({ ...patched(code, patch), position: 0 }, { ...code, position: 0 })

const undoCode = (codes: Ontology['codes'], ontology: Ontology, change: CodeChange): Ontology['codes'] => {
  const { id, from, to } = change
  const code = findCode(ontology, id)
  if (from === null ? code !== undefined : !code || !stillHas(code, from))
    throw new OntologyError(
      'changed-since',
      code
        ? `“${code.name}” was changed again since. Take the later change back first.`
        : `The code ${id} is not there any more.`,
    )
  if (to === null) return without(codes, id)
  return { ...codes, [id]: code ? patched(code, to) : Code.parse(to) }
}

const undoRecord = <T>(
  records: Record<string, T>,
  { id, from, to }: { id: string; from: T | null; to: T | null },
): Record<string, T> => {
  const record = Object.hasOwn(records, id) ? records[id] : undefined
  if (!sameValue(record ?? null, from))
    throw new OntologyError('changed-since', `The link ${id} was changed again since.`)
  return to === null ? without(records, id) : { ...records, [id]: to }
}

/** Puts back what one operation changed, refusing where somebody changed the same since. */
export const undoChanges: Apply<'undo'> = (ontology, operation) => {
  const next: Ontology = {
    ...ontology,
    codes: operation.codes.reduce((codes, change) => undoCode(codes, ontology, change), ontology.codes),
    relations: operation.relations.reduce(undoRecord, ontology.relations),
    mappings: operation.mappings.reduce(undoRecord, ontology.mappings),
  }
  checkOntology(next)
  return next
}
