import type { Member, Role } from '@polyphony/contract'
import { model, Schema, trusted } from 'mongoose'
import { findUsers } from './user.ts'

/** A person's place in a workspace. Layers are named after it, so it stays when the person leaves. */
export interface MemberRecord {
  _id: string
  workspace: string
  user: string
  role: Role
  /** Began the workspace: a lead who cannot be removed. */
  owner: boolean
  /** `#rrggbb` */
  colour: string
  joinedAt: Date
  /** No longer a member since; what they wrote stays. */
  removedAt: Date | null
}

const schema = new Schema<MemberRecord>({
  _id: String,
  workspace: { type: String, required: true },
  user: { type: String, required: true, index: true },
  role: { type: String, required: true },
  owner: { type: Boolean, required: true },
  colour: { type: String, required: true },
  joinedAt: { type: Date, required: true },
  removedAt: { type: Date, default: null },
})
// One place per person and workspace, even when two invitations are accepted at once.
schema.index({ workspace: 1, user: 1 }, { unique: true })

export const MemberModel = model('Member', schema, 'members')

/** Members as the contract shows them; names and addresses are the accounts'. Order is kept. */
export const presentMembers = async (records: readonly MemberRecord[]): Promise<Member[]> => {
  const users = await findUsers(records.map(record => record.user))
  return records.map(record => {
    const user = users.get(record.user)
    return {
      id: record._id,
      workspace: record.workspace,
      user: record.user,
      name: user?.name ?? 'Deleted account',
      email: user?.email ?? '',
      role: record.role,
      owner: record.owner,
      colour: record.colour,
      joinedAt: record.joinedAt.toISOString(),
      ...(record.removedAt && { removedAt: record.removedAt.toISOString() }),
    }
  })
}

/** Names of members, former ones included, by id. */
export const readNames = async (ids: readonly string[]): Promise<Map<string, string>> => {
  if (ids.length === 0) return new Map()
  const records = await MemberModel.find({ _id: trusted({ $in: [...new Set(ids)] }) }).lean()
  return new Map((await presentMembers(records)).map(({ id, name }) => [id, name]))
}
