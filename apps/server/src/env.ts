import { resolve } from 'node:path'
import { Email, Password } from '@polyphony/contract'
import { z } from 'zod'

/** Every setting of the server. */
export interface Env {
  port: number
  host: string
  /** Absolute. */
  dataDir: string
  /** Null: the embedded engine, under `dataDir`. */
  mongodbUri: string | null
  /** Origin people open; null: wherever the server listens. */
  publicUrl: string | null
  /** Makes the owner at the first start, without the one-time link. */
  owner: { email: string; password: string } | null
  /** Null: the one that comes with the package. */
  ffmpegPath: string | null
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'
  /** Express's `trust proxy`: false, a number of proxies, or their addresses. */
  trustProxy: false | number | string[]
  /** Null: generated into the data folder at the first start. */
  authSecret: string | null
  /** Lets somebody who is not on this machine read `/metrics`. */
  metricsToken: string | null
}

/** Settings that cannot be used; `message` has a line for each, fit for people. */
export class EnvError extends Error {
  override readonly name = 'EnvError'
}

/** `EX_CONFIG` of sysexits.h */
export const EXIT_CONFIG = 78

/** A variable that is set but empty counts as not set, as compose files write it. */
const optional = <T extends z.ZodType>(type: T) =>
  z.preprocess(value => (value === '' ? undefined : value), type.optional())

const Port = z
  .string()
  .regex(/^\d+$/)
  .transform(Number)
  .refine(port => port <= 65_535)

const PublicUrl = z
  .string()
  .refine(value => /^https?:\/\//.test(value) && URL.canParse(value))
  .transform(value => new URL(value))
  .refine(url => url.pathname === '/' && !url.search && !url.hash && !url.username)
  .transform(url => url.origin)

const TrustProxy = z
  .string()
  .regex(/^(\d+|[\da-fA-F.:/, ]+|[a-z]+(, *[a-z]+)*)$/)
  .transform(value => (/^\d+$/.test(value) ? Number(value) : value.split(',').map(part => part.trim())))
  .transform(value => (value === 0 ? (false as const) : value))

/** Each variable: how it is read, and for a wrong value what it must be and an example. */
const VARIABLES = {
  PORT: { type: Port, must: 'a port between 0 and 65535', example: '4180' },
  HOST: { type: z.string().regex(/^[^\s/]+$/), must: 'an address to listen on', example: '127.0.0.1' },
  DATA_DIR: { type: z.string(), must: 'a folder', example: './data' },
  MONGODB_URI: {
    type: z.string().regex(/^mongodb(\+srv)?:\/\/\S+$/),
    must: 'a connection string of a MongoDB replica set',
    example: 'mongodb://db.example.org/polyphony?replicaSet=rs0',
  },
  PUBLIC_URL: {
    type: PublicUrl,
    must: 'the http or https address people open, without a path',
    example: 'https://polyphony.example.org',
  },
  POLYPHONY_OWNER_EMAIL: { type: Email, must: 'an e-mail address', example: 'ada@example.org' },
  POLYPHONY_OWNER_PASSWORD: {
    type: Password,
    must: 'a password of at least 10 characters',
    example: 'four words picked at random',
  },
  FFMPEG_PATH: { type: z.string(), must: 'the path of an ffmpeg program', example: '/usr/bin/ffmpeg' },
  LOG_LEVEL: {
    type: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
    must: 'one of fatal, error, warn, info, debug, trace, silent',
    example: 'info',
  },
  TRUST_PROXY: {
    type: TrustProxy,
    must: 'the number of reverse proxies in front, or their addresses',
    example: '1',
  },
  AUTH_SECRET: {
    type: z.string().min(32),
    must: 'at least 32 random characters',
    example: 'the output of: openssl rand -base64 32',
  },
  METRICS_TOKEN: {
    type: z.string().min(16),
    must: 'at least 16 random characters',
    example: 'the output of: openssl rand -hex 16',
  },
} satisfies Record<string, { type: z.ZodType; must: string; example: string }>

type Variables = { [K in keyof typeof VARIABLES]: z.output<(typeof VARIABLES)[K]['type']> | undefined }

/** Of the command line, which may share an environment with the server. */
const NOT_OURS = new Set(['POLYPHONY_SERVER', 'POLYPHONY_TOKEN'])

/** Values that must not be repeated in a message. */
const SECRET = new Set(['POLYPHONY_OWNER_PASSWORD', 'AUTH_SECRET', 'METRICS_TOKEN', 'MONGODB_URI'])

/**
 * Reads the settings from environment variables. Throws an `EnvError` naming every wrong one; `warnings` name
 * variables of ours that nobody reads, most likely misspelt.
 */
export const readEnv = (source: NodeJS.ProcessEnv): { env: Env; warnings: string[] } => {
  const problems: string[] = []
  const values: Record<string, unknown> = {}
  for (const [name, { type, must, example }] of Object.entries(VARIABLES)) {
    const parsed = optional(type).safeParse(source[name])
    if (parsed.success) values[name] = parsed.data
    else {
      const value = SECRET.has(name) ? 'its value is not' : `“${source[name]}” is not`
      problems.push(`${name}: ${value} ${must}. Example: ${name}=${example}`)
    }
  }
  const set = values as Variables
  const [email, password] = [set.POLYPHONY_OWNER_EMAIL, set.POLYPHONY_OWNER_PASSWORD]
  if (problems.length === 0 && (email === undefined) !== (password === undefined)) {
    const [present, missing] = email ? ['EMAIL', 'PASSWORD'] : ['PASSWORD', 'EMAIL']
    problems.push(
      `POLYPHONY_OWNER_${missing}: it is missing while POLYPHONY_OWNER_${present} is set. Set both, or none to get a one-time link.`,
    )
  }
  if (problems.length > 0) throw new EnvError(problems.join('\n'))

  const warnings = Object.keys(source)
    .filter(name => name.startsWith('POLYPHONY_') && !(name in VARIABLES) && !NOT_OURS.has(name))
    .map(name => `${name}: no such setting; it has no effect.`)

  return {
    env: {
      port: set.PORT ?? 4180,
      host: set.HOST ?? '127.0.0.1',
      dataDir: resolve(set.DATA_DIR ?? './data'),
      mongodbUri: set.MONGODB_URI ?? null,
      publicUrl: set.PUBLIC_URL ?? null,
      owner: email && password ? { email, password } : null,
      ffmpegPath: set.FFMPEG_PATH ?? null,
      logLevel: set.LOG_LEVEL ?? 'info',
      trustProxy: set.TRUST_PROXY ?? false,
      authSecret: set.AUTH_SECRET ?? null,
      metricsToken: set.METRICS_TOKEN ?? null,
    },
    warnings,
  }
}
