import {
  applyOperation,
  type Ontology,
  OntologyError,
  type OperationInput,
  rebase,
  rewind,
} from '@polyphony/ontology'
import { trusted } from 'mongoose'
import { OntologyRevisionModel } from '../models/ontologyRevision.ts'
import { staleRevision } from './staleRevision.ts'

/** Somebody who missed more than this looks again. */
const MOST_MISSED = 500

/** Nobody acts and nothing is recorded: the operations are only tried. */
const TRYING = { actor: '', at: '' }

/**
 * Operations that were written for an older revision, as they are to be applied to the ontology there is now: merges
 * followed, those that others did meanwhile left out.
 * @throws stale-revision, with the reason, where one cannot be done any more or would overwrite what somebody else
 * decided since
 */
export const rebaseOperations = async ({
  workspace,
  operations,
  revision,
  ontology,
}: {
  workspace: string
  operations: readonly OperationInput[]
  /** Which they were written for. */
  revision: number
  ontology: Ontology
}): Promise<OperationInput[]> => {
  const missed = ontology.revision - revision
  if (missed < 0 || missed > MOST_MISSED) throw await staleRevision(workspace, revision, ontology)
  const since = await OntologyRevisionModel.find({
    workspace,
    number: trusted({ $gt: revision, $lte: ontology.revision }),
  })
    .sort({ number: -1 })
    .lean()
  let base = rewind(ontology, since)
  let current = ontology
  const kept: OperationInput[] = []
  for (const operation of operations) {
    const rebased = rebase(operation, base, current)
    if (rebased.outcome === 'refused')
      throw await staleRevision(
        workspace,
        revision,
        ontology,
        new OntologyError(rebased.code, rebased.message),
      )
    try {
      base = applyOperation(base, operation, TRYING).ontology
    } catch (error) {
      if (!(error instanceof OntologyError)) throw error
      // It did not apply where it was written; what it says of the ontology there is now is all that counts.
      base = current
    }
    if (rebased.outcome === 'done') continue
    kept.push(rebased.operation)
    current = applyOperation(current, rebased.operation, TRYING).ontology
  }
  return kept
}
