import { PolyphonyError, type Role } from '@polyphony/contract'
import { newId } from '@polyphony/document'
import { MemberModel, type MemberRecord } from '../models/member.ts'
import { forgetActors } from '../policies/actor.ts'

/** Colours that stay apart on light and dark ground, and for most colour-blind people. */
const COLOURS = [
  '#2f6fde',
  '#d1495b',
  '#2a9d6f',
  '#b8741a',
  '#7b52c7',
  '#0e8fa3',
  '#c2418f',
  '#6b8e23',
  '#a0522d',
  '#4a5fc1',
  '#d9622b',
  '#3d7a8c',
]

interface NewMember {
  workspace: string
  user: string
  role: Role
  owner?: boolean
}

/** Gives a person a place in a workspace. Somebody who comes back gets their old place, with their layers. */
export const addMember = async ({
  workspace,
  user,
  role,
  owner = false,
}: NewMember): Promise<MemberRecord> => {
  const former = await MemberModel.findOne({ workspace, user }).lean()
  if (former) {
    const back = await MemberModel.findOneAndUpdate(
      { _id: former._id, removedAt: former.removedAt && new Date(former.removedAt) },
      { role, removedAt: null, joinedAt: new Date() },
      { returnDocument: 'after' },
    ).lean()
    if (!former.removedAt || !back)
      throw new PolyphonyError('already-exists', 'You are a member of this workspace already.')
    forgetActors()
    return back
  }
  const used = await MemberModel.find({ workspace }).lean()
  const member: MemberRecord = {
    _id: newId(),
    workspace,
    user,
    role,
    owner,
    colour: leastUsed(used.map(other => other.colour)),
    joinedAt: new Date(),
    removedAt: null,
  }
  await MemberModel.create(member)
  forgetActors()
  return member
}

const leastUsed = (used: readonly string[]): string => {
  const count = (colour: string) => used.filter(other => other === colour).length
  return COLOURS.reduce((best, colour) => (count(colour) < count(best) ? colour : best))
}
