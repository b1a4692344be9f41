import * as Y from 'yjs'
import { SERVER, type Writing } from '../extensions/logUpdates.ts'
import { applyStored, LOAD_ORIGIN, tryToApply } from './applyStored.ts'
import type { LogRecord, StoredDocument } from './logStore.ts'

/**
 * Lets the entries of a log happen once more, one by one in the order of their times, on a document of their own that
 * is gone afterwards. `follow` gets it as the snapshot has it, with what tells who made an update and when: null for
 * the server's own and for entries that are known already. Without any other entry, nothing happens.
 */
export const replayEntries = (
  { snapshot, entries }: StoredDocument,
  isKnown: (id: string) => boolean,
  follow: (doc: Y.Doc, writingOf: (origin: unknown) => Writing | null) => void,
): void => {
  if (entries.every(({ _id }) => isKnown(_id))) return
  const doc = new Y.Doc()
  try {
    applyStored(doc, { snapshot, entries: [] })
    const replayed = new Map<unknown, LogRecord>()
    follow(doc, origin => {
      const record = replayed.get(origin)
      return record && record.member !== SERVER ? { member: record.member, at: record.at } : null
    })
    for (const record of entries.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
      const origin = isKnown(record._id) ? LOAD_ORIGIN : { source: 'replay', id: record._id }
      if (origin !== LOAD_ORIGIN) replayed.set(origin, record)
      tryToApply(doc, record.update, origin)
    }
  } finally {
    doc.destroy()
  }
}
