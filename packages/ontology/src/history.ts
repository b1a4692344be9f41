import { applyOperation } from './applyOperation.ts'
import { emptyOntology, type Ontology } from './code.ts'
import type { Operation, Revision } from './operation.ts'

/** A record of the history, as far as it is needed to do it again. */
export type Recorded = Pick<Revision, 'number' | 'operation' | 'actor' | 'at'>

/**
 * The ontology after some recorded revisions, oldest first, from the ontology before the first of them.
 * @throws RangeError where a revision is missing; OntologyError where one does not apply: the record would be damaged
 */
export const replay = (from: Ontology, revisions: Iterable<Recorded>): Ontology => {
  let ontology = from
  for (const { number, operation, actor, at } of revisions) {
    if (number !== ontology.revision + 1)
      throw new RangeError(`Revision ${number} does not follow revision ${ontology.revision}.`)
    ontology = applyOperation(ontology, operation, { actor, at }).ontology
  }
  return ontology
}

/**
 * The ontology as it was at a revision, 0 for the beginning.
 * @throws RangeError where the record does not reach that far
 */
export const ontologyAt = (revisions: readonly Recorded[], number: number): Ontology => {
  const ontology = replay(
    emptyOntology,
    revisions.filter(revision => revision.number <= number),
  )
  if (ontology.revision !== number) throw new RangeError(`There is no revision ${number}.`)
  return ontology
}

/**
 * The ontology as it was before some revisions, newest first, each with its inverse: the short way to a recent state.
 * @throws RangeError where they are not the latest of this ontology, in order
 */
export const rewind = (
  current: Ontology,
  revisions: Iterable<{ number: number; inverse: readonly Operation[] }>,
): Ontology => {
  let ontology = current
  for (const { number, inverse } of revisions) {
    if (number !== ontology.revision || number === 0)
      throw new RangeError(`Revision ${number} is not the last one of an ontology at ${ontology.revision}.`)
    for (const operation of inverse)
      ontology = applyOperation(ontology, operation, { actor: '', at: '' }).ontology
    ontology = { ...ontology, revision: number - 1 }
  }
  return ontology
}
