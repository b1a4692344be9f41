import type * as Y from 'yjs'
import { LOCAL_ORIGIN } from '../origins.ts'
import { confirmedOf } from './layout.ts'

const NUMBER = /^(?:0|[1-9]\d{0,8})$/

/** Numbers of the source words that somebody heard and found right; what is no such number is left out. */
export const readConfirmed = (doc: Y.Doc): ReadonlySet<number> => {
  const words = new Set<number>()
  for (const [key, value] of confirmedOf(doc)) if (value === true && NUMBER.test(key)) words.add(Number(key))
  return words
}

/** Calls back after a word was confirmed, or is confirmed no more. */
export const observeConfirmed = (doc: Y.Doc, listener: () => void): (() => void) => {
  const words = confirmedOf(doc)
  const observer = () => listener()
  words.observe(observer)
  return () => words.unobserve(observer)
}

/**
 * States that source words are right as they were recognised, or takes that back: a correction that changes no letter.
 * It holds for the source word, so it stays with it however turns are split, joined and attributed; where the text reads
 * differently by then, the text counts. Returns how many were changed.
 */
export const confirmWords = (
  doc: Y.Doc,
  words: Iterable<number>,
  right: boolean,
  origin: unknown = LOCAL_ORIGIN,
): number => {
  const known = confirmedOf(doc)
  const changed = [...new Set(words)].map(String).filter(word => (known.get(word) === true) !== right)
  doc.transact(() => {
    for (const word of changed) {
      if (right) known.set(word, true)
      else known.delete(word)
    }
  }, origin)
  return changed.length
}
