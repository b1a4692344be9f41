import { LIMITS, PolyphonyError } from '@polyphony/contract'
import { type CodebookFormat, ExchangeError, readCodebook } from '@polyphony/ontology/exchange'

/** What somebody sends to be imported. */
export interface UploadedCodebook {
  name: string
  /** Base64 */
  content: string
  format?: CodebookFormat
  language?: string
}

/** @throws too-large; codebook-unreadable, saying what is wrong, where, and what to do */
export const readUploadedCodebook = async ({ name, content, format, language }: UploadedCodebook) => {
  const bytes = Buffer.from(content, 'base64')
  if (bytes.length > LIMITS.codebookBytes)
    throw new PolyphonyError(
      'too-large',
      `A codebook may have at most ${Math.round(LIMITS.codebookBytes / 1024 ** 2)} MB.`,
    )
  try {
    return await readCodebook(bytes, { name, format, language })
  } catch (error) {
    if (!(error instanceof ExchangeError)) throw error
    throw new PolyphonyError('codebook-unreadable', error.message, {
      cause: error,
      issues: [{ path: error.line === null ? 'content' : `content.${error.line}`, message: error.code }],
    })
  }
}
