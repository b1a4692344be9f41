import { describe, expect, it } from 'vitest'
import { underlineTracks } from './underlineTracks.ts'

const tracks = (...stretches: [from: number, to: number][]) =>
  underlineTracks(stretches.map(([from, to]) => ({ from, to })))

describe('underlineTracks', () => {
  it('leaves what lies alone without a line, also next to others', () => {
    expect(tracks([0, 10])).toEqual([null])
    expect(tracks([0, 10], [10, 20])).toEqual([null, null])
  })

  it('gives what overlaps a track each, the longer of two that begin together first', () => {
    expect(tracks([0, 10], [5, 15])).toEqual([0, 1])
    expect(tracks([0, 10], [0, 30])).toEqual([1, 0])
    expect(tracks([0, 10], [0, 10])).toEqual([0, 1])
  })

  it('uses a track again where it is free', () => {
    expect(tracks([0, 30], [0, 10], [12, 20], [40, 50])).toEqual([0, 1, 1, null])
  })

  it('draws no line where there is no track left', () => {
    expect(tracks([0, 9], [0, 8], [0, 7], [0, 6]).filter(track => track === null)).toHaveLength(1)
  })
})
