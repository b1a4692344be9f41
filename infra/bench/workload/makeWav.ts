const RATE = 8_000

/** A WAV file (8 kHz, 8 bit, mono) of a tone that swells and fades like speech. */
export const makeWav = (seconds: number): Uint8Array<ArrayBuffer> => {
  const samples = seconds * RATE
  const bytes = new Uint8Array(44 + samples)
  const view = new DataView(bytes.buffer)
  const text = (at: number, value: string) => {
    for (const [i, letter] of [...value].entries()) bytes[at + i] = letter.charCodeAt(0)
  }
  text(0, 'RIFF')
  view.setUint32(4, 36 + samples, true)
  text(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, RATE, true)
  view.setUint32(28, RATE, true)
  view.setUint16(32, 1, true)
  view.setUint16(34, 8, true)
  text(36, 'data')
  view.setUint32(40, samples, true)
  // Tone and swell come round together every three seconds.
  const round = Math.min(samples, 3 * RATE)
  for (let i = 0; i < round; i++) {
    const loudness = 0.5 + 0.5 * Math.sin((2 * Math.PI * i) / RATE / 3)
    bytes[44 + i] = 128 + Math.round(100 * loudness * Math.sin((2 * Math.PI * 220 * i) / RATE))
  }
  for (let at = round; at < samples; at += round) {
    bytes.copyWithin(44 + at, 44, 44 + Math.min(round, samples - at))
  }
  return bytes
}
