import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { WireClient } from '@polyphony/embedded-mongo'
import type { Logger } from 'pino'
import { bundledChild } from '../childEntry.ts'

/** The embedded engine as a child process that is started again whenever it dies. */
export interface Engine {
  uri: string
  /**
   * For what is written many times a second: the log's own connection, and one for what is derived, behind which no edit
   * may wait (a connection is answered in order). Null where only a driver gets in.
   */
  wires: { log: WireClient; derived: WireClient } | null
  close(): Promise<void>
}

const FIRST_WAIT_MS = 100
const LONGEST_WAIT_MS = 10_000
/** Having run for so long counts as healthy: the next wait is short again. */
const HEALTHY_MS = 60_000
/** Bytes; the engine adds the socket's own name. */
const LONGEST_DATA_DIR = 80

/** Starts the engine over a folder. Throws when the first start fails; later ones are repeated with longer waits. */
export const keepEngine = async (dataDir: string, logger: Logger): Promise<Engine> => {
  // Loaded only where it is used: a server with MONGODB_URI needs none of it.
  const { launchEmbeddedMongo, WireClient } = await import('@polyphony/embedded-mongo')
  const entry = bundledChild('embeddedMongo') ?? undefined
  const socket = await shortSocketPath(dataDir)
  const launch = () => launchEmbeddedMongo({ dataDir, entry, socketPath: socket?.path })
  let closing = false
  let timer: NodeJS.Timeout | undefined
  let wait = FIRST_WAIT_MS
  let engine = await launch()
  const { uri } = engine
  const [log, derived] = [WireClient.for(uri), WireClient.for(uri)]
  const wires = log && derived && { log, derived }

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
      // Only where there are no Unix sockets: another port, which the open connections cannot follow.
      if (next.uri !== uri) throw new Error('The database engine has another address: restart the server.')
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
    wires,
    async close() {
      closing = true
      log?.close()
      derived?.close()
      clearTimeout(timer)
      await engine.close()
      if (socket) await rm(socket.folder, { recursive: true, force: true })
    },
  }
}

/** A Unix socket's path must fit into its address; a deep data folder gets one elsewhere, the same at each restart. */
const shortSocketPath = async (dataDir: string): Promise<{ folder: string; path: string } | null> => {
  if (process.platform === 'win32' || Buffer.byteLength(dataDir) < LONGEST_DATA_DIR) return null
  const folder = await mkdtemp(join(tmpdir(), 'polyphony-'))
  return { folder, path: join(folder, 'mongo.sock') }
}
