import { PolyphonyError, type Role } from '@polyphony/contract'
import { liveDocuments } from '../liveDocuments.ts'
import { AssignmentModel } from '../models/assignment.ts'
import { MemberModel, type MemberRecord } from '../models/member.ts'
import { forgetActors } from '../policies/actor.ts'

/** Gives a member another role. Their documents are closed, and opened again as the new role may. */
export const changeRole = async (workspace: string, id: string, role: Role): Promise<MemberRecord> =>
  change(workspace, id, { role }, 'The owner of a workspace stays its lead.')

/** Ends a membership. What the person wrote stays, under their name; what they were to do is theirs no more. */
export const removeMember = async (workspace: string, id: string): Promise<MemberRecord> => {
  const member = await change(
    workspace,
    id,
    { removedAt: new Date() },
    'The owner of a workspace cannot be removed.',
  )
  await AssignmentModel.deleteMany({ workspace, member: id })
  return member
}

const change = async (
  workspace: string,
  id: string,
  update: Partial<MemberRecord>,
  refusal: string,
): Promise<MemberRecord> => {
  const member = await MemberModel.findOneAndUpdate(
    { _id: id, workspace, removedAt: null, owner: false },
    update,
    { returnDocument: 'after' },
  ).lean()
  if (!member) {
    const owner = await MemberModel.exists({ _id: id, workspace, removedAt: null })
    throw owner
      ? new PolyphonyError('forbidden', refusal)
      : new PolyphonyError('not-found', 'There is no such member in this workspace.')
  }
  forgetActors()
  liveDocuments().disconnect({ member: id }, 'access-changed')
  return member
}
