const RATE = 16_000

/** A WAV file (RIFF, 16 bit, mono) of a tone that swells and fades, `seconds` long. */
export const sineWav = (seconds: number): Buffer => {
  const samples = Math.round(seconds * RATE)
  const file = Buffer.alloc(44 + samples * 2)
  file.write('RIFF', 0, 'latin1')
  file.writeUInt32LE(36 + samples * 2, 4)
  file.write('WAVEfmt ', 8, 'latin1')
  file.writeUInt32LE(16, 16)
  file.writeUInt16LE(1, 20)
  file.writeUInt16LE(1, 22)
  file.writeUInt32LE(RATE, 24)
  file.writeUInt32LE(RATE * 2, 28)
  file.writeUInt16LE(2, 32)
  file.writeUInt16LE(16, 34)
  file.write('data', 36, 'latin1')
  file.writeUInt32LE(samples * 2, 40)
  for (let i = 0; i < samples; i++) {
    const swell = Math.sin((Math.PI * i) / RATE) ** 2
    file.writeInt16LE(Math.round(12_000 * swell * Math.sin((2 * Math.PI * 220 * i) / RATE)), 44 + i * 2)
  }
  return file
}
