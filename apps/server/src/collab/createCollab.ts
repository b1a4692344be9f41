import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { type Document, type Extension, Hocuspocus } from '@hocuspocus/server'
import { type DocumentRef, parseDocumentName } from '@polyphony/document'
import type { Connection } from 'mongoose'
import type { Logger } from 'pino'
import { Registry } from 'prom-client'
import type * as Y from 'yjs'
import type { LiveDocuments } from '../liveDocuments.ts'
import { remembering } from '../policies/remembering.ts'
import { acceptSockets } from './acceptSockets.ts'
import { CloseError } from './closeError.ts'
import { registerCollabMetrics } from './collabMetrics.ts'
import { createLiveDocuments } from './createLiveDocuments.ts'
import { Disconnections } from './disconnections.ts'
import { announceLayer, announceOutage, announceSaving } from './extensions/announce.ts'
import { authenticate, type CollabPolicies } from './extensions/authenticate.ts'
import { bindClientIds } from './extensions/bindClientIds.ts'
import { checkSchema } from './extensions/checkSchema.ts'
import { checkStructure } from './extensions/checkStructure.ts'
import { closeExpired } from './extensions/closeExpired.ts'
import { forgetNames } from './extensions/forgetNames.ts'
import { holdAcknowledgement } from './extensions/holdAcknowledgement.ts'
import { inOneStep } from './extensions/inOneStep.ts'
import { keepWhileDirty } from './extensions/keepWhileDirty.ts'
import { DEFAULT_LIMITS, type Limits, limit } from './extensions/limit.ts'
import { load } from './extensions/load.ts'
import { logAhead, type Writing, writingOf } from './extensions/logUpdates.ts'
import { stampPresence } from './extensions/stampPresence.ts'
import { storeNothing } from './extensions/storeNothing.ts'
import { fanOut } from './fanOut.ts'
import { Compactor } from './log/compactor.ts'
import { DurableLog } from './log/durableLog.ts'
import {
  type LogStore,
  MongoLogStore,
  type MongoLogStoreOptions,
  type StoredDocument,
} from './log/logStore.ts'
import { replayEntries } from './log/replayEntries.ts'
import { createShortWay } from './shortWay.ts'

/** What is derived from documents: told of every change, asked before a document's log is cut. */
export interface Derived {
  /**
   * A document was loaded; `writingOf` tells of an update's origin which member made it and when, null for the server.
   * Of those that are `attributed`, also what a killed server left in the log passes here, as a document of its own.
   */
  opened?: (ref: DocumentRef, doc: Y.Doc, writingOf: (origin: unknown) => Writing | null) => void
  /** Whether it is kept of a document who made each change. */
  attributed?: (ref: DocumentRef) => boolean
  changed: (ref: DocumentRef) => void
  /** Resolves once what derives from the document is up to date. */
  settled: (ref: DocumentRef) => Promise<void>
}

export interface CollabOptions {
  connection: Connection
  logger: Logger
  policies: CollabPolicies
  /** Whether pages of this origin may open sockets; `host` is the request's Host header. */
  isAllowedOrigin: (origin: string, host: string | undefined) => boolean
  /** Makes an ontology document equal to its record. */
  onOntologyLoad?: (workspace: string, doc: Y.Doc) => void | Promise<void>
  derived?: Derived
  metrics?: Registry
  limits?: Partial<Limits>
  /** Where the log lies; left out, in the database of `connection`. */
  store?: LogStore
  /** How the log there is written, if not by the driver. */
  run?: MongoLogStoreOptions['run'] | null
  /** How long a server-side change waits for the disk before it fails, in milliseconds. */
  patience?: number
}

export interface Collab {
  live: LiveDocuments
  store: LogStore
  attach: (server: Server) => void
  handleUpgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
  stats: () => { documents: number; sockets: number; unsaved: number; saving: boolean }
  /** Resolves when no document waits for its log to be cut. */
  compacted: () => Promise<void>
  /** After a start: derives and compacts what an earlier run left in the log. */
  recover: () => Promise<void>
  /**
   * Reads nothing more from clients, writes what is unsaved, tells clients what was saved, and closes. False when
   * something could not be written by the deadline (milliseconds since the epoch).
   */
  close: (deadline: number) => Promise<boolean>
}

/** What another server began to write is listed after this, at the latest; in milliseconds. */
const LISTED_MS = 500

/** The collaboration server: Hocuspocus with our own durable log under it. */
export const createCollab = (options: CollabOptions): Collab => {
  const { connection, logger, policies, derived } = options
  if (!connection.db && !options.store) throw new Error('The database must be connected first.')
  const store =
    options.store ??
    new MongoLogStore(connection.db as NonNullable<Connection['db']>, { run: options.run ?? undefined })
  const limits = { ...DEFAULT_LIMITS, ...options.limits }
  const names = remembering<string[]>(LISTED_MS)
  const disconnections = new Disconnections()

  const log = new DurableLog(store, {
    onCommit: waited => metrics.committed(waited),
    onSaving(ok, error) {
      if (ok) logger.info('documents are saved again')
      else logger.error({ err: error }, 'documents cannot be saved: edits are kept in memory and tried again')
      announceSaving(hocuspocus, ok)
    },
  })
  const compactor = new Compactor({
    store,
    logger,
    settled: async (name, stored) => {
      const ref = parseDocumentName(name)
      if (!ref) return
      attribute(ref, stored)
      await derived?.settled(ref)
      for (const { _id } of stored.entries) attributed.delete(_id)
    },
  })

  /** Entries of other servers and earlier runs that passed through `derived` already. */
  const attributed = new Set<string>()
  /** Nobody may know yet who made the changes that another server had in the log when it was killed. */
  const attribute = (ref: DocumentRef, stored: StoredDocument): void => {
    if (!derived?.opened || !derived.attributed?.(ref)) return
    const { opened } = derived
    const isKnown = (id: string): boolean => log.wrote(id) || attributed.has(id)
    replayEntries(stored, isKnown, (doc, writing) => opened(ref, doc, writing))
    for (const { _id } of stored.entries) if (!log.wrote(_id)) attributed.add(_id)
  }

  const onLoaded = (document: Document, stored: StoredDocument): void => {
    const ref = parseDocumentName(document.name)
    if (!ref) return
    fanOut(document)
    compactor.count(document.name, stored.entries.length)
    announceLayer(hocuspocus, document)
    // Before anybody changes more of it: it came earlier.
    attribute(ref, stored)
    derived?.opened?.(ref, document, origin => writingOf(document, origin))
    document.on('update', () => {
      compactor.count(document.name, 1)
      derived?.changed(ref)
    })
  }

  // In this order: what is cheap and refuses comes before what is dear and remembers.
  const checks = [checkStructure(limits.messageBytes), bindClientIds(), logAhead(log)]
  const limited = limit(limits)
  const shortWay = createShortWay({ admits: limited.admits, checks })
  const extensions: Extension[] = [
    authenticate(policies, disconnections),
    checkSchema(),
    load({ store, log, logger, onLoaded, onOntologyLoad: options.onOntologyLoad ?? (() => {}) }),
    closeExpired(policies.actorOf, disconnections),
    announceOutage(log),
    shortWay.extension,
    limited.extension,
    inOneStep(checks),
    stampPresence(),
    storeNothing(),
    keepWhileDirty(log, name => compactor.closed(name)),
    forgetNames(names),
  ]
  const hocuspocus = new Hocuspocus({
    quiet: true,
    extensions,
    // What is sent in one turn of the event loop leaves together (see CollabSocket): merging it would cost more.
    flushDelay: false,
    // A study with many analysts opens a layer of each at once.
    maxPendingDocuments: 2_000,
  })

  const sockets = acceptSockets({
    hocuspocus,
    logger,
    policies,
    isAllowedOrigin: options.isAllowedOrigin,
    takeShortWay: shortWay.take,
    socket: { hold: holdAcknowledgement(log, () => hocuspocus), onDropped: () => metrics.dropped() },
  })
  const metrics = registerCollabMetrics(options.metrics ?? new Registry(), {
    documents: () => hocuspocus.getDocumentsCount(),
    sockets: () => sockets.count(),
    unsaved: () => log.unsaved,
  })

  return {
    live: createLiveDocuments({
      hocuspocus,
      store,
      names,
      log,
      disconnections,
      compacted: () => compactor.idle(),
      patience: options.patience,
    }),
    store,
    attach: sockets.attach,
    handleUpgrade: sockets.handleUpgrade,
    compacted: () => compactor.idle(),
    async recover() {
      for (const name of await store.listWithEntries('')) {
        const ref = parseDocumentName(name)
        if (ref) derived?.changed(ref)
        compactor.closed(name, true)
      }
    },
    stats: () => ({
      documents: hocuspocus.getDocumentsCount(),
      sockets: sockets.count(),
      unsaved: log.unsaved,
      saving: log.saving,
    }),
    async close(deadline) {
      sockets.pause()
      // Messages that were read already are still on their way through the extensions.
      await Promise.all(
        [...hocuspocus.documents.values()].flatMap(document =>
          document
            .getConnections()
            .map(connection => beforeDeadline(deadline, connection.waitForPendingMessages())),
        ),
      )
      const saved = await log.drain(deadline)
      await sockets.close()
      for (const document of hocuspocus.documents.values()) {
        for (const open of document.getConnections()) open.close(new CloseError('shutting-down'))
      }
      hocuspocus.flushPendingStores()
      await beforeDeadline(deadline, compactor.close())
      return saved
    },
  }
}

const beforeDeadline = async (deadline: number, work: Promise<unknown>): Promise<void> => {
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<void>(resolve => {
    timer = setTimeout(resolve, Math.max(0, deadline - Date.now()))
  })
  await Promise.race([work, timeout]).finally(() => clearTimeout(timer))
}
