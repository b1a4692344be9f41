const MAGIC = 0x4b414550 // "PEAK", little-endian
const HEADER_BYTES = 16

/** A waveform: two int8 a pair, lowest and highest, `rate` pairs a second. */
export interface Peaks {
  rate: number
  /** Seconds. */
  duration: number
  pairs: Int8Array
}

/**
 * Reads the server's peaks: 16 bytes of header, little-endian (`PEAK`, version u16, pairs per second u16, number of
 * pairs u32, duration in milliseconds u32), then the pairs. Throws when the bytes are something else.
 */
export const readPeaks = (bytes: ArrayBuffer): Peaks => {
  const header = new DataView(bytes)
  if (
    bytes.byteLength < HEADER_BYTES ||
    header.getUint32(0, true) !== MAGIC ||
    header.getUint16(4, true) !== 1
  )
    throw new Error('The waveform has a form this page does not know. Reload it to get the newest version.')
  const rate = header.getUint16(6, true)
  const count = header.getUint32(8, true)
  if (rate === 0 || bytes.byteLength < HEADER_BYTES + count * 2) throw new Error('The waveform is cut short.')
  return {
    rate,
    duration: header.getUint32(12, true) / 1000,
    pairs: new Int8Array(bytes, HEADER_BYTES, count * 2),
  }
}

/** Highest and lowest values as channels of −1 to 1, scaled so that quiet recordings can be seen. */
export const channelsOf = ({ pairs }: Peaks): [Float32Array, Float32Array] => {
  let loudest = 1
  for (const value of pairs) loudest = Math.max(loudest, Math.abs(value))
  const high = new Float32Array(pairs.length / 2)
  const low = new Float32Array(pairs.length / 2)
  for (let i = 0; i < high.length; i++) {
    low[i] = pairs[2 * i]! / loudest
    high[i] = pairs[2 * i + 1]! / loudest
  }
  return [high, low]
}

/** What stands for a waveform that is not there: a still line, so that all else has its place in time. */
export const flatPeaks = (duration: number): Peaks => ({
  rate: 1,
  duration,
  pairs: new Int8Array(2 * Math.max(1, Math.ceil(duration))),
})
