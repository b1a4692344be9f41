import { can, PolyphonyError } from '@polyphony/contract'
import { AssignmentModel, type AssignmentRecord, assignmentId } from '../models/assignment.ts'
import type { ConversationRecord } from '../models/conversation.ts'
import { MemberModel } from '../models/member.ts'

export interface AssignConversation {
  conversation: ConversationRecord
  /** Who is to code it. */
  member: string
  /** YYYY-MM-DD */
  due: string | null
  note: string
  /** Left out, what is known stays. */
  doneAt?: Date | null
  /** Member id of who assigns. */
  by: string
}

/**
 * Assigns a conversation, or changes the assignment there is: who asked first, and when, stays.
 * @throws not-found for somebody who is no member; invalid-input for one who may not code
 */
export const assignConversation = async ({
  conversation,
  member,
  due,
  note,
  doneAt,
  by,
}: AssignConversation): Promise<AssignmentRecord> => {
  const { workspace } = conversation
  const record = await MemberModel.findOne({ _id: member, workspace, removedAt: null }).lean()
  if (!record) throw new PolyphonyError('not-found', 'There is no such member in this workspace.')
  const assignee = {
    user: record.user,
    memberships: [{ workspace, member, role: record.role, owner: record.owner }],
  }
  if (!can(assignee, 'layer.write', { workspace, member })) {
    throw new PolyphonyError(
      'invalid-input',
      `Somebody who is ${record.role} here does not code. Choose a lead or an analyst.`,
    )
  }
  const change = { due, note, ...(doneAt !== undefined && { doneAt }) }
  const fresh = {
    workspace,
    conversation: conversation._id,
    member,
    by,
    createdAt: new Date(),
    ...(doneAt === undefined && { doneAt: null }),
  }
  return AssignmentModel.findOneAndUpdate(
    { _id: assignmentId(conversation._id, member) },
    { $set: change, $setOnInsert: fresh },
    { upsert: true, returnDocument: 'after' },
  )
    .orFail()
    .lean<AssignmentRecord>()
}
