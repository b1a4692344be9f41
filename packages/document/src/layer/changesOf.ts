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

/** The keys of a map that a transaction changed, added or removed. */
export const changedEntries = (transaction: Y.Transaction, map: Y.Map<unknown>): string[] =>
  [...(changedKeys(transaction, map) ?? [])].filter(key => key !== null)

/** What a transaction changed in a layer; null when nothing. */
export const changesOf = (transaction: Y.Transaction): LayerChanges | null => {
  const { doc } = transaction
  const changes: LayerChanges = {
    highlights: new Set(changedEntries(transaction, highlightsOf(doc))),
    codings: new Set(
      changedEntries(transaction, codingsOf(doc)).flatMap(key => parseCodingKey(key)?.[0] ?? []),
    ),
    memos: new Set(changedEntries(transaction, memosOf(doc))),
    comments: new Set(changedEntries(transaction, commentsOf(doc))),
    resolvings: new Set(changedEntries(transaction, resolvingsOf(doc))),
    ties: new Set(changedEntries(transaction, tiesOf(doc))),
  }
  return Object.values(changes).some(set => set.size > 0) ? changes : null
}
