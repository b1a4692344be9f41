import { PolyphonyError } from '@polyphony/contract'
import { newId } from '@polyphony/document'
import { hashSecret, newSecret } from '../auth/secret.ts'
import { liveDocuments } from '../liveDocuments.ts'
import { TokenModel, type TokenRecord } from '../models/token.ts'
import { forgetActors, TOKEN_PREFIX } from '../policies/actor.ts'

/** Makes a personal access token; its secret is shown this once. */
export const createToken = async (wanted: {
  user: string
  name: string
  readOnly: boolean
  expiresInDays: number | null
}): Promise<{ token: TokenRecord; secret: string }> => {
  const { user, name, readOnly, expiresInDays } = wanted
  const secret = TOKEN_PREFIX + newSecret()
  const now = new Date()
  const token: TokenRecord = {
    _id: newId(),
    user,
    name,
    hash: hashSecret(secret),
    readOnly,
    createdAt: now,
    lastUsedAt: null,
    expiresAt: expiresInDays === null ? null : new Date(now.getTime() + expiresInDays * 24 * 3600 * 1000),
  }
  await TokenModel.create(token)
  return { token, secret }
}

/** Revokes a person's token; it is refused from now on and its documents are closed. */
export const revokeToken = async (user: string, id: string): Promise<void> => {
  const { deletedCount } = await TokenModel.deleteOne({ _id: id, user })
  if (deletedCount === 0) throw new PolyphonyError('not-found', 'You have no such token.')
  forgetActors()
  liveDocuments().disconnect({ token: id }, 'access-changed')
}
