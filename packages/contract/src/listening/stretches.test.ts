import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  clampStretches,
  coverage,
  limitStretches,
  type Stretch,
  subtractStretches,
  totalSeconds,
  uniteStretches,
} from './stretches.ts'

/** Stretches as a player may report them: in any order, overlapping, empty, finer than a tenth. */
const reported = fc.array(
  fc
    .tuple(fc.double({ min: 0, max: 60, noNaN: true }), fc.double({ min: -1, max: 9, noNaN: true }))
    .map(([from, length]): Stretch => [from, Math.max(0, from + length)]),
  { maxLength: 30 },
)

/** Every tenth of a second that stretches cover, the slow and obvious way. */
const tenthsOf = (stretches: readonly Stretch[]): Set<number> => {
  const tenths = new Set<number>()
  for (const [from, to] of stretches)
    for (let i = Math.round(from * 10); i < Math.round(to * 10); i++) tenths.add(i)
  return tenths
}

describe('uniteStretches', () => {
  it('covers what any of the lists covers, and nothing else', () => {
    fc.assert(
      fc.property(reported, reported, (a, b) => {
        expect(tenthsOf(uniteStretches(a, b))).toEqual(new Set([...tenthsOf(a), ...tenthsOf(b)]))
      }),
    )
  })

  it('gives stretches in order, none empty, none touching', () => {
    fc.assert(
      fc.property(reported, list => {
        const united = uniteStretches(list)
        for (const [i, [from, to]] of united.entries()) {
          expect(to).toBeGreaterThan(from)
          if (i > 0) expect(from).toBeGreaterThan(united[i - 1]![1])
        }
      }),
    )
  })

  it('is the same whatever arrives twice, or in another order', () => {
    fc.assert(
      fc.property(reported, reported, reported, (a, b, c) => {
        const all = uniteStretches(a, b, c)
        expect(uniteStretches(all)).toEqual(all)
        expect(uniteStretches(uniteStretches(c, a), b, a)).toEqual(all)
        expect(uniteStretches(a, uniteStretches(b, c))).toEqual(all)
      }),
    )
  })
})

it('subtracting leaves what only the first has', () => {
  fc.assert(
    fc.property(
      reported.map(list => uniteStretches(list)),
      reported.map(list => uniteStretches(list)),
      (a, b) => {
        const left = subtractStretches(a, b)
        const without = tenthsOf(b)
        expect(tenthsOf(left)).toEqual(new Set([...tenthsOf(a)].filter(tenth => !without.has(tenth))))
        expect(left).toEqual(uniteStretches(left))
      },
    ),
  )
})

it('counts the seconds of the tenths covered', () => {
  fc.assert(
    fc.property(reported, list => {
      expect(totalSeconds(uniteStretches(list))).toBeCloseTo(tenthsOf(list).size / 10, 5)
    }),
  )
})

it('clamps to the recording', () => {
  fc.assert(
    fc.property(reported, fc.integer({ min: 0, max: 600 }), (list, tenths) => {
      const clamped = clampStretches(list, tenths / 10)
      expect(tenthsOf(clamped)).toEqual(new Set([...tenthsOf(list)].filter(tenth => tenth < tenths)))
    }),
  )
})

it('a limit closes the shortest gaps and loses nothing', () => {
  fc.assert(
    fc.property(reported, fc.integer({ min: 1, max: 5 }), (list, most) => {
      const united = uniteStretches(list)
      const limited = limitStretches(united, most)
      expect(limited.length).toBe(Math.min(most, united.length))
      expect(subtractStretches(united, limited)).toEqual([])
      expect(limited).toEqual(uniteStretches(limited))
    }),
  )
  expect(
    limitStretches(
      [
        [0, 1],
        [5, 6],
        [6.5, 7],
      ],
      2,
    ),
  ).toEqual([
    [0, 1],
    [5, 7],
  ])
})

it('coverage is a share, and none of nothing', () => {
  expect(coverage(30, 120)).toBe(0.25)
  expect(coverage(130, 120)).toBe(1)
  expect(coverage(30, null)).toBe(0)
  expect(coverage(0, 0)).toBe(0)
})
