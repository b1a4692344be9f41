import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type LaidStretch, layStretches } from './layStretches.ts'

const row = (...spans: [from: number, to: number][]) => ({
  name: 'Being asked',
  stretches: spans.map(([from, to], i) => ({ from, to, title: `${i}`, key: '0' })),
})
const boxes = (laid: LaidStretch[]) => laid.map(({ title, top, bottom }) => [title, top, bottom])
const meet = (a: LaidStretch, b: LaidStretch) =>
  a.from < b.to && b.from < a.to && a.top < b.bottom && b.top < a.bottom

describe('layStretches', () => {
  it('gives a row in which nothing overlaps one lane', () => {
    const { laid, middles, height } = layStretches([row([0, 10], [10, 20]), row([5, 15])], 100)
    expect(boxes(laid)).toEqual([
      ['0', 4, 22],
      ['1', 4, 22],
      ['0', 30, 48],
    ])
    expect(middles).toEqual([13, 39])
    expect(height).toBe(52)
  })

  it('lays what overlaps under each other, and goes back to the first lane where it is free', () => {
    const { laid, height } = layStretches([row([0, 10], [5, 20], [12, 30])], 100)
    expect(boxes(laid)).toEqual([
      ['0', 4, 14],
      ['1', 15, 25],
      ['2', 4, 14],
    ])
    expect(height).toBe(29)
  })

  it('lays words of a moment beside each other when what is drawn of them would overlap', () => {
    const { laid } = layStretches([row([50, 50], [50.1, 50.1], [100, 100])], 100)
    expect(laid[0]!.bottom).toBeLessThan(laid[1]!.top)
    expect(laid.every(({ from, to }) => to - from >= 0.3 && to <= 100)).toBe(true)
  })

  it('never draws two stretches over each other, nor one too thin to point at, whatever is coded', () => {
    const spans = fc.array(fc.tuple(fc.nat(60), fc.nat(30)), { maxLength: 80 })
    fc.assert(
      fc.property(fc.array(spans, { minLength: 1, maxLength: 4 }), all => {
        const rows = all.map(one => row(...one.map(([at, long]): [number, number] => [at, at + long])))
        const { laid, middles, height } = layStretches(rows, 90)
        expect(laid).toHaveLength(all.flat().length)
        for (const [i, a] of laid.entries()) {
          expect(a.bottom - a.top).toBeGreaterThanOrEqual(2)
          expect(a.bottom).toBeLessThan(height)
          for (const b of laid.slice(i + 1)) expect(meet(a, b)).toBe(false)
        }
        expect(middles).toEqual([...middles].sort((a, b) => a - b))
      }),
    )
  })

  it('lets a row grow with its lanes only so far before they become thinner', () => {
    const high = (lanes: number) =>
      layStretches([row(...Array.from({ length: lanes }, (): [number, number] => [0, 50]))], 100).height
    expect(high(6)).toBe(73)
    expect(high(20)).toBeLessThanOrEqual(80)
  })
})
