import * as Y from 'yjs'
import { applyStored, boundClients } from './applyStored.ts'
import type { LogStore, StoredDocument } from './logStore.ts'

/** Entries applied in one go before the event loop gets a turn: a few milliseconds. */
const SLICE = 100

/** What became of a compaction: how many entries the snapshot took in, that somebody else was faster, or not to be. */
export type Compaction = { entries: number } | 'overtaken' | 'declined'

/**
 * Replaces a document's snapshot by one that holds its log, then takes these entries out of the log. Works from the
 * disk alone, never from the open document, so several servers may try at once: who finds the snapshot replaced gives
 * up. Killed anywhere, nothing is lost: entries that are left over are applied again without effect. `mayCut` is asked
 * with what was read: only these entries leave the log.
 */
export const compactDocument = async (
  store: LogStore,
  name: string,
  mayCut: (stored: StoredDocument) => Promise<boolean> = async () => true,
): Promise<Compaction> => {
  const stored = await store.read(name)
  const { snapshot, entries } = stored
  if (entries.length === 0) return { entries: 0 }
  if (!(await mayCut(stored))) return 'declined'

  const doc = new Y.Doc()
  applyStored(doc, { snapshot, entries: [] })
  for (let from = 0; from < entries.length; from += SLICE) {
    await nextTurn()
    applyStored(doc, { snapshot: null, entries: entries.slice(from, from + SLICE) })
  }
  await nextTurn()
  const update = Y.encodeStateAsUpdate(doc)
  await nextTurn()
  requireSame(doc, update)
  doc.destroy()

  const version = (snapshot?.version ?? 0) + 1
  const replaced = await store.replaceSnapshot(name, { version, update, clients: [...boundClients(stored)] })
  if (!replaced) return 'overtaken'
  await store.remove(entries.map(({ _id }) => _id))
  return { entries: entries.length }
}

const nextTurn = (): Promise<void> => new Promise(resolve => setImmediate(resolve))

/** A snapshot that cannot be read must never take the place of a log that can. */
const requireSame = (doc: Y.Doc, update: Uint8Array): void => {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, update)
  const same = Buffer.compare(Y.encodeStateVector(copy), Y.encodeStateVector(doc)) === 0
  copy.destroy()
  if (!same) throw new Error('the snapshot is not what the log says')
}
