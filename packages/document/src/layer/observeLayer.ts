import type * as Y from 'yjs'
import { changedKeys } from '../changedKeys.ts'
import {
  codingsOf,
  commentsOf,
  highlightsOf,
  memosOf,
  parseCodingKey,
  resolvingsOf,
  tiesOf,
} from './layout.ts'

/** Ids of what a transaction changed, added or removed. */
export interface LayerChanges {
  highlights: Set<string>
  /** Ids of the highlights whose codings changed. */
  codings: Set<string>
  /** Ids of the highlights whose memo changed. */
  memos: Set<string>
  comments: Set<string>
  /** Threads that were settled or opened again. */
  resolvings: Set<string>
  /** Relations between excerpts. */
  ties: Set<string>
}

/** Calls back once after each transaction that changed the layer. */
export const observeLayer = (doc: Y.Doc, listener: (changed: LayerChanges) => void): (() => void) => {
  const highlights = highlightsOf(doc)
  const codings = codingsOf(doc)
  const memos = memosOf(doc)
  const comments = commentsOf(doc)
  const resolvings = resolvingsOf(doc)
  const ties = tiesOf(doc)
  const afterTransaction = (transaction: Y.Transaction) => {
    const keys = (map: Y.Map<unknown>) =>
      [...(changedKeys(transaction, map) ?? [])].filter(key => key !== null)
    const changes: LayerChanges = {
      highlights: new Set(keys(highlights)),
      codings: new Set(keys(codings).flatMap(key => parseCodingKey(key)?.[0] ?? [])),
      memos: new Set(keys(memos)),
      comments: new Set(keys(comments)),
      resolvings: new Set(keys(resolvings)),
      ties: new Set(keys(ties)),
    }
    if (Object.values(changes).some(set => set.size > 0)) listener(changes)
  }
  doc.on('afterTransaction', afterTransaction)
  return () => doc.off('afterTransaction', afterTransaction)
}
