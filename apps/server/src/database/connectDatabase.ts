import { join } from 'node:path'
import type { WireClient } from '@polyphony/embedded-mongo'
import mongoose from 'mongoose'
import type { Logger } from 'pino'
import type { Env } from '../env.ts'
import { type Engine, keepEngine } from './keepEngine.ts'
import { StartError } from './startError.ts'
import { type RunWrites, writeDirectly } from './writeMany.ts'

export interface Database {
  connection: mongoose.Connection
  /** Writes the log past the driver; null where only the driver gets in. */
  run: RunWrites | null
  /** For people: `embedded` or the host, never a password. */
  description: string
  /** Whether it answers now. */
  ready(): Promise<boolean>
  close(): Promise<void>
}

/** How long an operation waits for a database that is away before it fails with “unavailable”. */
const PATIENCE_MS = 5_000

/**
 * Connects mongoose's default connection to the embedded engine under `dataDir`, or to `mongodbUri`, and creates every
 * model's indexes. Models must be imported before. Filters are sanitised: an operator in a filter must be wrapped in
 * `mongoose.trusted({ $in: … })`, anything else is compared as a value.
 */
export const connectDatabase = async (
  env: Pick<Env, 'dataDir' | 'mongodbUri'>,
  logger: Logger,
): Promise<Database> => {
  mongoose.set({ strictQuery: true, sanitizeFilter: true, autoIndex: false, autoCreate: false })

  const embedded = env.mongodbUri === null
  const description = env.mongodbUri === null ? 'embedded' : hostsOf(env.mongodbUri)
  let engine: Engine | null = null
  try {
    if (embedded) engine = await keepEngine(join(env.dataDir, 'database'), logger)
    const uri = engine?.uri ?? (env.mongodbUri as string)
    await mongoose.connect(uri, {
      serverSelectionTimeoutMS: PATIENCE_MS,
      writeConcern: { w: 'majority' },
      dbName: embedded || !hasDatabaseName(uri) ? 'polyphony' : undefined,
    })
    await Promise.all(Object.values(mongoose.models).map(model => model.createIndexes()))
  } catch (cause) {
    await mongoose.disconnect()
    await engine?.close()
    throw new StartError(
      `The database (${description}) cannot be used: ${(cause as Error).message}.\n${
        embedded ? 'Its files lie in the data folder.' : 'Check MONGODB_URI and that the database is running.'
      }`,
      { cause },
    )
  }
  const { name } = mongoose.connection
  const wires = engine?.wires ?? null
  const runOn =
    (wire: WireClient): RunWrites =>
    (command, statements) =>
      wire.run(name, command, statements)
  writeDirectly(mongoose.connection, wires && runOn(wires.derived))
  return {
    connection: mongoose.connection,
    run: wires && runOn(wires.log),
    description,
    async ready() {
      try {
        await mongoose.connection.db?.command({ ping: 1 }, { timeoutMS: 2000 })
        return mongoose.connection.readyState === mongoose.ConnectionStates.connected
      } catch {
        return false
      }
    },
    async close() {
      writeDirectly(mongoose.connection, null)
      await mongoose.disconnect()
      await engine?.close()
    },
  }
}

/** Everything between the credentials and the path. */
const hostsOf = (uri: string): string =>
  /^mongodb(?:\+srv)?:\/\/(?:[^@/]*@)?([^/?]*)/.exec(uri)?.[1] ?? 'MongoDB'

const hasDatabaseName = (uri: string): boolean => /^mongodb(?:\+srv)?:\/\/[^/]+\/[^?]/.test(uri)
