import { type Actor, can, PolyphonyError } from '@polyphony/contract'
import { applyOperation, keepRecords, OntologyError, type Operation } from '@polyphony/ontology'
import { trusted } from 'mongoose'
import type { Logger } from 'pino'
import { HighlightModel } from '../models/highlightRecord.ts'
import { OntologyRevisionModel, type OntologyRevisionRecord, revisionId } from '../models/ontologyRevision.ts'
import { authorize } from '../policies/authorize.ts'
import { membershipIn } from '../policies/membershipIn.ts'
import { type Committed, commitOperations } from './commitOperations.ts'
import { readOntology } from './readOntology.ts'

/**
 * Takes one operation back, as a new revision. What others changed since stays; where they changed the same, it is
 * refused. A code that the operation created is retired rather than removed: codings may refer to it. Who may only
 * propose takes back codes of their own that are still proposals, and that only while nobody else has applied them;
 * `unlessUsed` asks the same of everybody.
 * @throws forbidden; not-found; ontology-refused with the reason
 */
export const revertRevision = async ({
  workspace,
  revision,
  unlessUsed = false,
  actor,
  logger,
}: {
  workspace: string
  revision: number
  unlessUsed?: boolean
  actor: Actor
  logger: Logger
}): Promise<Committed> => {
  const { member, operations, mayChange } = await planRevert({ workspace, revision, actor })
  if (unlessUsed || !mayChange) await refuseIfUsed(workspace, member, operations)
  return commitOperations({ workspace, member, operations, reverts: revision, logger })
}

/**
 * What taking one operation back would do to the ontology as it is now, or why it would be refused; asked with the same
 * permission as the doing.
 * @throws forbidden; not-found
 */
export const previewRevert = async (asked: {
  workspace: string
  revision: number
  actor: Actor
}): Promise<{ revision: number; operations: Operation[]; refused: string | null }> => {
  const { workspace } = asked
  const { member, operations, mayChange } = await planRevert(asked)
  const ontology = await readOntology(workspace)
  try {
    if (!mayChange) await refuseIfUsed(workspace, member, operations)
    let after = ontology
    for (const operation of operations)
      after = applyOperation(after, operation, { actor: member, at: new Date().toISOString() }).ontology
    return { revision: ontology.revision, operations, refused: null }
  } catch (error) {
    const refused =
      error instanceof OntologyError || (error instanceof PolyphonyError && error.code === 'ontology-refused')
    if (!refused) throw error
    return { revision: ontology.revision, operations: [], refused: error.message }
  }
}

/** The operations that lead back, by who may have them applied. */
const planRevert = async ({
  workspace,
  revision,
  actor,
}: {
  workspace: string
  revision: number
  actor: Actor
}): Promise<{ member: string; operations: Operation[]; mayChange: boolean }> => {
  const { member } = membershipIn(actor, workspace)
  const mayChange = can(actor, 'ontology.change', { workspace })
  if (!mayChange) authorize(actor, 'ontology.propose', { workspace })
  const record = await findRevision(workspace, revision)
  if (!mayChange && !(record && (await isOwnProposal(record, member))))
    throw new PolyphonyError(
      'forbidden',
      'Your role lets you take back the codes that you proposed yourself.',
    )
  if (!record) throw new PolyphonyError('not-found', `The ontology has no revision ${revision}.`)
  const operations = record.inverse.map(operation =>
    operation.type === 'undo' ? keepRecords(operation, `Revision ${revision} was taken back.`) : operation,
  )
  return { member, operations, mayChange }
}

const findRevision = (workspace: string, revision: number): Promise<OntologyRevisionRecord | null> =>
  OntologyRevisionModel.findById(revisionId(workspace, revision)).lean<OntologyRevisionRecord>()

/** Whether this revision made a proposal of this member's, or takes such a one back, or brings it back again. */
const isOwnProposal = async (record: OntologyRevisionRecord, member: string): Promise<boolean> => {
  let made: OntologyRevisionRecord | null = record
  while (made && made.actor === member && made.reverts !== null)
    made = await findRevision(record.workspace, made.reverts)
  return made?.actor === member && made.operation.type === 'create' && made.operation.proposed
}

/** Refuses to put a code out of use that somebody else has applied. */
const refuseIfUsed = async (
  workspace: string,
  member: string,
  operations: readonly Operation[],
): Promise<void> => {
  const going = operations.flatMap(operation =>
    operation.type === 'undo'
      ? operation.codes.filter(({ to }) => to?.status === 'retired').map(({ id }) => id)
      : [],
  )
  if (going.length === 0) return
  const used = await HighlightModel.exists({
    workspace,
    member: trusted({ $ne: member }),
    'codings.code': trusted({ $in: going }),
  })
  if (used)
    throw new PolyphonyError(
      'ontology-refused',
      'Others have applied this code meanwhile: it stays in the codebook.',
    )
}
