import { ExchangeError } from './exchangeError.ts'

/** More than any codebook: 64 MiB. */
const MOST_BYTES = 64 * 1024 * 1024

/**
 * The text of a file, its byte order mark taken off: UTF-8, or UTF-16 where a mark says so.
 * @throws ExchangeError `empty`, `too-large`, `encoding`
 */
export const decodeText = (file: string | Uint8Array): string => {
  if (file.length > MOST_BYTES)
    throw new ExchangeError(
      'too-large',
      'The file is larger than 64 MB. A codebook is not; is it the right file?',
    )
  const text = typeof file === 'string' ? file.replace(/^\uFEFF/, '') : decode(file)
  if (text.trim() === '')
    throw new ExchangeError('empty', 'The file is empty. Export it again from the program that wrote it.')
  return text
}

const decode = (bytes: Uint8Array): string => {
  const [a, b] = bytes
  const encoding = a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new ExchangeError(
      'encoding',
      'The file is not UTF-8, the encoding that codebooks are written in. Save it as UTF-8 and try again.',
      { cause },
    )
  }
}
