import { PolyphonyError, type Role } from '@polyphony/contract'
import { newId } from '@polyphony/document'
import { trusted } from 'mongoose'
import { createAccount, type NewAccount } from '../auth/createAccount.ts'
import { hashSecret, newSecret } from '../auth/secret.ts'
import { InvitationModel, type InvitationRecord } from '../models/invitation.ts'
import type { MemberRecord } from '../models/member.ts'
import { addMember } from './addMember.ts'

/** Days an invitation can be accepted. */
const VALID_DAYS = 14

/** Invitations that can still be accepted, newest first. */
export const openInvitations = async (workspace: string): Promise<InvitationRecord[]> =>
  InvitationModel.find({ workspace, acceptedAt: null, expiresAt: trusted({ $gt: new Date() }) })
    .sort({ createdAt: -1 })
    .lean()

/** Makes an invitation; its secret is known to nobody but the caller from then on. */
export const createInvitation = async (wanted: {
  workspace: string
  role: Role
  email: string | null
  createdBy: string
}): Promise<{ invitation: InvitationRecord; secret: string }> => {
  const secret = newSecret()
  const now = new Date()
  const invitation: InvitationRecord = {
    _id: newId(),
    ...wanted,
    hash: hashSecret(secret),
    createdAt: now,
    expiresAt: new Date(now.getTime() + VALID_DAYS * 24 * 3600 * 1000),
    acceptedAt: null,
  }
  await InvitationModel.create(invitation)
  return { invitation, secret }
}

/** The invitation behind a link; throws when it is unknown or withdrawn, used, or too old. */
export const findInvitation = async (secret: string): Promise<InvitationRecord> => {
  const invitation = await InvitationModel.findOne({ hash: hashSecret(secret) }).lean()
  if (!invitation)
    throw new PolyphonyError(
      'not-found',
      'This invitation does not exist or was withdrawn. Ask for another one.',
    )
  if (invitation.acceptedAt)
    throw new PolyphonyError('gone', 'This invitation has been used. If it was you, sign in.')
  if (invitation.expiresAt.getTime() <= Date.now())
    throw new PolyphonyError('invitation-expired', 'This invitation has expired. Ask for another one.')
  return invitation
}

/** Somebody with an account, or the account to be made. */
export type Guest = { user: { id: string; email: string } } | { account: NewAccount }

/** Joins with an invitation, once. A failure leaves the invitation usable. */
export const acceptInvitation = async (secret: string, guest: Guest): Promise<MemberRecord> => {
  const invitation = await findInvitation(secret)
  const email = 'user' in guest ? guest.user.email : guest.account.email
  if (invitation.email !== null && invitation.email !== email.toLowerCase())
    throw new PolyphonyError(
      'forbidden',
      'This invitation is for another e-mail address. Use that one, or ask for an invitation for yours.',
    )
  const claimed = await InvitationModel.findOneAndUpdate(
    { _id: invitation._id, acceptedAt: null },
    { acceptedAt: new Date() },
  )
  if (!claimed) throw new PolyphonyError('gone', 'This invitation has been used.')
  try {
    const user = 'user' in guest ? guest.user.id : await createAccount(guest.account)
    return await addMember({ workspace: invitation.workspace, user, role: invitation.role })
  } catch (error) {
    await InvitationModel.updateOne({ _id: invitation._id }, { acceptedAt: null })
    throw error
  }
}
