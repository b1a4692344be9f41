import { open, readFile, rename, rm } from 'node:fs/promises'
import { MediaError } from './mediaError.ts'

/** Pairs of peaks for each second. */
export const PEAKS_PER_SECOND = 20
/** Media type under which peaks are served. */
export const PEAKS_MIME = 'application/vnd.polyphony.peaks'

const MAGIC = 0x4b414550 // "PEAK", little-endian
const VERSION = 1
const HEADER_BYTES = 16

/** The waveform of a recording. */
export interface Peaks {
  /** Pairs per second. */
  rate: number
  /** Seconds, as decoded. */
  duration: number
  /** Lowest and highest sample of each span in turn, -128 to 127. */
  pairs: Int8Array
}

/**
 * Reads a peaks file: 16 bytes of header, little-endian (`PEAK`, version u16, pairs per second u16, number of pairs
 * u32, duration in milliseconds u32), then two int8 a pair, lowest and highest.
 */
export const readPeaks = async (path: string): Promise<Peaks> => {
  const bytes = await readFile(path)
  const count = bytes.length >= HEADER_BYTES ? bytes.readUInt32LE(8) : 0
  const whole = bytes.length === HEADER_BYTES + count * 2
  if (
    bytes.length < HEADER_BYTES ||
    !whole ||
    bytes.readUInt32LE(0) !== MAGIC ||
    bytes.readUInt16LE(4) !== VERSION
  ) {
    throw new MediaError('media-failed', `${path} holds no peaks`, 'Make the waveform anew.')
  }
  return {
    rate: bytes.readUInt16LE(6),
    duration: bytes.readUInt32LE(12) / 1000,
    pairs: new Int8Array(bytes.buffer, bytes.byteOffset + HEADER_BYTES, count * 2),
  }
}

/** Writes a peaks file; it is whole and on disk, or not there at all. */
export const writePeaks = async (path: string, { rate, duration, pairs }: Peaks): Promise<void> => {
  const header = Buffer.alloc(HEADER_BYTES)
  header.writeUInt32LE(MAGIC, 0)
  header.writeUInt16LE(VERSION, 4)
  header.writeUInt16LE(rate, 6)
  header.writeUInt32LE(pairs.length / 2, 8)
  header.writeUInt32LE(Math.round(duration * 1000), 12)
  const unfinished = `${path}.${process.pid}.part`
  try {
    const file = await open(unfinished, 'w')
    try {
      await file.writeFile(Buffer.concat([header, Buffer.from(pairs.buffer, pairs.byteOffset, pairs.length)]))
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(unfinished, path)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
}
