import { applyStep } from './applyStep.ts'
import type { Ontology } from './code.ts'
import { closeDraft, openDraft } from './codesIndex.ts'
import { invert } from './invert.ts'
import { OntologyError } from './ontologyError.ts'
import type { Operation, OperationContext, OperationInput } from './operation.ts'
import type { OperationOf } from './operations/operationOf.ts'
import { undoChanges } from './operations/undoChanges.ts'
import { parseOperation } from './parseOperation.ts'

/** All of the steps on one copy of the ontology, which nobody sees before the last of them. */
const applyBatch = (ontology: Ontology, batch: OperationOf<'batch'>, context: OperationContext) => {
  const draft = openDraft(ontology)
  const steps = batch.steps.map((step, i) => {
    try {
      return applyStep(draft, step, context).step
    } catch (error) {
      if (!(error instanceof OntologyError)) throw error
      throw new OntologyError(error.code, error.message, { cause: error, step: i })
    }
  })
  closeDraft(draft)
  return { ontology: draft, operation: { ...batch, steps } }
}

const apply = (
  ontology: Ontology,
  operation: Operation,
  context: OperationContext,
): { ontology: Ontology; operation: Operation } => {
  if (operation.type === 'batch') return applyBatch(ontology, operation, context)
  if (operation.type === 'undo') return { ontology: undoChanges(ontology, operation, context), operation }
  const { ontology: next, step } = applyStep(ontology, operation, context)
  return { ontology: next, operation: step }
}

export interface Applied {
  /** The next ontology; its revision is one more. */
  ontology: Ontology
  /** The operation as applied: defaults and the colours chosen filled in. This is what a record keeps. */
  operation: Operation
  /** Applied next, they lead back to the ontology as it was, but for its revision number. */
  inverse: Operation[]
}

/**
 * Applies one operation to an ontology; pure and deterministic, the ontology passed in stays as it is.
 * @throws OntologyError when it does not apply; then nothing of it has
 */
export const applyOperation = (
  ontology: Ontology,
  input: OperationInput,
  context: OperationContext,
): Applied => {
  const { ontology: applied, operation } = apply(ontology, parseOperation(input), context)
  const next = { ...applied, revision: ontology.revision + 1 }
  return { ontology: next, operation, inverse: [invert(ontology, next)] }
}
