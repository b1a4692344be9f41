import { open } from 'node:fs/promises'
import { AUDIO_TYPES, type AudioContainer, type AudioType } from './audioTypes.ts'
import { MediaError } from './mediaError.ts'
import { findMpegAudio } from './mpegAudio.ts'

const HEAD_BYTES = 64 * 1024

/**
 * Tells the container of a recording from its first bytes; neither name nor declared type is believed. A file that
 * only points to other media (a playlist, a cue sheet, a session description) is refused: a decoder would follow it.
 * @throws MediaError `audio-empty`, `audio-playlist` or `audio-unsupported`
 */
export const sniffAudio = async (path: string): Promise<AudioType> => {
  const file = await open(path)
  try {
    const head = await readAt(file, 0)
    if (head.length === 0)
      throw new MediaError('audio-empty', 'The recording is empty', 'Add the file again.')
    if (isReference(head)) {
      const what = 'This is a playlist or a list of other files, not a recording'
      throw new MediaError('audio-playlist', what, 'Add the audio file itself.')
    }
    const tag = id3Length(head)
    const container = containerOf(tag === 0 ? head : await readAt(file, tag))
    if (container) return AUDIO_TYPES[container]
    const kinds = 'MP3, M4A, AAC, WAV, FLAC, Ogg (Opus or Vorbis) or WebM'
    throw new MediaError(
      'audio-unsupported',
      'This is not a recording Polyphony can read',
      `Convert it to ${kinds}.`,
    )
  } finally {
    await file.close()
  }
}

const readAt = async (file: Awaited<ReturnType<typeof open>>, position: number): Promise<Buffer> => {
  const buffer = Buffer.alloc(HEAD_BYTES)
  const { bytesRead } = await file.read(buffer, 0, HEAD_BYTES, position)
  return buffer.subarray(0, bytesRead)
}

/** Text that names other media: HLS, PLS, ffconcat, SDP, cue sheets, XML and SMIL. */
const isReference = (head: Buffer) =>
  /^(\ufeff|\u00ef\u00bb\u00bf)?\s*(#EXT|\[playlist\]|ffconcat|file\s+\S|v=0\s|REM\s|FILE\s+"|TITLE\s+"|PERFORMER\s+"|<|https?:|rtsp:|concat:)/i.test(
    head.toString('latin1', 0, 512),
  )

/** Length of the ID3v2 tag a file begins with, which may hold a cover of any size; 0 without one. */
const id3Length = (head: Buffer): number => {
  if (head.toString('latin1', 0, 3) !== 'ID3' || head.length < 10) return 0
  const size = (head[6]! << 21) | (head[7]! << 14) | (head[8]! << 7) | head[9]!
  const footer = (head[5]! & 0x10) !== 0 ? 10 : 0
  return 10 + size + footer
}

const containerOf = (head: Buffer): AudioContainer | null => {
  const ascii = (from: number, to: number) => head.toString('latin1', from, to)
  if (/^(RIFF|RF64)$/.test(ascii(0, 4)) && ascii(8, 12) === 'WAVE') return 'wav'
  if (ascii(0, 4) === 'fLaC') return 'flac'
  if (ascii(0, 4) === 'OggS') return /OpusHead|vorbis|\x7fFLAC|Speex {3}/.test(ascii(0, 512)) ? 'ogg' : null
  if (ascii(4, 8) === 'ftyp')
    return /^(heic|heix|hevc|mif1|msf1|avif|avis|crx )$/.test(ascii(8, 12)) ? null : 'm4a'
  if (head.length > 4 && head.readUInt32BE(0) === 0x1a45dfa3)
    return ascii(0, 4096).includes('webm') ? 'webm' : null
  return findMpegAudio(head)
}
