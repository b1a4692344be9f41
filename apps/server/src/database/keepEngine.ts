import type { Logger } from 'pino'
import { childEntry } from '../childEntry.ts'

/** The embedded engine as a child process that is started again whenever it dies. */
export interface Engine {
  uri: string
  close(): Promise<void>
}

const FIRST_WAIT_MS = 100
const LONGEST_WAIT_MS = 10_000
/** Having run for so long counts as healthy: the next wait is short again. */
const HEALTHY_MS = 60_000

/** Starts the engine over a folder. Throws when the first start fails; later ones are repeated with longer waits. */
export const keepEngine = async (dataDir: string, logger: Logger): Promise<Engine> => {
  // Loaded only where it is used: a server with MONGODB_URI needs none of it.
  const { launchEmbeddedMongo } = await import('@polyphony/embedded-mongo')
  const entry = childEntry('embeddedMongo', '../../packages/embedded-mongo/src/main.ts')
  const launch = () => launchEmbeddedMongo({ dataDir, entry })
  let closing = false
  let timer: NodeJS.Timeout | undefined
  let wait = FIRST_WAIT_MS
  let engine = await launch()
  const { uri } = engine

  const watch = (): void => {
    const began = Date.now()
    engine.child.once('exit', (code, signal) => {
      if (closing) return
      if (Date.now() - began > HEALTHY_MS) wait = FIRST_WAIT_MS
      logger.error({ code, signal, again: wait }, 'the database engine has stopped; it is started again')
      timer = setTimeout(restart, wait)
      wait = Math.min(wait * 2, LONGEST_WAIT_MS)
    })
  }
  const restart = async (): Promise<void> => {
    try {
      const next = await launch()
      engine = next
      if (closing) return void next.close()
      logger.info('the database engine runs again')
      watch()
    } catch (err) {
      if (closing) return
      logger.error({ err, again: wait }, 'the database engine does not start')
      timer = setTimeout(restart, wait)
      wait = Math.min(wait * 2, LONGEST_WAIT_MS)
    }
  }
  watch()

  return {
    uri,
    async close() {
      closing = true
      clearTimeout(timer)
      await engine.close()
    },
  }
}
