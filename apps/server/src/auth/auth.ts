import { hash, verify } from '@node-rs/argon2'
import { LIMITS } from '@polyphony/contract'
import { newId } from '@polyphony/document'
import { betterAuth } from 'better-auth'
import { mongodbAdapter } from 'better-auth/adapters/mongodb'
import type { mongo } from 'mongoose'
import type { Logger } from 'pino'
import { letAuthRest } from './restingStorage.ts'

/** Days a session lasts without a visit; each visit after a day prolongs it. */
const SESSION_DAYS = 14
const DAY = 24 * 3600

/** Argon2id with the parameters OWASP names first for it: 19 MiB, two passes, one lane. */
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

interface AuthOptions {
  client: mongo.MongoClient
  db: mongo.Db
  secret: string
  /** Origin people open, e.g. `https://polyphony.example.org`. */
  publicUrl: string
  isAllowedOrigin: (origin: string, host: string | undefined) => boolean
  /** A session has ended: by signing out, a password change, or expiry found on a visit. */
  onSessionEnded: (session: { id: string; user: string }) => void
  logger: Logger
}

const createAuth = ({
  client,
  db,
  secret,
  publicUrl,
  isAllowedOrigin,
  onSessionEnded,
  logger,
}: AuthOptions) =>
  betterAuth({
    appName: 'Polyphony',
    baseURL: publicUrl,
    basePath: '/api/auth',
    secret,
    telemetry: { enabled: false },
    database: mongodbAdapter(db as never, { client: client as never, transaction: false }),
    emailAndPassword: {
      enabled: true,
      // Accounts are made by the first start and by invitations only.
      disableSignUp: true,
      minPasswordLength: LIMITS.passwordMinLength,
      maxPasswordLength: LIMITS.passwordMaxLength,
      password: {
        hash: password => hash(password, ARGON2),
        verify: ({ hash: stored, password }) => verify(stored, password),
      },
    },
    session: {
      expiresIn: SESSION_DAYS * DAY,
      updateAge: DAY,
      // A revoked session must be refused at once: no copy of it in a cookie.
      cookieCache: { enabled: false },
    },
    // Limits that count per account and per address stand in http/limitSignIn.ts.
    rateLimit: { enabled: false },
    trustedOrigins: async request => {
      const origin = request?.headers.get('origin')
      return origin && isAllowedOrigin(origin, request?.headers.get('host') ?? undefined) ? [origin] : []
    },
    advanced: {
      cookiePrefix: 'polyphony',
      useSecureCookies: publicUrl.startsWith('https:'),
      disableOriginCheck: false,
      disableCSRFCheck: false,
      database: { generateId: () => newId() },
    },
    databaseHooks: {
      session: {
        delete: {
          after: async session => onSessionEnded({ id: session.id, user: session.userId }),
        },
      },
    },
    logger: {
      disabled: false,
      level: 'warn',
      log: (level, message) => logger[level === 'error' ? 'error' : 'debug']({ part: 'auth' }, message),
    },
  })

export type Auth = ReturnType<typeof createAuth>

let current: Auth | undefined

/** Sets authentication up over a connected database, indexes included. */
export const openAuth = async (options: AuthOptions): Promise<Auth> => {
  const { db } = options
  // Named as the library names them: it creates them too, but without waiting, and without stopping on a failure.
  const unique = { unique: true }
  await Promise.all([
    db.collection('user').createIndex({ email: 1 }, { name: 'user_email_uidx', ...unique }),
    db.collection('session').createIndex({ token: 1 }, { name: 'session_token_uidx', ...unique }),
    db.collection('session').createIndex({ userId: 1 }, { name: 'session_userId_idx' }),
    db.collection('account').createIndex({ userId: 1 }, { name: 'account_userId_idx' }),
  ])
  letAuthRest()
  current = createAuth(options)
  return current
}

/** The authentication of the running server. */
export const auth = (): Auth => {
  if (!current) throw new Error('Authentication is used before the server has started.')
  return current
}
