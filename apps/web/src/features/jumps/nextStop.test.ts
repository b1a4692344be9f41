import { describe, expect, it } from 'vitest'
import { nextStop } from './nextStop.ts'

const stops = [
  { at: 3, focus: 'a' },
  { at: 5, focus: 'b' },
  { at: 5, focus: 'c' },
  { at: 9, focus: null },
]
const next = (direction: 1 | -1, point: number, focus: string | null = null, arrived = true): number =>
  nextStop(stops, { point, focus, arrived }, direction, (a, b) => a - b)

describe('nextStop', () => {
  it('goes through all stops, also those that begin together', () => {
    expect(next(1, 0)).toBe(0)
    expect(next(1, 3, 'a')).toBe(1)
    expect(next(1, 5, 'b')).toBe(2)
    expect(next(1, 5, 'c')).toBe(3)
    expect(next(1, 9)).toBe(-1)
  })

  it('goes back the same way', () => {
    expect(next(-1, 9)).toBe(2)
    expect(next(-1, 5, 'c')).toBe(1)
    expect(next(-1, 5, 'b')).toBe(0)
    expect(next(-1, 3, 'a')).toBe(-1)
  })

  it('starts from where one stands, whatever is in focus', () => {
    expect(next(1, 4)).toBe(1)
    expect(next(-1, 4)).toBe(0)
    expect(next(1, 6, 'a')).toBe(3)
    expect(next(1, 4, 'somewhere else')).toBe(1)
  })

  it('takes the stop at hand when one has only just arrived', () => {
    expect(next(1, 3, null, false)).toBe(0)
    expect(next(1, 3, null, true)).toBe(1)
  })
})
