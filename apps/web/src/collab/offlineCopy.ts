import { IndexeddbPersistence } from 'y-indexeddb'
import type * as Y from 'yjs'
import { openPartwiseCopy } from './partwiseCopy.ts'

const PREFIX = 'polyphony:'
/** A blocked or refused database must not keep the page waiting: the server has everything as well. */
const PATIENCE_MS = 1500

const copyName = (user: string, document: string): string => `${PREFIX}${user}:${document}`

export interface OfflineCopy {
  /** Resolves when what was kept has been read into the document, or when nothing can be kept. */
  loaded: Promise<void>
  /** The origin of updates that come from the copy. */
  origin: unknown
  /** Forgets what was kept. */
  clear(): Promise<void>
  dispose(): void
}

/**
 * Keeps a copy of a document in this browser, under the person's own name; `inParts`: it may be large, and is read
 * part by part.
 */
export const openOfflineCopy = (
  user: string,
  document: string,
  doc: Y.Doc,
  { inParts = false } = {},
): OfflineCopy | null => {
  if (typeof indexedDB === 'undefined') return null
  if (inParts) return openPartwiseCopy(copyName(user, document), doc)
  const copy = new IndexeddbPersistence(copyName(user, document), doc)
  // The library leaves a refused database (private windows) as an unhandled rejection and never says that it loaded.
  const opened = (copy as unknown as { _db: Promise<unknown> })._db
  let patience: ReturnType<typeof setTimeout> | undefined
  const loaded = Promise.race([
    copy.whenSynced.then(() => undefined),
    opened.then(
      () => new Promise<void>(() => {}),
      (error: unknown) => console.warn('No offline copy can be kept in this browser.', error),
    ),
    new Promise<void>(resolve => {
      patience = setTimeout(resolve, PATIENCE_MS)
    }),
  ]).finally(() => clearTimeout(patience))
  return {
    loaded,
    origin: copy,
    clear: () =>
      copy.clearData().catch((error: unknown) => console.warn('An offline copy was not removed.', error)),
    dispose() {
      clearTimeout(patience)
      copy.destroy().catch(() => {})
    },
  }
}

/** Forgets every offline copy, or those of one person: called on signing out. */
export const clearOfflineCopies = async (user?: string): Promise<void> => {
  if (typeof indexedDB === 'undefined' || !indexedDB.databases) return
  const prefix = user === undefined ? PREFIX : copyName(user, '')
  const names = (await indexedDB.databases()).map(database => database.name ?? '')
  await Promise.all(
    names
      .filter(name => name.startsWith(prefix))
      .map(
        name =>
          new Promise<void>((resolve, reject) => {
            const request = indexedDB.deleteDatabase(name)
            // A tab that still has it open gives it up when it closes; the deletion then happens by itself.
            request.onblocked = () => resolve()
            request.onsuccess = () => resolve()
            request.onerror = () => reject(request.error)
          }),
      ),
  )
}
