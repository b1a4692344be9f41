import { splitWords } from './splitWords.ts'
import type { DraftWord } from './transcriptDraft.ts'

/** How many timed words may be passed over to find the next one that is in the text. */
const LOOKAHEAD = 8
/** Pieces one word may be made of. */
const MAX_PIECES = 64

/**
 * Gives the words of a readable text the times of a recogniser's words, which may be pieces of words, lack
 * punctuation, or differ here and there. A word that none of them matches stays without times.
 */
export const alignWords = (text: string, timed: readonly DraftWord[]): DraftWord[] => {
  const plain = timed.map(word => normalised(word.text))
  let next = 0
  return splitWords(text).map(word => {
    const wanted = normalised(word.text)
    if (wanted === '') return word
    for (let from = next; from < Math.min(next + LOOKAHEAD, timed.length); from++) {
      const to = matchEnd(plain, from, wanted)
      if (to === null) continue
      next = to
      return timedAs(
        word.text,
        timed.slice(from, to).filter((_, i) => plain[from + i] !== ''),
      )
    }
    return word
  })
}

/** Index after the last of the words from `from` that together spell `wanted`; null when they do not. */
const matchEnd = (plain: string[], from: number, wanted: string): number | null => {
  // Pieces without letters (punctuation) belong to the word before them.
  if (plain[from] === '') return null
  let spelt = ''
  let to = from
  while (to < plain.length && to - from < MAX_PIECES && spelt.length < wanted.length) spelt += plain[to++]!
  if (spelt !== wanted) return null
  while (to < plain.length && plain[to] === '') to++
  return to
}

const timedAs = (text: string, pieces: DraftWord[]): DraftWord => {
  const sure = pieces.flatMap(piece => piece.confidence ?? [])
  return {
    text,
    start: pieces.find(piece => piece.start !== null)?.start ?? null,
    end: pieces.findLast(piece => piece.end !== null)?.end ?? null,
    ...(sure.length > 0 ? { confidence: Math.min(...sure) } : {}),
  }
}

const normalised = (text: string) =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}$%€£+&@]/gu, '')
