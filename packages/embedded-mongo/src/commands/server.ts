import type { Command } from './command.ts'

/** The MongoDB release whose behaviour is followed. */
export const VERSION = '8.0.0'
const VERSION_ARRAY = [8, 0, 0, 0]
/** The wire protocol of MongoDB 8.0: the bulkWrite command needs it. */
const MAX_WIRE_VERSION = 25

/**
 * A standalone server: with a session timeout but no replica set name, drivers use sessions and transactions and
 * leave out retryable writes. Without a topologyVersion they poll instead of streaming.
 */
const hello: Command = {
  writes: false,
  fields: [
    'helloOk',
    'client',
    'compression',
    'topologyVersion',
    'maxAwaitTimeMS',
    'loadBalanced',
    'saslSupportedMechs',
    'speculativeAuthenticate',
    'backpressure',
  ],
  run: ({ name }) => ({
    helloOk: true,
    ...(name === 'hello' ? {} : { ismaster: true }),
    isWritablePrimary: true,
    maxBsonObjectSize: 16 * 1024 * 1024,
    maxMessageSizeBytes: 48_000_000,
    maxWriteBatchSize: 100_000,
    localTime: new Date(),
    logicalSessionTimeoutMinutes: 30,
    minWireVersion: 0,
    maxWireVersion: MAX_WIRE_VERSION,
    readOnly: false,
    ok: 1,
  }),
}

const ok: Command = { writes: false, fields: [], run: () => ({ ok: 1 }) }
const started = Date.now()

const buildInfo: Command = {
  writes: false,
  fields: [],
  run: () => ({
    version: VERSION,
    versionArray: VERSION_ARRAY,
    gitVersion: 'embedded',
    modules: ['embedded-mongo'],
    bits: 64,
    debug: false,
    maxBsonObjectSize: 16 * 1024 * 1024,
    storageEngines: ['lmdb'],
    ok: 1,
  }),
}

const serverStatus: Command = {
  writes: false,
  fields: ['repl', 'metrics', 'locks', 'wiredTiger', 'tcmalloc'],
  run: ({ cursors }) => ({
    version: VERSION,
    process: 'embedded-mongo',
    pid: process.pid,
    uptime: (Date.now() - started) / 1000,
    localTime: new Date(),
    mem: { bits: 64, resident: Math.round(process.memoryUsage.rss() / 2 ** 20) },
    metrics: { cursor: { open: { total: cursors.count } } },
    storageEngine: { name: 'lmdb', persistent: true },
    ok: 1,
  }),
}

const connectionStatus: Command = {
  writes: false,
  fields: ['showPrivileges'],
  run: () => ({ authInfo: { authenticatedUsers: [], authenticatedUserRoles: [] }, ok: 1 }),
}

/** Commands about the server itself; they answer even while a transaction is open. */
export const serverCommands: Readonly<Record<string, Command>> = {
  hello,
  ismaster: hello,
  isMaster: hello,
  ping: ok,
  buildInfo,
  buildinfo: buildInfo,
  serverStatus,
  connectionStatus,
  refreshSessions: ok,
}
