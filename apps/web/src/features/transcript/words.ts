import { locale } from '../../text/locale.ts'

/** A stretch of a turn's text: UTF-16 offsets, end exclusive. */
export interface Stretch {
  from: number
  to: number
}

const wordSegmenter = new Intl.Segmenter(locale, { granularity: 'word' })
const sentenceSegmenter = new Intl.Segmenter(locale, { granularity: 'sentence' })

/** The words of a turn's text, without punctuation. Segment turns, never a whole transcript: it is slow on long text. */
export const wordsOf = (text: string): Stretch[] => {
  const words: Stretch[] = []
  for (const { segment, index, isWordLike } of wordSegmenter.segment(text))
    if (isWordLike) words.push({ from: index, to: index + segment.length })
  return words
}

/** The sentences of a turn's text, without the white space between them. */
export const sentencesOf = (text: string): Stretch[] => {
  const sentences: Stretch[] = []
  for (const { segment, index } of sentenceSegmenter.segment(text)) {
    const to = index + segment.trimEnd().length
    const from = index + (segment.length - segment.trimStart().length)
    if (to > from) sentences.push({ from, to })
  }
  return sentences
}

/** The word at an offset, or the one that ends there; null between words. */
export const wordAround = (text: string, offset: number): Stretch | null =>
  wordsOf(text).find(word => offset >= word.from && offset <= word.to) ?? null

const isSpace = (text: string, at: number): boolean => /\s/.test(text.charAt(at))

/**
 * Widens or narrows an offset to where a passage may begin: words that are cut become whole, and white space in front
 * is left out.
 */
export const snapStart = (text: string, offset: number): number => {
  const cut = wordSegmenter.segment(text).containing(offset)
  if (cut?.isWordLike) return cut.index
  let at = offset
  while (at < text.length && isSpace(text, at)) at++
  return at
}

/** The same for where a passage may end. Punctuation that was selected stays. */
export const snapEnd = (text: string, offset: number): number => {
  const cut = offset > 0 ? wordSegmenter.segment(text).containing(offset - 1) : undefined
  if (cut?.isWordLike) return cut.index + cut.segment.length
  let at = offset
  while (at > 0 && isSpace(text, at - 1)) at--
  return at
}
