import { applyInParts } from '@polyphony/document'
import * as Y from 'yjs'
import { atLeisure } from '../ui/atLeisure.ts'
import { nextTask } from './nextTask.ts'
import type { OfflineCopy } from './offlineCopy.ts'

const UPDATES = 'updates'
/** Kept updates are made one when there are more. */
const MOST_UPDATES = 500
/** A blocked or refused database must not keep the page waiting: the server has everything as well. */
const PATIENCE_MS = 1500

const answerTo = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

/** In the layout of y-indexeddb, so that what it has kept is read. */
const openDatabase = (name: string): Promise<IDBDatabase> => {
  const request = indexedDB.open(name)
  request.onupgradeneeded = () => {
    request.result.createObjectStore(UPDATES, { autoIncrement: true })
    request.result.createObjectStore('custom')
  }
  return answerTo(request)
}

/**
 * An offline copy that is read into its document part by part, so that the page answers to its user meanwhile. For
 * documents that others write; y-indexeddb reads all of a copy at once.
 */
export const openPartwiseCopy = (name: string, doc: Y.Doc): OfflineCopy => {
  const origin = { source: 'offline copy' }
  const database = openDatabase(name)
  let closed = false
  const storeOf = async () => (await database).transaction(UPDATES, 'readwrite').objectStore(UPDATES)

  const makeOne = async () => {
    if (closed) return
    const state = Y.encodeStateAsUpdate(doc)
    const store = await storeOf()
    // In one transaction: it is all kept, or as it was.
    store.clear()
    store.add(state)
  }
  const compacting = atLeisure(() => void makeOne().catch(warn))
  const warn = (error: unknown) => {
    if (!closed) console.warn('The offline copy is not kept.', error)
  }
  /** What has come and is not kept yet. */
  let fresh: Uint8Array[] = []
  const write = async () => {
    const updates = fresh
    fresh = []
    if (updates.length === 0) return
    const store = await storeOf()
    for (const update of updates) store.add(update)
  }
  // What others write the server has: first it is shown, and kept a moment later.
  const writing = atLeisure(() => void write().catch(warn))
  const keep = (update: Uint8Array, from: unknown) => {
    if (from === origin) return
    fresh.push(update)
    writing.request()
  }

  const load = async () => {
    const updates = await atMost<Uint8Array[]>(
      PATIENCE_MS,
      storeOf().then(store => answerTo(store.getAll())),
    )
    if (closed || !updates) return
    await applyInParts(doc, updates, origin, async () => {
      await nextTask()
      return closed ? 'give up' : 'go on'
    })
    if (updates.length > MOST_UPDATES) compacting.request()
  }
  const loaded = load().catch((error: unknown) =>
    console.warn('No offline copy can be kept in this browser.', error),
  )
  doc.on('update', keep)

  const close = async () => {
    closed = true
    compacting.cancel()
    writing.cancel()
    doc.off('update', keep)
    // A database waits for what was begun before it closes.
    try {
      await write()
    } finally {
      ;(await database).close()
    }
  }
  return {
    loaded,
    origin,
    async clear() {
      try {
        await close()
        await answerTo(indexedDB.deleteDatabase(name))
      } catch (error) {
        console.warn('An offline copy was not removed.', error)
      }
    },
    dispose() {
      // A database that never opened needs no closing; `loaded` has said so.
      close().catch(() => {})
    },
  }
}

/** Undefined when it takes longer. */
const atMost = <T>(ms: number, work: Promise<T>): Promise<T | undefined> =>
  Promise.race([work, new Promise<undefined>(resolve => setTimeout(() => resolve(undefined), ms))])
