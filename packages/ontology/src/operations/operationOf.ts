import { type Code, isLive, type Ontology } from '../code.ts'
import { OntologyError } from '../ontologyError.ts'
import type { Operation, OperationContext, OperationType, StepType } from '../operation.ts'
import { findCode, successorOf } from '../resolveCode.ts'

/** An operation of one type. */
export type OperationOf<T extends OperationType> = Extract<Operation, { type: T }>

/** What an operation does: the next ontology, its revision number still the old one. */
export type Apply<T extends StepType | 'undo'> = (
  ontology: Ontology,
  operation: OperationOf<T>,
  context: OperationContext,
) => Ontology

/** The record of a code. @throws OntologyError `unknown-code` */
export const needCode = (ontology: Ontology, id: string): Code => {
  const code = findCode(ontology, id)
  if (!code) throw new OntologyError('unknown-code', `There is no code ${id}.`)
  return code
}

/** A code that can be worked with. @throws OntologyError `unknown-code`, `not-live` saying what became of it */
export const needLive = (ontology: Ontology, id: string): Code => {
  const code = needCode(ontology, id)
  if (isLive(code)) return code
  const successor = successorOf(ontology, id)
  throw new OntologyError(
    'not-live',
    code.status === 'merged' && successor
      ? `“${code.name}” was merged into “${successor.name}”. Work with that one, or unmerge it first.`
      : `“${code.name}” is ${code.status}. Restore it first.`,
  )
}

/** Refuses an id that any code has. */
export const needFreeId = (ontology: Ontology, id: string): void => {
  const taken = findCode(ontology, id)
  if (taken) throw new OntologyError('duplicate-id', `The id ${id} belongs to “${taken.name}”.`)
}
