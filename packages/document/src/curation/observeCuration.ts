import type * as Y from 'yjs'
import { changedKeys } from '../changedKeys.ts'
import { codingRefKey, parseRulingKey, rulingsOf } from './layout.ts'

/** Calls back once after each transaction that changed rulings, with the codings they are on (`codingRefKey`). */
export const observeCuration = (doc: Y.Doc, listener: (codings: Set<string>) => void): (() => void) => {
  const rulings = rulingsOf(doc)
  const afterTransaction = (transaction: Y.Transaction) => {
    const keys = changedKeys(transaction, rulings)
    if (!keys) return
    const codings = [...keys].flatMap(key => (key === null ? null : parseRulingKey(key)?.coding) ?? [])
    if (codings.length > 0) listener(new Set(codings.map(codingRefKey)))
  }
  doc.on('afterTransaction', afterTransaction)
  return () => doc.off('afterTransaction', afterTransaction)
}
