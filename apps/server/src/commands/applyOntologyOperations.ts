import { type Actor, can, PolyphonyError } from '@polyphony/contract'
import type { OperationInput } from '@polyphony/ontology'
import { authorize } from '../policies/authorize.ts'
import { membershipIn } from '../policies/membershipIn.ts'
import { type CommitOperations, type Committed, commitOperations } from './commitOperations.ts'

export interface ApplyOntologyOperations
  extends Pick<CommitOperations, 'workspace' | 'operations' | 'note' | 'revision' | 'stale' | 'logger'> {
  actor: Actor
}

/**
 * Changes the ontology for somebody: all of the operations, in order, or none. Who may only propose creates proposed
 * codes, whatever they asked for, and does nothing else.
 * @throws forbidden, stale-revision, ontology-refused
 */
export const applyOntologyOperations = async ({
  actor,
  operations,
  ...command
}: ApplyOntologyOperations): Promise<Committed> => {
  const subject = { workspace: command.workspace }
  const { member } = membershipIn(actor, command.workspace)
  if (operations.some(operation => operation.type === 'undo'))
    throw new PolyphonyError('invalid-input', 'A change is taken back by reverting its revision.')
  if (can(actor, 'ontology.change', subject)) return commitOperations({ ...command, member, operations })
  authorize(actor, 'ontology.propose', subject)
  return commitOperations({ ...command, member, operations: operations.map(asProposal) })
}

const asProposal = (operation: OperationInput): OperationInput => {
  if (operation.type === 'create') return { ...operation, proposed: true, outOfUse: undefined }
  throw new PolyphonyError(
    'forbidden',
    'Your role lets you propose new codes. Ask a lead to change the ones that are there.',
  )
}
