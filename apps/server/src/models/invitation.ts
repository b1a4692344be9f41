import type { Invitation, Role } from '@polyphony/contract'
import { model, Schema } from 'mongoose'

/** An open door into a workspace, for one person, for a while. Only the hash of its secret is kept. */
export interface InvitationRecord {
  _id: string
  workspace: string
  role: Role
  /** Only the person with this address may use it; null: whoever has the link. */
  email: string | null
  hash: string
  /** Member id. */
  createdBy: string
  createdAt: Date
  expiresAt: Date
  acceptedAt: Date | null
}

const schema = new Schema<InvitationRecord>({
  _id: String,
  workspace: { type: String, required: true, index: true },
  role: { type: String, required: true },
  email: { type: String, default: null },
  hash: { type: String, required: true, unique: true },
  createdBy: { type: String, required: true },
  createdAt: { type: Date, required: true },
  expiresAt: { type: Date, required: true },
  acceptedAt: { type: Date, default: null },
})

export const InvitationModel = model('Invitation', schema, 'invitations')

export const presentInvitation = (record: InvitationRecord): Invitation => ({
  id: record._id,
  workspace: record.workspace,
  role: record.role,
  email: record.email,
  createdAt: record.createdAt.toISOString(),
  expiresAt: record.expiresAt.toISOString(),
  acceptedAt: record.acceptedAt?.toISOString() ?? null,
})
