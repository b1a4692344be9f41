import { TranscriptError } from './transcriptError.ts'

/**
 * Decodes a text file: UTF-8, or UTF-16 of either byte order, with or without a byte order mark.
 * @throws TranscriptError `transcript-not-utf8` naming the first byte that is not UTF-8.
 */
export const decodeText = (bytes: Uint8Array): string => {
  const encoding = encodingOf(bytes)
  try {
    // The decoder drops the byte order mark of its own encoding.
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    const offset = encoding === 'utf-8' ? firstInvalidByte(bytes) : bytes.length - 1
    const byte = bytes[offset]?.toString(16).toUpperCase().padStart(2, '0')
    throw new TranscriptError(
      'transcript-not-utf8',
      `The file is not ${encoding === 'utf-8' ? 'UTF-8' : 'UTF-16'} text: byte 0x${byte} cannot be read`,
      `byte ${offset}`,
      'Open it in a text editor and save it again with the encoding UTF-8.',
    )
  }
}

const encodingOf = (bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  // Without a mark: text in UTF-16 has a zero in every other byte wherever it is Latin, UTF-8 text has none at all.
  const sample = bytes.subarray(0, 4096)
  const zeros = [0, 0]
  for (let i = 0; i < sample.length; i++) if (sample[i] === 0) zeros[i % 2]!++
  const [even = 0, odd = 0] = zeros
  const many = sample.length / 8
  if (odd > many && odd > even * 4) return 'utf-16le'
  if (even > many && even > odd * 4) return 'utf-16be'
  return 'utf-8'
}

/** Offset of the first byte that does not continue a well-formed UTF-8 sequence (Unicode 15, table 3-7). */
const firstInvalidByte = (bytes: Uint8Array): number => {
  let i = 0
  while (i < bytes.length) {
    const lead = bytes[i]!
    const follow = lead < 0x80 ? 0 : lead >= 0xc2 && lead < 0xe0 ? 1 : lead >= 0xe0 && lead < 0xf0 ? 2 : 3
    if ((lead >= 0x80 && lead < 0xc2) || lead > 0xf4) return i
    for (let k = 1; k <= follow; k++) {
      const byte = bytes[i + k]
      const low = k > 1 ? 0x80 : lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80
      const high = k > 1 ? 0xbf : lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf
      if (byte === undefined || byte < low || byte > high) return i
    }
    i += follow + 1
  }
  return bytes.length
}
