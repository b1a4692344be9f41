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
