import type * as Y from 'yjs'
import type { Coding, Layer } from '../types.ts'
import { changedEntries, changesOf, type LayerChanges } from './changesOf.ts'
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

/**
 * Reads a layer once, and from then on only what each transaction changed: an edit costs the same in a layer of a
 * thousand highlights as in an empty one. `layer` always says what `readLayer` would; its maps change in place, what
 * lies in them is replaced. `listener` is called after each transaction that changed it.
 */
export const followLayer = (
  doc: Y.Doc,
  listener: (changed: LayerChanges) => void,
): { layer: Layer; stop: () => void } => {
  const { problems: _, ...layer } = readLayer(doc)
  const [highlights, codings, memos] = [highlightsOf(doc), codingsOf(doc), memosOf(doc)]
  /** Highlight id → the keys of its codings, also of those that are malformed or whose highlight is gone. */
  const codingKeys = new Map<string, Set<string>>()
  const knowCoding = (key: string): string | null => {
    const [highlight] = parseCodingKey(key) ?? []
    if (highlight === undefined) return null
    const keys = codingKeys.get(highlight)
    if (!codings.has(key)) {
      keys?.delete(key)
      if (keys?.size === 0) codingKeys.delete(highlight)
    } else if (keys) keys.add(key)
    else codingKeys.set(highlight, new Set([key]))
    return highlight
  }
  for (const key of codings.keys()) knowCoding(key)

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
        const coding = readCoding(key, codings.get(key))
        if (typeof coding !== 'string') list.push(coding)
      }
    if (list.length > 0) layer.codings.set(highlight, list)
    else layer.codings.delete(highlight)
  }
  const rereadMemo = (highlight: string) => {
    if (layer.highlights.has(highlight)) reread(layer.memos, memos, highlight, readMemo)
    else layer.memos.delete(highlight)
  }

  const afterTransaction = (transaction: Y.Transaction) => {
    const changed = changesOf(transaction)
    if (!changed) return
    for (const id of changed.highlights) reread(layer.highlights, highlights, id, readHighlight)
    for (const key of changedEntries(transaction, codings)) knowCoding(key)
    // What is said of a highlight counts only while it is there.
    for (const id of new Set([...changed.highlights, ...changed.codings])) rereadCodings(id)
    for (const id of new Set([...changed.highlights, ...changed.memos])) rereadMemo(id)
    for (const key of changed.comments) reread(layer.comments, commentsOf(doc), key, readComment)
    for (const key of changed.resolvings) reread(layer.resolvings, resolvingsOf(doc), key, readResolving)
    for (const key of changed.ties) reread(layer.ties, tiesOf(doc), key, readTie)
    listener(changed)
  }
  doc.on('afterTransaction', afterTransaction)
  return { layer, stop: () => doc.off('afterTransaction', afterTransaction) }
}
