import { type DocumentRef, documentName } from '@polyphony/document'
import { CollabSocket } from './collabSocket.ts'
import { createStore, type Store } from './createStore.ts'
import { type Connection, type SavingState, savingState } from './savingState.ts'
import { openSharedDocument, type SharedDocument } from './sharedDocument.ts'

export interface CollabState {
  saving: SavingState
  connected: boolean
  /** The session has ended: work goes on here, and is sent after signing in again. */
  signedOut: boolean
}

export interface OpenOptions {
  /** Keep a copy in this browser for working without a connection. */
  offline?: boolean
  /** Carry presence on this document. */
  awareness?: boolean
  /** This person writes here, so that it counts for "Saved". */
  own?: boolean
  /** States of documents fetched ahead, by name. */
  ahead?: ((name: string) => Promise<Uint8Array | undefined>) | null
}

export interface Collab {
  state: Store<CollabState>
  /** Opens a document, or shares the one already open; every call is answered by one `release`. */
  open(ref: DocumentRef, options?: OpenOptions): { document: SharedDocument; release: () => void }
  /** Called when a document's replica was thrown away: everything built upon it must be built again. */
  onReplaced(listener: (name: string, reason: string) => void): () => void
  /** After signing in again: the same documents over a fresh connection. */
  reconnect(): Promise<void>
  dispose(): void
}

interface Opened {
  document: SharedDocument
  holders: number
  own: boolean
  unwatch: () => void
  closing: ReturnType<typeof setTimeout> | undefined
}

/** A document nobody looks at stays open this long, or until its changes are durable. */
const LINGER_MS = 300

/** All collaboration of one tab: one socket, a provider per document, and the one word about saving. */
export const createCollab = ({ url, user }: { url: string; user: string }): Collab => {
  const socket = new CollabSocket({ url, maxDelay: 8000, minDelay: 300, delay: 500 })
  const opened = new Map<string, Opened>()
  const state = createStore<CollabState>({ saving: 'opening', connected: false, signedOut: false })
  let connection: Connection = 'connecting'
  const replaced = new Set<(name: string, reason: string) => void>()

  const refresh = () => {
    const own: Parameters<typeof savingState>[1] = [...opened.values()]
      .filter(entry => entry.own || entry.document.state.get().unsaved)
      .map(entry => entry.document.state.get())
    const connected = socket.status === 'connected'
    connection = connected ? 'connected' : connection === 'connecting' ? 'connecting' : 'lost'
    const signedOut = [...opened.values()].some(({ document }) => {
      const { closed } = document.state.get()
      return closed === 'session-expired' || closed === 'unauthenticated'
    })
    state.set({ connected, signedOut, saving: signedOut ? 'not-saved' : savingState(connection, own) })
  }
  socket.on('status', refresh)

  const close = (name: string) => {
    const entry = opened.get(name)
    if (!entry || entry.holders > 0) return
    // A page may be left while a change is still on its way: the document stays until it is durable.
    if (entry.document.state.get().unsaved && entry.document.state.get().closed === null) return
    opened.delete(name)
    entry.unwatch()
    entry.document.dispose()
    refresh()
  }

  const drop = (name: string, dropped: SharedDocument, reason: string) => {
    const entry = opened.get(name)
    // It may have been closed while its copy was cleared, and opened anew: that one is sound.
    if (entry?.document !== dropped) return
    opened.delete(name)
    clearTimeout(entry.closing)
    entry.unwatch()
    entry.document.dispose()
    refresh()
    for (const listener of [...replaced]) listener(name, reason)
  }

  const warnBeforeLeaving = (event: BeforeUnloadEvent) => {
    if ([...opened.values()].some(({ document }) => document.state.get().unsaved)) event.preventDefault()
  }
  window.addEventListener('beforeunload', warnBeforeLeaving)
  // The browser knows at once; waiting for the socket to notice can take half a minute.
  const wake = () => void socket.connect()
  window.addEventListener('online', wake)
  // A server on this machine is still there without a network: asking anew tells which it is.
  const doubt = () => void socket.reconnect()
  window.addEventListener('offline', doubt)

  return {
    state,
    open(ref, { offline = false, awareness = false, own = false, ahead = null } = {}) {
      const name = documentName(ref)
      let entry = opened.get(name)
      if (!entry) {
        const document: SharedDocument = openSharedDocument({
          socket,
          name,
          awareness,
          offlineFor: offline ? user : null,
          ahead: ahead?.(name),
          inParts: ref.kind === 'ontology',
          onRefused: reason => drop(name, document, reason),
        })
        const unwatch = document.state.subscribe(() => {
          refresh()
          close(name)
        })
        entry = { document, holders: 0, own, unwatch, closing: undefined }
        opened.set(name, entry)
      }
      const held = entry
      held.holders++
      held.own ||= own
      clearTimeout(held.closing)
      refresh()
      let released = false
      return {
        document: held.document,
        release() {
          if (released) return
          released = true
          held.holders--
          // React mounts twice in development, and pages that follow each other share documents.
          if (held.holders === 0) held.closing = setTimeout(() => close(name), LINGER_MS)
        },
      }
    },
    onReplaced(listener) {
      replaced.add(listener)
      return () => replaced.delete(listener)
    },
    reconnect: () => socket.reconnect(),
    dispose() {
      window.removeEventListener('beforeunload', warnBeforeLeaving)
      window.removeEventListener('online', wake)
      window.removeEventListener('offline', doubt)
      for (const entry of opened.values()) {
        clearTimeout(entry.closing)
        entry.unwatch()
        entry.document.dispose()
      }
      opened.clear()
      socket.destroy()
    },
  }
}
