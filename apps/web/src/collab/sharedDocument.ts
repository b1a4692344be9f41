import { HocuspocusProvider } from '@hocuspocus/provider'
import { CLOSE_REASONS, type CloseReason, StatelessMessage } from '@polyphony/contract'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import type { CollabSocket } from './collabSocket.ts'
import { createStore, type Store } from './createStore.ts'
import { type OfflineCopy, openOfflineCopy } from './offlineCopy.ts'
import { PatientProvider } from './patientProvider.ts'

export interface SharedDocumentState {
  /** Something can be shown: the offline copy or the server's state has been read. */
  readable: boolean
  /** The server's state has been read at least once. */
  opened: boolean
  /** The server's state is in step with ours at this moment. */
  synced: boolean
  /** The offline copy, or the server's answer, is being taken in, maybe part by part. */
  taking: boolean
  /** The server lets us write. */
  writable: boolean
  /** Changes made here that the server has not yet called durable. */
  unsaved: boolean
  /** The server said that it cannot store this document at present. */
  refused: boolean
  /** Why the server does not serve the document; null while it does. `unavailable` is tried again by itself. */
  closed: CloseReason | null
}

export interface SharedDocumentOptions {
  socket: CollabSocket
  name: string
  /** User id under which the offline copy is kept; null for none. */
  offlineFor: string | null
  /** Only one document per conversation carries presence: each awareness beats. */
  awareness: boolean
  /** Large updates are taken in part by part, for documents whose readers wait for the last one (`isArriving`). */
  inParts?: boolean
  onStateless?: (message: StatelessMessage) => void
  /** What the server's state was a moment ago, fetched ahead; undefined when it does not hold this document. */
  ahead?: Promise<Uint8Array | undefined>
  /** A write was refused: the replica here has gone its own way, its offline copy is dropped, and it must be reopened. */
  onRefused: (reason: CloseReason | 'read-only') => void
}

export interface SharedDocument {
  name: string
  doc: Y.Doc
  awareness: Awareness | null
  state: Store<SharedDocumentState>
  onStateless(listener: (message: StatelessMessage) => void): () => void
  dispose(): void
}

/** Closings that mean: what this replica holds was not accepted, and never will be. */
const REFUSALS = new Set<CloseReason>(['invalid-update', 'too-large', 'foreign-client-id'])
const RETRIES = new Set<CloseReason>(['unavailable', 'shutting-down', 'access-changed'])
/** A frame is the document's name (under 128 bytes: one byte of length), then its type. */
const SYNC_STATUS = 8
/** What was fetched ahead is not waited for longer: the server sends everything as well. */
const AHEAD_PATIENCE_MS = 1_000
/** Origin of what was fetched ahead: the server has it. */
const AHEAD = { source: 'ahead' } as const
const RETRY_MS = [500, 1000, 2000, 4000, 8000, 15_000] as const

const closeReason = (reason: string): CloseReason =>
  (CLOSE_REASONS as readonly string[]).includes(reason) ? (reason as CloseReason) : 'forbidden'

/** A Y.Doc that lives on the server, in this tab and in the browser's own storage. Dispose it when done. */
export const openSharedDocument = (options: SharedDocumentOptions): SharedDocument => {
  const { socket, name } = options
  const doc = new Y.Doc()
  const awareness = options.awareness ? new Awareness(doc) : null
  const state = createStore<SharedDocumentState>({
    readable: false,
    opened: false,
    synced: false,
    taking: false,
    writable: false,
    unsaved: false,
    refused: false,
    closed: null,
  })
  const statelessListeners = new Set<(message: StatelessMessage) => void>()
  if (options.onStateless) statelessListeners.add(options.onStateless)
  const copy: OfflineCopy | null = options.offlineFor
    ? openOfflineCopy(options.offlineFor, name, doc, { inParts: options.inParts })
    : null
  let disposed = false
  let attempts = 0
  let retry: ReturnType<typeof setTimeout> | undefined

  const configuration = { websocketProvider: socket, name, document: doc, awareness, token: '' }
  const provider = options.inParts
    ? new PatientProvider(configuration, { onTaking: taking => state.set({ taking }) })
    : new HocuspocusProvider(configuration)

  const onUpdate = (_update: Uint8Array, origin: unknown) => {
    if (origin !== provider && origin !== copy?.origin && origin !== AHEAD) state.set({ unsaved: true })
  }
  doc.on('update', onUpdate)

  const refuse = (reason: CloseReason | 'read-only') => {
    if (disposed) return
    provider.detach()
    state.set({ closed: reason === 'read-only' ? 'forbidden' : reason, synced: false })
    void (copy?.clear() ?? Promise.resolve()).then(() => options.onRefused(reason))
  }

  const tryAgain = () => {
    clearTimeout(retry)
    retry = setTimeout(
      () => {
        if (disposed || socket.status !== 'connected') return
        void provider.sendToken().then(() => provider.startSync())
      },
      RETRY_MS[Math.min(attempts++, RETRY_MS.length - 1)],
    )
  }

  const shut = (reason: CloseReason) => {
    if (REFUSALS.has(reason)) return refuse(reason)
    state.set({ closed: reason, synced: false })
    if (RETRIES.has(reason)) tryAgain()
  }

  provider.on('authenticated', ({ scope }: { scope: string }) => {
    attempts = 0
    state.set({ closed: null, writable: scope === 'read-write' })
  })
  provider.on('authenticationFailed', ({ reason }: { reason: string }) => shut(closeReason(reason)))
  provider.on('close', ({ event }: { event: { reason: string } }) => {
    // The socket's own closing ends here as well; that is no statement on this document.
    if (socket.status === 'connected' && event.reason) shut(closeReason(event.reason))
    else state.set({ synced: false })
  })
  provider.on('synced', () => state.set({ synced: true, opened: true, readable: true, refused: false }))
  provider.on('unsyncedChanges', ({ number }: { number: number }) => {
    if (number === 0) state.set({ unsaved: false })
  })
  provider.on('stateless', ({ payload }: { payload: string }) => {
    let message: StatelessMessage
    try {
      message = StatelessMessage.parse(JSON.parse(payload))
    } catch (error) {
      console.warn('A message of the server was not understood.', error)
      return
    }
    if (message.type === 'saving') state.set({ refused: !message.ok })
    for (const listener of [...statelessListeners]) listener(message)
  })
  // The provider itself passes over a refused write in silence.
  provider.on('message', ({ event }: { event: MessageEvent<ArrayBuffer> }) => {
    const frame = new Uint8Array(event.data)
    const body = frame[0]! + 1
    if (frame[body] === SYNC_STATUS && frame[body + 1] === 0) refuse('read-only')
  })

  // Only now does the server join in: had it been there before, reading the copy would send all of it as new.
  const join = async () => {
    if (copy) {
      state.set({ taking: true })
      await copy.loaded
      state.set({ taking: false })
    }
    if (disposed) return
    if (doc.store.clients.size > 0) state.set({ readable: true })
    const update = options.ahead && (await atMost(AHEAD_PATIENCE_MS, options.ahead))
    if (disposed) return
    if (update) {
      Y.applyUpdate(doc, update, AHEAD)
      state.set({ readable: true })
    }
    provider.attach()
  }
  void join()

  return {
    name,
    doc,
    awareness,
    state,
    onStateless(listener) {
      statelessListeners.add(listener)
      return () => statelessListeners.delete(listener)
    },
    dispose() {
      if (disposed) return
      disposed = true
      clearTimeout(retry)
      doc.off('update', onUpdate)
      try {
        provider.destroy()
      } finally {
        // Listeners hear of the end, and one that throws would leave the name taken on the socket for good: the next to
        // open the document could not attach.
        if (provider.isAttached) provider.detach()
        copy?.dispose()
        doc.destroy()
      }
    },
  }
}

/** Undefined when it takes longer. */
const atMost = <T>(ms: number, work: Promise<T>): Promise<T | undefined> =>
  Promise.race([work, new Promise<undefined>(resolve => setTimeout(() => resolve(undefined), ms))])
