import type * as Y from 'yjs'
import { changedKeys } from '../changedKeys.ts'
import type { Coding, Layer } from '../types.ts'
import {
  codingsOf,
  commentsOf,
  highlightsOf,
  memosOf,
  parseCodingKey,
  resolvingsOf,
  tiesOf,
} from './layout.ts'
import { readCoding, readComment, readHighlight, readMemo, readResolving, readTie } from './readEntry.ts'
import { readLayer } from './readLayer.ts'

/** Ids of what was changed, added or removed. */
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

export interface TrackedLayer {
  /** What `readLayer` said when it was renewed last; its maps change in place, what lies in them is replaced. */
  layer: Layer
  /** Reads what has changed since the last time, and only that; null when nothing has. */
  renew: () => LayerChanges | null
  stop: () => void
}

/**
 * Reads a layer once, then notes what each transaction changes, and reads it when asked to: an edit costs the same in a
 * layer of a thousand highlights as in an empty one. `onChanged` is called after each transaction that changed something.
 */
export const trackLayer = (doc: Y.Doc, onChanged: () => void = () => {}): TrackedLayer => {
  const { problems: _, ...layer } = readLayer(doc)
  const maps = {
    highlights: highlightsOf(doc),
    codings: codingsOf(doc),
    memos: memosOf(doc),
    comments: commentsOf(doc),
    resolvings: resolvingsOf(doc),
    ties: tiesOf(doc),
  }
  const kinds = Object.keys(maps) as (keyof typeof maps)[]
  /** Keys of entries that were changed since the layer was renewed; of codings, not the ids of their highlights. */
  let changed = noKeys()
  let isChanged = false

  const afterTransaction = (transaction: Y.Transaction) => {
    if (transaction.changed.size === 0) return
    let isTouched = false
    for (const kind of kinds)
      for (const key of changedKeys(transaction, maps[kind]) ?? [])
        if (key !== null) {
          changed[kind].add(key)
          isTouched = true
        }
    if (!isTouched) return
    isChanged = true
    onChanged()
  }

  /** Highlight id → the keys of its codings, also of those that are malformed or whose highlight is gone. */
  const codingKeys = new Map<string, Set<string>>()
  const knowCoding = (key: string): string | null => {
    const [highlight] = parseCodingKey(key) ?? []
    if (highlight === undefined) return null
    const keys = codingKeys.get(highlight)
    if (!maps.codings.has(key)) {
      keys?.delete(key)
      if (keys?.size === 0) codingKeys.delete(highlight)
    } else if (keys) keys.add(key)
    else codingKeys.set(highlight, new Set([key]))
    return highlight
  }
  for (const key of maps.codings.keys()) knowCoding(key)

  const reread = <T extends object>(
    into: Map<string, T>,
    map: Y.Map<unknown>,
    key: string,
    readEntry: (key: string, value: unknown) => T | string,
  ) => {
    const entry = map.has(key) ? readEntry(key, map.get(key)) : 'gone'
    if (typeof entry === 'string') into.delete(key)
    else into.set(key, entry)
  }
  const rereadCodings = (highlight: string) => {
    const list: Coding[] = []
    if (layer.highlights.has(highlight))
      for (const key of codingKeys.get(highlight) ?? []) {
        const coding = readCoding(key, maps.codings.get(key))
        if (typeof coding !== 'string') list.push(coding)
      }
    if (list.length > 0) layer.codings.set(highlight, list)
    else layer.codings.delete(highlight)
  }
  const rereadMemo = (highlight: string) => {
    if (layer.highlights.has(highlight)) reread(layer.memos, maps.memos, highlight, readMemo)
    else layer.memos.delete(highlight)
  }

  const renew = (): LayerChanges | null => {
    if (!isChanged) return null
    const keys = changed
    changed = noKeys()
    isChanged = false
    const codings = new Set<string>()
    for (const key of keys.codings) {
      const highlight = knowCoding(key)
      if (highlight !== null) codings.add(highlight)
    }
    for (const id of keys.highlights) reread(layer.highlights, maps.highlights, id, readHighlight)
    // What is said of a highlight counts only while it is there.
    for (const id of new Set([...keys.highlights, ...codings])) rereadCodings(id)
    for (const id of new Set([...keys.highlights, ...keys.memos])) rereadMemo(id)
    for (const key of keys.comments) reread(layer.comments, maps.comments, key, readComment)
    for (const key of keys.resolvings) reread(layer.resolvings, maps.resolvings, key, readResolving)
    for (const key of keys.ties) reread(layer.ties, maps.ties, key, readTie)
    const changes = { ...keys, codings }
    return Object.values(changes).some(({ size }) => size > 0) ? changes : null
  }

  doc.on('afterTransaction', afterTransaction)
  return { layer, renew, stop: () => doc.off('afterTransaction', afterTransaction) }
}

const noKeys = () => ({
  highlights: new Set<string>(),
  codings: new Set<string>(),
  memos: new Set<string>(),
  comments: new Set<string>(),
  resolvings: new Set<string>(),
  ties: new Set<string>(),
})
