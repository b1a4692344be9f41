import { packSourceWords } from '@polyphony/document'
import { describe, expect, it } from 'vitest'
import { findSilences } from './findSilences.ts'

const wordsAt = (...times: [number | null, number | null][]) =>
  packSourceWords(times.map(([start, end]) => ({ text: 'word', start, end, confidence: null })))

/** Peaks of a recording that is as loud as `loud` says at each twentieth of a second. */
const peaksOf = (seconds: number, loud: (at: number) => number) => ({
  rate: 20,
  duration: seconds,
  pairs: Int8Array.from({ length: seconds * 40 }, (_, i) => (i % 2 ? 1 : -1) * loud(Math.floor(i / 2) / 20)),
})
const speaking = (at: number) => (at < 4 || (at >= 9 && at < 14) ? 60 : 2)

describe('findSilences', () => {
  it('takes the gaps between words, with a little left at both ends', () => {
    const words = wordsAt([0.2, 3], [3.4, 4], [9, 10], [10.8, 14])
    expect(findSilences(words, null, 20)).toEqual([
      [4.25, 8.75],
      [14.25, 19.75],
    ])
  })

  it('counts people who talk over each other as speaking', () => {
    const words = wordsAt([0, 10], [2, 3], [12, 13])
    expect(findSilences(words, null, 13.2)).toEqual([[10.25, 11.75]])
  })

  it('takes what is quiet when the words know no times', () => {
    const words = wordsAt([null, null])
    const found = findSilences(words, peaksOf(20, speaking), 20)
    expect(found).toEqual([
      [4.25, 8.75],
      [14.25, 19.75],
    ])
  })

  it('laughter that nobody transcribed is no silence', () => {
    const words = wordsAt([0, 4], [9, 14])
    const laughter = (at: number) => (at >= 5 && at < 7 ? 40 : speaking(at))
    expect(findSilences(words, peaksOf(20, laughter), 20)).toEqual([
      [7.25, 8.75],
      [14.25, 19.75],
    ])
  })

  it('noise between the two thresholds does not cut a silence to pieces, nor does a click', () => {
    const noise = (at: number) =>
      at >= 4 && at < 9 ? (Math.abs(at - 6.5) < 0.04 ? 50 : Math.floor(at * 20) % 2 ? 4 : 8) : speaking(at)
    const [[from, to]] = findSilences(null, peaksOf(20, noise), 20) as [[number, number]]
    expect(from).toBeGreaterThan(4.2)
    expect(from).toBeLessThan(4.4)
    expect(to).toBe(8.75)
  })

  it('knows none where nothing is known, and none in a short pause', () => {
    expect(findSilences(null, null, 20)).toEqual([])
    expect(findSilences(wordsAt([0, 4], [5.2, 20]), null, 20)).toEqual([])
  })
})
