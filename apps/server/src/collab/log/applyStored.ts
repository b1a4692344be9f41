import * as Y from 'yjs'
import type { StoredDocument } from './logStore.ts'

/** Origin of what comes from the log: it is there already and must not be appended again. */
export const LOAD_ORIGIN = { source: 'load' } as const

/** Applies what is on disk, in one transaction: many times faster than one by one, or than merging updates. */
export const applyStored = (doc: Y.Doc, { snapshot, entries }: StoredDocument): void => {
  doc.transact(() => {
    if (snapshot) Y.applyUpdate(doc, snapshot.update, LOAD_ORIGIN)
    for (const { update } of entries) Y.applyUpdate(doc, update, LOAD_ORIGIN)
  }, LOAD_ORIGIN)
}

/** Client ids with the member each is bound to. */
export const boundClients = ({ snapshot, entries }: StoredDocument): Map<number, string> => {
  const bound = new Map(snapshot?.clients)
  for (const { clients } of entries) {
    for (const [client, member] of clients) if (!bound.has(client)) bound.set(client, member)
  }
  return bound
}
