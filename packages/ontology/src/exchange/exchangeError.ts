/** Why a file was not read. The id is stable. */
export type ExchangeErrorCode =
  | 'empty'
  | 'encoding'
  | 'too-large'
  | 'doctype'
  | 'cut-off'
  | 'not-xml'
  | 'not-a-codebook'
  | 'not-turtle'
  | 'not-json'
  | 'remote-context'
  | 'not-csv'
  | 'no-codes'

/** A file that was not read, nothing of it. The message says what is wrong, where, and what to do. */
export class ExchangeError extends Error {
  override readonly name = 'ExchangeError'
  readonly code: ExchangeErrorCode
  /** From 1; null where it has no place in the file. */
  readonly line: number | null

  constructor(
    code: ExchangeErrorCode,
    message: string,
    options: { line?: number | null; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause })
    this.code = code
    this.line = options.line ?? null
  }
}
