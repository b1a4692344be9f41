export type MediaErrorCode =
  | 'audio-empty'
  | 'audio-unsupported'
  | 'audio-playlist'
  | 'audio-too-long'
  | 'audio-range'
  | 'media-too-slow'
  | 'media-unavailable'
  | 'media-failed'

/** A recording that cannot be used, or work on it that failed: what happened and what to do, in words for people. */
export class MediaError extends Error {
  readonly code: MediaErrorCode
  readonly what: string
  readonly remedy: string

  constructor(code: MediaErrorCode, what: string, remedy: string, options?: ErrorOptions) {
    super(`${what}. ${remedy}`, options)
    this.name = 'MediaError'
    this.code = code
    this.what = what
    this.remedy = remedy
  }
}

/** Something about a recording that is usable all the same. */
export interface MediaWarning {
  code: 'audio-truncated'
  /** The second at which the recording breaks off. */
  at: number
  message: string
}
