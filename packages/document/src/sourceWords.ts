import { z } from 'zod'

/** A timed word as imported; never changed afterwards. Times are seconds; null when the transcript had none. */
export const SourceWord = z.object({
  text: z.string(),
  start: z.number().nonnegative().nullable(),
  end: z.number().nonnegative().nullable(),
  /** 0–1, where the recogniser gave one. */
  confidence: z.number().min(0).max(1).nullable(),
})
export type SourceWord = z.infer<typeof SourceWord>

/**
 * The source words of a conversation as they cross the wire: parallel arrays, times in milliseconds (integers
 * compress well); -1 stands for an unknown time, and `confidence` is null when no word has one.
 */
export const SourceWords = z.object({
  text: z.array(z.string()),
  start: z.array(z.number().int()),
  end: z.array(z.number().int()),
  confidence: z.array(z.number()).nullable(),
})
export type SourceWords = z.infer<typeof SourceWords>

const UNKNOWN = -1
const toMilliseconds = (seconds: number | null): number =>
  seconds === null ? UNKNOWN : Math.round(seconds * 1000)
const toSeconds = (ms: number | undefined): number | null => (ms === undefined || ms < 0 ? null : ms / 1000)

/** Source words as they cross the wire; an unknown confidence among known ones is -1. */
export const packSourceWords = (words: readonly SourceWord[]): SourceWords => ({
  text: words.map(({ text }) => text),
  start: words.map(({ start }) => toMilliseconds(start)),
  end: words.map(({ end }) => toMilliseconds(end)),
  confidence: words.some(({ confidence }) => confidence !== null)
    ? words.map(({ confidence }) => confidence ?? UNKNOWN)
    : null,
})

/** The inverse of `packSourceWords`, exact to the millisecond. */
export const expandSourceWords = ({ text, start, end, confidence }: SourceWords): SourceWord[] =>
  text.map((word, i) => {
    const known = confidence?.[i] ?? UNKNOWN
    return {
      text: word,
      start: toSeconds(start[i]),
      end: toSeconds(end[i]),
      confidence: known < 0 ? null : known,
    }
  })
