import type { Document, Hocuspocus } from '@hocuspocus/server'
import { type CloseReason, PolyphonyError } from '@polyphony/contract'
import * as Y from 'yjs'
import type { DisconnectScope, LiveDocuments, WriterOf } from '../liveDocuments.ts'
import type { Remembered } from '../policies/remembering.ts'
import { CloseError, closeCode } from './closeError.ts'
import type { CollabContext } from './collabContext.ts'
import { deflatedState } from './deflatedState.ts'
import { type Disconnections, isInScope } from './disconnections.ts'
import { documentState } from './documentState.ts'
import { SERVER } from './extensions/logUpdates.ts'
import { applyStored, boundClients } from './log/applyStored.ts'
import type { DurableLog } from './log/durableLog.ts'
import type { LogStore } from './log/logStore.ts'

/** How long a change may take to be on disk before its caller is told that it is not, in milliseconds. */
const PATIENCE_MS = 10_000

export interface LiveDocumentsOptions {
  hocuspocus: Hocuspocus
  store: LogStore
  /** Names of documents in the store, by prefix. */
  names: Remembered<string[]>
  log: DurableLog
  disconnections: Disconnections
  /** Resolves when no document is being compacted. */
  compacted: () => Promise<void>
  patience?: number
}

/** The documents of this server, for commands and routes. */
export const createLiveDocuments = ({
  hocuspocus,
  store,
  names: stored,
  log,
  disconnections,
  compacted,
  patience = PATIENCE_MS,
}: LiveDocumentsOptions): LiveDocuments => ({
  async transact(name, actor, change) {
    const context = { member: actor === 'server' ? 'server' : actor.member }
    const direct = await orUnavailable(
      'The document cannot be read now.',
      hocuspocus.openDirectConnection(name, context),
    )
    try {
      let result: { value: ReturnType<typeof change> } | undefined
      await direct.transact(doc => {
        result = { value: change(doc) }
      })
      await orUnavailable(
        'The change could not be written to the database yet. It will be as soon as the database answers.',
        log.waitAtMost(name, patience),
      )
      return (result as { value: ReturnType<typeof change> }).value
    } finally {
      // Stays open for a moment: changes mostly come several at a time.
      await direct.disconnect({ unloadImmediately: false })
    }
  },

  async read(name, look) {
    const open = hocuspocus.documents.get(name)
    if (open) return look(open, writersOf(documentState(open).clients))
    const doc = new Y.Doc()
    try {
      const stored = await orUnavailable('The document cannot be read now.', store.read(name))
      applyStored(doc, stored)
      return look(doc, writersOf(boundClients(stored)))
    } finally {
      doc.destroy()
    }
  },

  async deflated(name) {
    // Opened rather than read: who asks opens it in a moment, and a whole team may ask at once.
    const open = hocuspocus.documents.get(name)
    if (open) return deflatedState(open)
    const direct = await orUnavailable(
      'The document cannot be read now.',
      hocuspocus.openDirectConnection(name),
    )
    try {
      return await deflatedState(direct.document as Document)
    } finally {
      await direct.disconnect({ unloadImmediately: false })
    }
  },

  present(workspace) {
    const found = new Map<string, string[]>()
    for (const { name, connections, awareness } of hocuspocus.documents.values()) {
      const members = new Set<string>()
      for (const [connection, { clients }] of connections) {
        const context: CollabContext = connection.context
        const shown = [...clients].some(client => awareness.states.has(client))
        if (shown && context.profile && context.workspace === workspace) members.add(context.member)
      }
      if (members.size > 0) found.set(name, [...members].sort())
    }
    return found
  },

  disconnect(scope, reason) {
    closeConnections(hocuspocus, disconnections, scope, reason)
  },

  tell(members, names, message) {
    const payload = JSON.stringify(message)
    for (const name of names) {
      for (const connection of hocuspocus.documents.get(name)?.getConnections() ?? [])
        if (members === 'all' || members.has(connection.context.member)) connection.sendStateless(payload)
    }
  },

  async writers(name) {
    const open = hocuspocus.documents.get(name)
    const clients = open
      ? documentState(open).clients
      : boundClients(await orUnavailable('The document cannot be read now.', store.read(name)))
    return [...new Set(clients.values())].filter(member => member !== SERVER).sort()
  },

  async exists(name) {
    const open = hocuspocus.documents.get(name)
    if (open && open.store.clients.size > 0) return true
    const { snapshot, entries } = await store.read(name)
    return snapshot !== null || entries.length > 0
  },

  async list(prefix) {
    // Those that are written now are open here.
    const onDisk = stored.of(prefix, () => store.list(prefix))
    const names = new Set(await orUnavailable('The documents cannot be listed now.', onDisk))
    for (const { name, store: content } of hocuspocus.documents.values()) {
      if (name.startsWith(prefix) && content.clients.size > 0) names.add(name)
    }
    return [...names].sort()
  },

  async remove(name) {
    const message = 'The document is still open and could not be deleted.'
    const deadline = Date.now() + patience
    closeConnections(hocuspocus, disconnections, { document: name }, 'not-found')
    await orUnavailable(message, log.waitAtMost(name, patience))
    for (let open = hocuspocus.documents.get(name); open; open = hocuspocus.documents.get(name)) {
      if (Date.now() > deadline) throw new PolyphonyError('unavailable', message)
      hocuspocus.flushPendingStores()
      await hocuspocus.unloadDocument(open)
      await new Promise(resolve => setTimeout(resolve, 5))
    }
    // A snapshot made of what was read before would bring the document back.
    await compacted()
    await orUnavailable(message, store.removeDocument(name))
    stored.forget()
  },
})

const writersOf =
  (clients: ReadonlyMap<number, string>): WriterOf =>
  client => {
    const member = clients.get(client)
    return member === SERVER ? undefined : member
  }

const closeConnections = (
  hocuspocus: Hocuspocus,
  disconnections: Disconnections,
  scope: DisconnectScope,
  reason: CloseReason,
): void => {
  disconnections.add(scope)
  for (const document of hocuspocus.documents.values()) {
    for (const connection of document.getConnections()) {
      if (!isInScope(scope, connection.context, document.name)) continue
      connection.close({ code: closeCode(reason), reason })
    }
  }
}

const orUnavailable = async <T>(message: string, work: Promise<T>): Promise<T> => {
  try {
    return await work
  } catch (cause) {
    if (cause instanceof CloseError && cause.reason === 'not-found') {
      throw new PolyphonyError('not-found', 'There is no such document.', { cause })
    }
    throw new PolyphonyError('unavailable', `${message} Try again in a moment.`, { cause })
  }
}
