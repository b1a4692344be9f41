import { applyOperation } from './applyOperation.ts'
import { emptyOntology, type Ontology } from './code.ts'
import type { Operation, Revision } from './operation.ts'
import type { OperationOf } from './operations/operationOf.ts'
import { restoreRecords } from './operations/undoChanges.ts'

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

/** A revision with the way back from it, as `applyOperation` gives it. */
export interface Reversible {
  number: number
  inverse: readonly Operation[]
}

/** The same way, the other way round. */
const flipped = (operation: OperationOf<'undo'>): OperationOf<'undo'> => {
  const flip = <T extends { from: unknown; to: unknown }>(changes: readonly T[]) =>
    changes.map(change => ({ ...change, from: change.to, to: change.from }))
  return {
    ...operation,
    codes: flip(operation.codes),
    relations: flip(operation.relations),
    mappings: flip(operation.mappings),
    examples: flip(operation.examples),
  }
}

/** A copy of the ontology, changed record by record: what was recorded once was checked then. */
const changedBy = (
  ontology: Ontology,
  revision: number,
  changes: Iterable<OperationOf<'undo'>>,
): Ontology => {
  const next: Ontology = {
    revision,
    codes: { ...ontology.codes },
    relations: { ...ontology.relations },
    mappings: { ...ontology.mappings },
    examples: { ...ontology.examples },
  }
  for (const change of changes) restoreRecords(next, change)
  return next
}

const undosOf = ({ number, inverse }: Reversible): OperationOf<'undo'>[] =>
  inverse.map(operation => {
    if (operation.type !== 'undo')
      throw new RangeError(`Revision ${number} has no way back that could be followed.`)
    return operation
  })

/**
 * The ontology as it was before some revisions, newest first, each with its inverse: the short way to a recent state.
 * It takes as long as what they changed, however large the ontology.
 * @throws RangeError where they are not the latest of this ontology, in order; OntologyError where one does not fit:
 * the record would be damaged
 */
export const rewind = (current: Ontology, revisions: Iterable<Reversible>): Ontology => {
  let { revision } = current
  const undos: OperationOf<'undo'>[] = []
  for (const recorded of revisions) {
    if (recorded.number !== revision || revision === 0)
      throw new RangeError(`Revision ${recorded.number} is not the last one of an ontology at ${revision}.`)
    undos.push(...undosOf(recorded))
    revision -= 1
  }
  return changedBy(current, revision, undos)
}

/**
 * The ontology after some revisions, oldest first, by what each is known to have changed: the short way to an early
 * state, from `emptyOntology`.
 * @throws as `rewind`
 */
export const advance = (from: Ontology, revisions: Iterable<Reversible>): Ontology => {
  let { revision } = from
  const changes: OperationOf<'undo'>[] = []
  for (const recorded of revisions) {
    if (recorded.number !== revision + 1)
      throw new RangeError(`Revision ${recorded.number} does not follow revision ${revision}.`)
    changes.push(...undosOf(recorded).toReversed().map(flipped))
    revision += 1
  }
  return changedBy(from, revision, changes)
}
