import * as Y from 'yjs'
import { boundClients, LOAD_ORIGIN } from './applyStored.ts'
import type { LogStore } from './logStore.ts'

/** Entries applied in one go before the event loop gets a turn: a few milliseconds. */
const SLICE = 100

/** What became of a compaction: how many entries the snapshot took in, or that somebody else was faster. */
export type Compaction = { entries: number } | 'overtaken'

/**
 * Replaces a document's snapshot by one that holds its log, then takes these entries out of the log. Works from the
 * disk alone, never from the open document, so several servers may try at once: who finds the snapshot replaced gives
 * up. Killed anywhere, nothing is lost: entries that are left over are applied again without effect.
 */
export const compactDocument = async (store: LogStore, name: string): Promise<Compaction> => {
  const stored = await store.read(name)
  const { snapshot, entries } = stored
  if (entries.length === 0) return { entries: 0 }

  const doc = new Y.Doc()
  if (snapshot) Y.applyUpdate(doc, snapshot.update, LOAD_ORIGIN)
  for (let from = 0; from < entries.length; from += SLICE) {
    await new Promise(resolve => setImmediate(resolve))
    doc.transact(() => {
      for (const { update } of entries.slice(from, from + SLICE)) Y.applyUpdate(doc, update, LOAD_ORIGIN)
    }, LOAD_ORIGIN)
  }
  await new Promise(resolve => setImmediate(resolve))
  const update = Y.encodeStateAsUpdate(doc)
  doc.destroy()

  const version = (snapshot?.version ?? 0) + 1
  const replaced = await store.replaceSnapshot(name, { version, update, clients: [...boundClients(stored)] })
  if (!replaced) return 'overtaken'
  await store.remove(entries.map(({ _id }) => _id))
  return { entries: entries.length }
}
