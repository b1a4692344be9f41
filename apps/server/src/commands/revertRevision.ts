import { type Actor, PolyphonyError } from '@polyphony/contract'
import { keepRecords } from '@polyphony/ontology'
import type { Logger } from 'pino'
import { OntologyRevisionModel, revisionId } from '../models/ontologyRevision.ts'
import { authorize } from '../policies/authorize.ts'
import { membershipIn } from '../policies/membershipIn.ts'
import { type Committed, commitOperations } from './commitOperations.ts'

/**
 * Takes one operation back, as a new revision. What others changed since stays; where they changed the same, it is
 * refused. A code that the operation created is retired rather than removed: codings may refer to it.
 * @throws forbidden; not-found; ontology-refused with the reason
 */
export const revertRevision = async ({
  workspace,
  revision,
  actor,
  logger,
}: {
  workspace: string
  revision: number
  actor: Actor
  logger: Logger
}): Promise<Committed> => {
  const { member } = membershipIn(actor, workspace)
  authorize(actor, 'ontology.change', { workspace })
  const record = await OntologyRevisionModel.findById(revisionId(workspace, revision)).lean()
  if (!record) throw new PolyphonyError('not-found', `The ontology has no revision ${revision}.`)
  return commitOperations({
    workspace,
    member,
    operations: record.inverse.map(operation =>
      operation.type === 'undo' ? keepRecords(operation, `Revision ${revision} was taken back.`) : operation,
    ),
    reverts: revision,
    logger,
  })
}
