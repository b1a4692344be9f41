import type { Connection } from 'mongoose'
import type { Logger } from 'pino'
import type { Registry } from 'prom-client'
import type { Auth } from '../auth/auth.ts'
import type { Env } from '../env.ts'
import type { OriginPolicy } from './origins.ts'

/** What routes are given: `xxxRoutes(context)` makes a router of them. */
export interface ServerContext {
  env: Env
  logger: Logger
  version: string
  /** Origin people open, without a slash at the end. */
  publicUrl: string
  connection: Connection
  auth: Auth
  isAllowedOrigin: OriginPolicy
  /** Figures of this server's own parts, beside those of the process (metrics.ts). */
  ownMetrics: Registry
  /** Whether the database answers. */
  databaseReady: () => Promise<boolean>
}
