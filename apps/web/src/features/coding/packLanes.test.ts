import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldLanes, packLanes, placeLabels } from './packLanes.ts'

const lanesOf = (brackets: [string, number, number][]) =>
  Object.fromEntries(
    packLanes(brackets.map(([key, top, bottom]) => ({ key, top, bottom }))).map(({ bracket, lane }) => [
      bracket.key,
      lane,
    ]),
  )

describe('packLanes', () => {
  it('puts brackets that follow each other into one lane', () => {
    expect(
      lanesOf([
        ['a', 0, 20],
        ['b', 20, 40],
        ['c', 45, 60],
      ]),
    ).toEqual({ a: 0, b: 0, c: 0 })
  })

  it('gives overlapping brackets lanes of their own, the longest innermost', () => {
    expect(
      lanesOf([
        ['short', 0, 10],
        ['long', 0, 50],
        ['late', 12, 30],
      ]),
    ).toEqual({ long: 0, short: 1, late: 1 })
  })

  it('never lets two brackets of a lane overlap, and needs no more lanes than overlap anywhere', () => {
    const bracket = fc
      .tuple(fc.nat(200), fc.integer({ min: 1, max: 80 }))
      .map(([top, length]) => ({ top, bottom: top + length }))
    fc.assert(
      fc.property(fc.array(bracket, { maxLength: 40 }), drawn => {
        const packed = packLanes(drawn.map((b, i) => ({ ...b, key: String(i) })))
        for (const a of packed)
          for (const b of packed)
            if (a !== b && a.lane === b.lane)
              expect(a.bracket.bottom <= b.bracket.top || b.bracket.bottom <= a.bracket.top).toBe(true)
        const deepest = Math.max(
          0,
          ...drawn.map(b => drawn.filter(o => o.top <= b.top && o.bottom > b.top).length),
        )
        expect(new Set(packed.map(p => p.lane)).size).toBe(deepest)
      }),
    )
  })
})

describe('foldLanes', () => {
  const fold = (most: number, ...brackets: [top: number, bottom: number][]) =>
    foldLanes(packLanes(brackets.map(([top, bottom], i) => ({ key: String(i), top, bottom }))), most)

  it('leaves what fits as it is', () => {
    const { kept, folds, lanes } = fold(3, [0, 30], [0, 20], [0, 10])
    expect([kept.length, folds.length, lanes]).toEqual([3, 0, 3])
  })

  it('makes the last lane stand for all that does not fit, one fold where they touch', () => {
    const { kept, folds, lanes } = fold(2, [0, 40], [0, 20], [0, 10], [15, 30], [50, 90], [50, 60], [52, 70])
    expect(kept.map(({ bracket, lane }) => [bracket.top, bracket.bottom, lane])).toEqual([
      [0, 40, 0],
      [50, 90, 0],
    ])
    expect(folds.map(({ top, bottom, brackets }) => [top, bottom, brackets.map(({ key }) => key)])).toEqual([
      [0, 30, ['1', '2', '3']],
      [50, 70, ['5', '6']],
    ])
    expect(lanes).toBe(2)
  })

  it('loses nobody', () => {
    const bracket = fc
      .tuple(fc.nat(100), fc.integer({ min: 1, max: 80 }))
      .map(([t, l]) => [t, t + l] as const)
    fc.assert(
      fc.property(fc.array(bracket, { maxLength: 60 }), fc.integer({ min: 1, max: 8 }), (drawn, most) => {
        const { kept, folds, lanes } = fold(most, ...drawn.map(([t, b]): [number, number] => [t, b]))
        expect(kept.length + folds.reduce((sum, { brackets }) => sum + brackets.length, 0)).toBe(drawn.length)
        expect(lanes).toBeLessThanOrEqual(most)
        for (let i = 1; i < folds.length; i++)
          expect(folds[i]!.top).toBeGreaterThanOrEqual(folds[i - 1]!.bottom)
      }),
    )
  })
})

describe('placeLabels', () => {
  const label = (key: string, wanted: number) => ({ key, wanted })

  it('leaves labels where they belong when there is room', () => {
    const { placed, hidden } = placeLabels([label('a', 0), label('b', 60)], 100, 20)
    expect(placed.map(p => [p.label.key, p.top])).toEqual([
      ['a', 0],
      ['b', 60],
    ])
    expect(hidden).toBe(0)
  })

  it('pushes crowded labels apart, upwards at the end of the turn', () => {
    const { placed } = placeLabels([label('a', 70), label('b', 75), label('c', 76)], 100, 20)
    expect(placed.map(p => p.top)).toEqual([40, 60, 80])
  })

  it('says how many more there are when they do not fit', () => {
    const { placed, hidden, moreTop } = placeLabels([label('a', 0), label('b', 0), label('c', 0)], 45, 20)
    expect(placed.map(p => p.label.key)).toEqual(['a'])
    expect(hidden).toBe(2)
    expect(moreTop).toBe(20)
  })

  it('never overlaps labels nor leaves the turn', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 30 }),
        fc.integer({ min: 20, max: 300 }),
        (wanted, height) => {
          const { placed, hidden, moreTop } = placeLabels(
            wanted.map((w, i) => label(String(i), w)),
            height,
            20,
          )
          expect(placed.length + hidden).toBe(wanted.length)
          for (let i = 1; i < placed.length; i++)
            expect(placed[i]!.top - placed[i - 1]!.top).toBeGreaterThanOrEqual(20)
          for (const { top } of placed) expect(top + 20).toBeLessThanOrEqual(height)
          if (hidden > 0) expect(moreTop + 20).toBeLessThanOrEqual(height)
        },
      ),
    )
  })
})
