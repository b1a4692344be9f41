/** Frames that must follow each other before bytes are believed to be MPEG audio. */
const FRAMES = 3
/** Junk that real files have before their first frame, at most. */
const MAX_JUNK = 16 * 1024

// Kilobits per second by index: MPEG 1 layer III, and MPEG 2 and 2.5 layer III (ISO 11172-3, 13818-3).
const RATES_1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]
const RATES_2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]
const SAMPLE_RATES = [44100, 48000, 32000]

/** Tells MP3 and ADTS (bare AAC) by several frames in a row, whose headers give each frame's length. */
export const findMpegAudio = (head: Buffer): 'mp3' | 'aac' | null => {
  for (let at = 0; at < Math.min(head.length - 8, MAX_JUNK); at++) {
    if (head[at] !== 0xff) continue
    if (follow(head, at, mp3FrameLength)) return 'mp3'
    if (follow(head, at, adtsFrameLength)) return 'aac'
  }
  return null
}

const follow = (head: Buffer, at: number, lengthOf: (head: Buffer, at: number) => number | null): boolean => {
  let position = at
  for (let frame = 0; frame < FRAMES; frame++) {
    // A short file may end within the frames looked at.
    if (position + 7 > head.length) return frame > 0
    const length = lengthOf(head, position)
    if (length === null) return false
    position += length
  }
  return true
}

const mp3FrameLength = (head: Buffer, at: number): number | null => {
  const [second, third] = [head[at + 1]!, head[at + 2]!]
  const version = (second >> 3) & 3
  const layer = (second >> 1) & 3
  if (head[at] !== 0xff || (second & 0xe0) !== 0xe0 || version === 1 || layer !== 1) return null
  const rate = (version === 3 ? RATES_1 : RATES_2)[third >> 4]
  const base = SAMPLE_RATES[(third >> 2) & 3]
  if (!rate || !base) return null
  const sampleRate = version === 3 ? base : version === 2 ? base / 2 : base / 4
  const samples = version === 3 ? 1152 : 576
  return Math.floor((samples * rate * 125) / sampleRate) + ((third >> 1) & 1)
}

const adtsFrameLength = (head: Buffer, at: number): number | null => {
  if (head[at] !== 0xff || (head[at + 1]! & 0xf6) !== 0xf0 || ((head[at + 2]! >> 2) & 15) > 12) return null
  const length = ((head[at + 3]! & 3) << 11) | (head[at + 4]! << 3) | (head[at + 5]! >> 5)
  return length > 7 ? length : null
}
