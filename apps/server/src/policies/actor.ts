import type { Actor } from '@polyphony/contract'
import { auth } from '../auth/auth.ts'
import { hashSecret } from '../auth/secret.ts'
import { MemberModel } from '../models/member.ts'
import { TokenModel } from '../models/token.ts'
import { UserModel } from '../models/user.ts'

/** The headers by which somebody says who they are. */
export interface CredentialHeaders {
  cookie?: string
  authorization?: string
}

/** Who acts, and by what. */
export interface SignedIn {
  actor: Actor
  user: { id: string; name: string; email: string }
  /** Id of the session, for somebody with a browser. */
  session: string | null
  /** Id of the personal access token, for a program. */
  token: string | null
  /** From then on the credential is refused; null: it does not expire by itself. */
  expiresAt: Date | null
}

/** Personal access tokens begin with it. */
export const TOKEN_PREFIX = 'poly_'

/** Sessions, tokens and memberships are looked up again after this; revocations made here are seen at once. */
const REMEMBERED_MS = 500
/** How exact “last used” is. */
const LAST_USED_MS = 60_000

const remembered = new Map<string, { at: number; answer: Promise<SignedIn | null> }>()

/** Makes the next look at any credential a fresh one: call it after changing sessions, tokens or memberships. */
export const forgetActors = (): void => remembered.clear()

/**
 * Who sends these headers: by the bearer token where there is one, else by the session cookie. Null when the
 * credential is missing, unknown, revoked or expired. A change made elsewhere is seen within half a second.
 */
export const actorOf = (headers: CredentialHeaders): Promise<SignedIn | null> => {
  const { cookie, authorization } = headers
  if (!cookie && !authorization) return Promise.resolve(null)
  const key = authorization ? `a ${authorization}` : `c ${cookie}`
  const now = Date.now()
  const found = remembered.get(key)
  if (found && now - found.at < REMEMBERED_MS) return found.answer.then(stillValid)
  for (const [old, { at }] of remembered) if (now - at >= REMEMBERED_MS) remembered.delete(old)

  const answer = authorization ? byToken(authorization) : byCookie(cookie ?? '')
  remembered.set(key, { at: now, answer })
  // A failed look-up (database away) is tried anew by the next request.
  answer.catch(() => remembered.delete(key))
  return answer.then(stillValid)
}

const stillValid = (signedIn: SignedIn | null): SignedIn | null =>
  signedIn?.expiresAt && signedIn.expiresAt.getTime() <= Date.now() ? null : signedIn

const byCookie = async (cookie: string): Promise<SignedIn | null> => {
  const found = await auth().api.getSession({
    headers: new Headers({ cookie }),
    // Only a visit of the interface prolongs a session, because only there the cookie can be renewed with it.
    query: { disableRefresh: true },
  })
  if (!found) return null
  const { session, user } = found
  return {
    actor: { user: user.id, memberships: await membershipsOf(user.id) },
    user: { id: user.id, name: user.name, email: user.email },
    session: session.id,
    token: null,
    expiresAt: session.expiresAt,
  }
}

const byToken = async (authorization: string): Promise<SignedIn | null> => {
  const secret = /^bearer (\S+)$/i.exec(authorization)?.[1]
  if (!secret?.startsWith(TOKEN_PREFIX)) return null
  const token = await TokenModel.findOne({ hash: hashSecret(secret) }).lean()
  if (!token || (token.expiresAt && token.expiresAt.getTime() <= Date.now())) return null
  const user = await UserModel.findById(token.user).lean()
  if (!user) return null
  if (!token.lastUsedAt || Date.now() - token.lastUsedAt.getTime() > LAST_USED_MS)
    await TokenModel.updateOne({ _id: token._id }, { lastUsedAt: new Date() })
  return {
    actor: { user: user._id, memberships: await membershipsOf(user._id), readOnly: token.readOnly },
    user: { id: user._id, name: user.name, email: user.email },
    session: null,
    token: token._id,
    expiresAt: token.expiresAt,
  }
}

const membershipsOf = async (user: string): Promise<Actor['memberships']> => {
  const members = await MemberModel.find({ user, removedAt: null }).sort({ joinedAt: 1 }).lean()
  return members.map(member => ({
    workspace: member.workspace,
    member: member._id,
    role: member.role,
    owner: member.owner,
  }))
}
