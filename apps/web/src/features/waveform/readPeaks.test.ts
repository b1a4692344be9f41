import { describe, expect, it } from 'vitest'
import { channelsOf, readPeaks } from './readPeaks.ts'

const file = (pairs: number[], { magic = 0x4b414550, count = pairs.length / 2 } = {}) => {
  const bytes = new ArrayBuffer(16 + pairs.length)
  const view = new DataView(bytes)
  view.setUint32(0, magic, true)
  view.setUint16(4, 1, true)
  view.setUint16(6, 20, true)
  view.setUint32(8, count, true)
  view.setUint32(12, 1500, true)
  new Int8Array(bytes, 16).set(pairs)
  return bytes
}

describe('readPeaks', () => {
  it('reads rate, duration and pairs', () => {
    const peaks = readPeaks(file([-10, 20, -5, 40]))
    expect(peaks).toMatchObject({ rate: 20, duration: 1.5 })
    expect([...peaks.pairs]).toEqual([-10, 20, -5, 40])
  })

  it('scales to the loudest, so that a quiet recording fills the bar', () => {
    const [high, low] = channelsOf(readPeaks(file([-10, 20, -5, 40])))
    expect([...high]).toEqual([0.5, 1])
    expect([...low]).toEqual([-0.25, -0.125])
  })

  it('refuses what is no waveform, and one that is cut short', () => {
    expect(() => readPeaks(file([1, 2], { magic: 1 }))).toThrow('form')
    expect(() => readPeaks(file([1, 2], { count: 5 }))).toThrow('cut short')
    expect(() => readPeaks(new ArrayBuffer(3))).toThrow('form')
  })
})
