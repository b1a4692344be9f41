import { PolyphonyError } from '@polyphony/contract'
import type { Logger } from 'pino'
import { createAccount, deleteAccount, type NewAccount } from '../auth/createAccount.ts'
import { hashSecret, newSecret } from '../auth/secret.ts'
import { MemberModel } from '../models/member.ts'
import { SetupModel } from '../models/setup.ts'
import { beginWorkspace } from './beginWorkspace.ts'

const ID = 'setup'

/** Whether somebody owns a workspace: the first start is over. */
export const isSetUp = async (): Promise<boolean> => (await MemberModel.exists({ owner: true })) !== null

/** Makes a new one-time secret; an earlier link ends. Only while nobody owns anything. */
export const openSetup = async (): Promise<string> => {
  const secret = newSecret()
  await SetupModel.updateOne({ _id: ID }, { hash: hashSecret(secret), takenAt: null }, { upsert: true })
  return secret
}

/**
 * Makes the first account and its workspace with the one-time secret. Of several who try at once one succeeds;
 * a failure (say, a full disk) leaves the link usable.
 */
export const setUp = async (secret: string, account: NewAccount, workspaceName: string, logger: Logger) => {
  if (await isSetUp())
    throw new PolyphonyError(
      'gone',
      'This Polyphony has its owner already. Sign in, or ask for an invitation.',
    )
  const hash = hashSecret(secret)
  const taken = await SetupModel.findOneAndUpdate({ _id: ID, hash, takenAt: null }, { takenAt: new Date() })
  if (!taken)
    throw new PolyphonyError(
      'gone',
      'This link has been used or has been replaced. The newest one is what the server printed when it last started.',
    )
  try {
    const made = await becomeOwner(account, workspaceName, logger)
    await SetupModel.updateOne({ _id: ID }, { hash: null })
    return made
  } catch (error) {
    await SetupModel.updateOne({ _id: ID, hash }, { takenAt: null })
    throw error
  }
}

/** Makes the first account and its workspace. */
export const becomeOwner = async (account: NewAccount, workspaceName: string, logger: Logger) => {
  const user = await createAccount(account)
  try {
    return { user, ...(await beginWorkspace({ name: workspaceName, user, logger })) }
  } catch (error) {
    // The next try starts from nothing, with the same address.
    await deleteAccount(user)
    throw error
  }
}
