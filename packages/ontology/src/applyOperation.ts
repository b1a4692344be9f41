import type { Ontology } from './code.ts'
import { invert } from './invert.ts'
import { OntologyError } from './ontologyError.ts'
import { Operation, type OperationContext, type OperationInput, type OperationType } from './operation.ts'
import { createCode } from './operations/createCode.ts'
import { defineCode, recolourCode, renameCode } from './operations/describeCode.ts'
import { mapCode, relateCodes, unmapCode, unrelateCodes } from './operations/linkCodes.ts'
import { mergeCodes, unmergeCode } from './operations/mergeCodes.ts'
import { moveCode } from './operations/moveCode.ts'
import type { Apply } from './operations/operationOf.ts'
import { adoptCode, rejectCode, restoreCode, retireCode } from './operations/settleCode.ts'
import { splitCode } from './operations/splitCode.ts'
import { undoChanges } from './operations/undoChanges.ts'

const APPLY: { [T in OperationType]: Apply<T> } = {
  create: createCode,
  rename: renameCode,
  define: defineCode,
  recolour: recolourCode,
  move: moveCode,
  merge: mergeCodes,
  unmerge: unmergeCode,
  split: splitCode,
  retire: retireCode,
  restore: restoreCode,
  adopt: adoptCode,
  reject: rejectCode,
  relate: relateCodes,
  unrelate: unrelateCodes,
  map: mapCode,
  unmap: unmapCode,
  undo: undoChanges,
}

const parseOperation = (input: OperationInput): Operation => {
  const parsed = Operation.safeParse(input)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new OntologyError('invalid-operation', `${issue?.path.join('.') || 'operation'}: ${issue?.message}`, {
    cause: parsed.error,
  })
}

/** The operation with every choice the ontology made written down, so that a replay does not depend on how it chose. */
const withChoices = (operation: Operation, after: Ontology): Operation => {
  if (operation.type === 'create') return { ...operation, colour: after.codes[operation.id]!.colour }
  if (operation.type === 'split')
    return { ...operation, into: operation.into.map(p => ({ ...p, colour: after.codes[p.id]!.colour })) }
  return operation
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
  const operation = parseOperation(input)
  const apply = APPLY[operation.type] as Apply<OperationType>
  const next = { ...apply(ontology, operation, context), revision: ontology.revision + 1 }
  return { ontology: next, operation: withChoices(operation, next), inverse: [invert(ontology, next)] }
}
