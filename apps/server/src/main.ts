import { createLogger } from './createLogger.ts'
import { StartError } from './database/startError.ts'
import { EnvError, EXIT_CONFIG, readEnv } from './env.ts'
import type { RunningServer } from './startServer.ts'
import { VERSION } from './version.ts'

/** The whole stop, sockets and stores included, takes no longer. */
const STOP_DEADLINE_MS = 20_000

const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}
const fail = (message: string, code: number): never => {
  process.stderr.write(`${message}\n`)
  process.exit(code)
}

const readSettings = () => {
  try {
    return readEnv(process.env)
  } catch (error) {
    if (error instanceof EnvError) return fail(error.message, EXIT_CONFIG)
    throw error
  }
}

const { env, warnings } = readSettings()
const logger = createLogger(env)
for (const warning of warnings) logger.warn(warning)

let server: RunningServer | null = null
let stopping = false

const stop = async (signal: string): Promise<void> => {
  // A second signal: somebody does not want to wait.
  if (stopping) process.exit(1)
  stopping = true
  say(`${signal}: stopping`)
  setTimeout(() => fail('The server did not stop in time.', 1), STOP_DEADLINE_MS).unref()
  // Asked to stop while it starts: it starts, then stops, so that nothing is left half made.
  await starting.catch(() => {})
  try {
    await server?.close()
  } catch {
    // Logged by the server, part by part.
    process.exit(1)
  }
  say('stopped')
  process.exit(0)
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal))

const die = (err: unknown): void => {
  logger.fatal({ err }, 'a failure that nothing caught; the server stops')
  process.exit(1)
}
process.on('uncaughtException', die)
process.on('unhandledRejection', die)

say(`Polyphony ${VERSION}`)
// Loaded only now: a wrong setting is told at once.
const starting = import('./startServer.ts').then(({ startServer }) =>
  startServer({ env, logger, onProgress: say }),
)
try {
  server = await starting
} catch (error) {
  if (error instanceof StartError) fail(error.message, 1)
  throw error
}
if (!stopping) {
  // Counted from the start of the process.
  say(`ready in ${(performance.now() / 1000).toFixed(1)} s`)
  say(server.context.publicUrl)
  if (server.context.publicUrl !== server.url) say(`listening at ${server.url}`)
  if (server.setupUrl) say(`First person: open ${server.setupUrl}`)
}
