import { OntologyError, type OperationInput, type Revision } from '@polyphony/ontology'
import { trusted } from 'mongoose'
import { OntologyRevisionModel, presentRevision } from '../models/ontologyRevision.ts'

/**
 * The revisions that the very same request recorded before, when its answer got lost and it was sent again: operations
 * that create something under an id their sender chose. Null when the id belongs to something else.
 */
export const findResent = async (
  {
    workspace,
    member,
    operations,
  }: { workspace: string; member: string; operations: readonly OperationInput[] },
  error: unknown,
): Promise<Revision[] | null> => {
  const cause = error instanceof Error ? error.cause : null
  const first = operations[0]
  if (!(cause instanceof OntologyError) || cause.code !== 'duplicate-id' || !first || !('id' in first))
    return null
  const begun = await OntologyRevisionModel.findOne({
    workspace,
    actor: member,
    'operation.type': first.type,
    'operation.id': first.id,
  })
    .sort({ number: -1 })
    .lean()
  if (!begun) return null
  const recorded = await OntologyRevisionModel.find({
    workspace,
    number: trusted({ $gte: begun.number, $lt: begun.number + operations.length }),
  })
    .sort({ number: 1 })
    .lean()
  const same =
    recorded.length === operations.length &&
    recorded.every(({ operation, actor }, i) => actor === member && contains(operation, operations[i]))
  return same ? recorded.map(presentRevision) : null
}

/** Has a recorded operation all that was asked for? Colours and defaults were filled in. */
const contains = (whole: unknown, part: unknown): boolean => {
  if (part === undefined) return true
  if (typeof part !== 'object' || part === null) return Object.is(whole, part)
  if (typeof whole !== 'object' || whole === null) return false
  if (Array.isArray(part) && (!Array.isArray(whole) || whole.length !== part.length)) return false
  return Object.entries(part).every(([key, value]) => contains(whole[key as keyof typeof whole], value))
}
