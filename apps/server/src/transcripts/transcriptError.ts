export type TranscriptErrorCode =
  | 'transcript-empty'
  | 'transcript-too-big'
  | 'transcript-not-utf8'
  | 'transcript-unknown-format'
  | 'transcript-invalid'
  | 'transcript-too-many-turns'
  | 'transcript-too-many-words'
  | 'transcript-unknown-speaker'

/** A transcript that cannot be read: what is wrong, where, and what to do about it, in words for the person importing. */
export class TranscriptError extends Error {
  readonly code: TranscriptErrorCode
  readonly what: string
  readonly where: string | null
  readonly remedy: string

  constructor(code: TranscriptErrorCode, what: string, where: string | null, remedy: string) {
    super(`${what}${where === null ? '' : ` (${where})`}. ${remedy}`)
    this.name = 'TranscriptError'
    this.code = code
    this.what = what
    this.where = where
    this.remedy = remedy
  }
}

/** The error for a transcript with more turns or words than Polyphony takes. */
export const tooMany = (code: TranscriptErrorCode, has: string, most: number) =>
  new TranscriptError(
    code,
    `The transcript has ${has}; at most ${most} can be read`,
    null,
    'Split it into several conversations.',
  )
