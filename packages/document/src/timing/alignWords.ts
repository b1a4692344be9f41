import { diffTokens } from '../transcript/diffText.ts'

/** A word of a text: from `from` to `to` in UTF-16 units. */
export interface WordRange {
  from: number
  to: number
}

/** Current words `words[0] … words[1]` stand for the source words `source[0] … source[1]`, ends exclusive. */
export interface Alignment {
  words: [from: number, to: number]
  source: [from: number, to: number]
}

/** The words of a text: what stands between white space. */
export const wordsOf = (text: string): WordRange[] =>
  Array.from(text.matchAll(/\S+/g), match => ({ from: match.index, to: match.index + match[0].length }))

/** Case and punctuation are corrected most and tell nothing of a word's identity. */
const plain = (word: string): string => word.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '') || word

/**
 * Pairs the words of a text with the source words they come from, by a word diff. Equal words pair one to one; so do
 * replaced ones when as many stand on both sides; else a whole run stands for a whole run, either of which may be
 * empty.
 */
export const alignWords = (words: readonly string[], source: readonly string[]): Alignment[] => {
  const alignments: Alignment[] = []
  let word = 0
  let sourceWord = 0
  let inserted = 0
  let deleted = 0
  const pair = (words: number, source: number) => {
    alignments.push({ words: [word, word + words], source: [sourceWord, sourceWord + source] })
    word += words
    sourceWord += source
  }
  const flush = () => {
    if (inserted === deleted) for (let i = 0; i < inserted; i++) pair(1, 1)
    else pair(inserted, deleted)
    inserted = 0
    deleted = 0
  }
  for (const { type, count } of diffTokens(source.map(plain), words.map(plain))) {
    if (type === 'insert') inserted += count
    else if (type === 'delete') deleted += count
    else {
      flush()
      for (let i = 0; i < count; i++) pair(1, 1)
    }
  }
  flush()
  return alignments
}
