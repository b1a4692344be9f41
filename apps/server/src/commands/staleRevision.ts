import { PolyphonyError } from '@polyphony/contract'
import { describeOperation, type Ontology, type OntologyError } from '@polyphony/ontology'
import { trusted } from 'mongoose'
import { OntologyRevisionModel } from '../models/ontologyRevision.ts'

/** At most so many of the changes somebody missed are told. */
const TOLD = 20

/** Says that somebody wrote for an older ontology than there is, why that cannot be mended, and what has changed since. */
export const staleRevision = async (
  workspace: string,
  revision: number,
  ontology: Ontology,
  /** Why what was meant cannot be done any more. */
  reason?: OntologyError,
): Promise<PolyphonyError> => {
  const since = await OntologyRevisionModel.find({ workspace, number: trusted({ $gt: revision }) })
    .sort({ number: -1 })
    .limit(TOLD)
    .lean()
  const missed = ontology.revision - revision
  return new PolyphonyError(
    'stale-revision',
    reason
      ? reason.message
      : missed > 0
        ? `The ontology has changed ${missed === 1 ? 'once' : `${missed} times`} since you looked. Look at the changes and try again.`
        : `The ontology has no revision ${revision} yet; it is at ${ontology.revision}.`,
    {
      cause: reason,
      issues: since.map(({ number, operation }) => ({
        path: `revisions.${number}`,
        message: describeOperation(operation, ontology),
      })),
    },
  )
}
