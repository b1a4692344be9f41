import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { Catalog } from './catalog/catalog.ts'
import { hasExpiry, removeExpired } from './catalog/expire.ts'
import { USER } from './commands/access.ts'
import { Cursors } from './commands/cursors.ts'
import { dispatcher } from './commands/dispatch.ts'
import { Transactions } from './commands/transactions.ts'
import { CommandError } from './errors.ts'
import { openDataFolder } from './store/dataFolder.ts'
import { Store } from './store/store.ts'
import { listen } from './wire/listen.ts'

export interface EmbeddedMongoOptions {
  /** Where the documents live. Created when absent; one process at a time. */
  dataDir: string
  /** Where to listen; by default in a private folder. Ends in `.sock`, at most about 100 characters. */
  socketPath?: string
  /** A loopback port with a secret instead of a socket; the default where there are no Unix sockets. */
  tcp?: boolean
  /** Acknowledge only what is on disk (default). */
  durable?: boolean
  /** How long a transaction may stay open (60,000 ms). */
  transactionLifetimeMs?: number
  /** How long an unused cursor stays open (600,000 ms). */
  cursorIdleMs?: number
  /** How often expired documents are looked for (20,000 ms). */
  expirySweepMs?: number
  /** Unexpected errors; by default they go to stderr. */
  onError?: (error: unknown) => void
}

export interface EmbeddedMongo {
  /** For any MongoDB driver. */
  uri: string
  /** Stops listening, rolls back open transactions and closes the files. */
  close(): Promise<void>
}

/** A Unix socket's path must fit into its address (108 bytes on Linux, 104 on macOS). */
const MAX_SOCKET_PATH = 100
const SWEEP_LIMIT = 1000

/**
 * Starts the embedded database in this process.
 * @throws Error when the data folder is held by another process or was written by a newer version
 */
export async function startEmbeddedMongo(options: EmbeddedMongoOptions): Promise<EmbeddedMongo> {
  const {
    durable = true,
    transactionLifetimeMs = 60_000,
    cursorIdleMs = 600_000,
    expirySweepMs = 20_000,
  } = options
  const onError = options.onError ?? ((error: unknown) => console.error('embedded-mongo:', error))
  const folder = openDataFolder(resolve(options.dataDir))
  try {
    const cursors = new Cursors(cursorIdleMs)
    const store: Store = new Store(folder.databasePath, {
      durable,
      onRollback: () => {
        cursors.killAll()
        catalog.load()
      },
    })
    const catalog = new Catalog(store)
    catalog.load()
    const transactions = new Transactions(store, transactionLifetimeMs)
    const place = chooseAddress(options)
    const handler = dispatcher({ store, catalog, cursors, transactions, access: { secret: place.secret } })
    const listener = await listen(place.listen, handler, onError)
    if (place.socketPath) chmodSync(place.socketPath, 0o600)
    const sweep = setInterval(() => {
      cursors.sweep()
      if (store.locked || !hasExpiry(catalog)) return
      store
        .write(
          () => removeExpired(catalog, new Date(), SWEEP_LIMIT),
          error => error instanceof CommandError,
        )
        .catch(onError)
    }, expirySweepMs)
    sweep.unref()
    let closing: Promise<void> | undefined
    const close = async () => {
      clearInterval(sweep)
      await listener.close()
      await transactions.close()
      await store.close()
      place.cleanUp()
      folder.release()
    }
    return {
      uri: place.socketPath
        ? `mongodb://${encodeURIComponent(place.socketPath)}/`
        : `mongodb://${USER}:${place.secret}@127.0.0.1:${listener.port}/?authMechanism=PLAIN&authSource=%24external`,
      close: () => {
        closing ??= close()
        return closing
      },
    }
  } catch (error) {
    folder.release()
    throw error
  }
}

interface Address {
  listen: { path: string } | { host: string; port: number }
  socketPath?: string
  secret: string | null
  cleanUp: () => void
}

function chooseAddress({
  dataDir,
  socketPath,
  tcp = process.platform === 'win32',
}: EmbeddedMongoOptions): Address {
  if (tcp) {
    return {
      listen: { host: '127.0.0.1', port: 0 },
      secret: randomBytes(24).toString('hex'),
      cleanUp: () => {},
    }
  }
  const inData = join(resolve(dataDir), 'socket', 'mongo.sock')
  const wanted = socketPath ? resolve(socketPath) : inData
  if (socketPath && Buffer.byteLength(wanted) > MAX_SOCKET_PATH) {
    throw new Error(
      `The socket path ${wanted} is longer than ${MAX_SOCKET_PATH} bytes; choose a shorter one.`,
    )
  }
  if (Buffer.byteLength(wanted) > MAX_SOCKET_PATH) {
    const folder = mkdtempSync(join(tmpdir(), 'mongo-')) // created with mode 0700
    const path = join(folder, 'mongo.sock')
    return {
      listen: { path },
      socketPath: path,
      secret: null,
      cleanUp: () => rmSync(folder, { recursive: true, force: true }),
    }
  }
  mkdirSync(dirname(wanted), { recursive: true, mode: 0o700 })
  rmSync(wanted, { force: true }) // left by a process that was killed
  return {
    listen: { path: wanted },
    socketPath: wanted,
    secret: null,
    cleanUp: () => rmSync(wanted, { force: true }),
  }
}
