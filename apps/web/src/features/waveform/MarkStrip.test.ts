import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MarkStrip } from './MarkStrip.ts'

type Marks = Parameters<MarkStrip['draw']>[1]
type Places = Parameters<MarkStrip['draw']>[2]

/** A canvas that keeps the colour of every pixel. */
const canvas = (width: number, height: number) => {
  const pixels = Array.from({ length: height }, () => Array<string>(width).fill('.'))
  const paint = (colour: string, [x, y, wide, deep]: number[]) => {
    for (let row = y!; row < y! + deep!; row++)
      for (let column = x!; column < x! + wide!; column++) pixels[row]![column] = colour
  }
  let painted = 0
  const context = {
    fillStyle: '',
    save() {},
    restore() {},
    setTransform() {},
    clearRect: (...box: number[]) => paint('.', box),
    fillRect(...box: number[]) {
      painted += box[2]!
      paint(context.fillStyle, box)
    },
  }
  return {
    context,
    rows: () => pixels.map(row => row.join('')),
    /** How many columns were filled since it was asked last. */
    painted() {
      const columns = painted
      painted = 0
      return columns
    },
  }
}

const PLACES: Places = {
  x: seconds => seconds * 2,
  width: 20,
  top: 1,
  step: 2,
  height: 1,
  tracks: 2,
  ratio: 1,
}

const drawn = (marks: Marks, places = PLACES) => {
  const { context, rows } = canvas(places.width * places.ratio, 6 * places.ratio)
  new MarkStrip().draw(context, marks, places)
  return rows()
}

const mark = fc.record({
  from: fc.integer({ min: -3, max: 14 }),
  long: fc.integer({ min: 0, max: 8 }),
  colour: fc.constantFrom('r', 'g', 'b'),
  track: fc.constantFrom(0, 1),
})

const inOrder = (marks: { from: number; long: number; colour: string; track: number }[]): Marks =>
  marks
    .map(({ from, long, colour, track }) => ({ from, to: from + long, colour, track }))
    .sort((a, b) => a.from - b.from)

describe('MarkStrip', () => {
  it('draws each mark in its track, cut at the edges, what begins later over what began before', () => {
    expect(
      drawn([
        { from: -1, to: 1, colour: 'r', track: 0 },
        { from: 2, to: 5, colour: 'b', track: 1 },
        { from: 3, to: 4, colour: 'g', track: 1 },
        { from: 9, to: 20, colour: 'r', track: 1 },
        { from: 30, to: 40, colour: 'r', track: 0 },
      ]),
    ).toEqual([
      '....................',
      'rr..................',
      '....................',
      '....bbggbb........rr',
      '....................',
      '....................',
    ])
  })

  it('shows the shortest, on a fine screen as wide as on another', () => {
    expect(drawn([{ from: 1, to: 1, colour: 'r', track: 0 }])[1]).toBe('..rr................')
    expect(
      drawn([{ from: 1, to: 1, colour: 'r', track: 0 }], { ...PLACES, width: 10, ratio: 2 }).slice(1, 5),
    ).toEqual([
      '....................',
      '....rrrr............',
      '....rrrr............',
      '....................',
    ])
  })

  it('shows after every change what it would show if all were drawn anew', () => {
    fc.assert(
      fc.property(fc.array(fc.array(mark, { maxLength: 12 }), { minLength: 1, maxLength: 8 }), turns => {
        const { context, rows } = canvas(PLACES.width, 6)
        const strip = new MarkStrip()
        strip.draw(context, [], PLACES)
        for (const marks of turns.map(inOrder)) {
          strip.update(context, marks)
          expect(rows()).toEqual(drawn(marks))
        }
      }),
    )
  })

  it('draws all again on an emptied canvas, also of another size', () => {
    const strip = new MarkStrip()
    const marks: Marks = [{ from: 1, to: 3, colour: 'r', track: 0 }]
    strip.draw(canvas(PLACES.width, 6).context, marks, PLACES)
    for (const width of [PLACES.width, 12]) {
      const { context, rows } = canvas(width, 6)
      strip.draw(context, marks, { ...PLACES, width })
      expect(rows()).toEqual(drawn(marks, { ...PLACES, width }))
    }
  })

  it('draws only what a change alters', () => {
    const { context, painted } = canvas(PLACES.width, 6)
    const strip = new MarkStrip()
    const marks: Marks = [
      { from: 0, to: 4, colour: 'r', track: 0 },
      { from: 5, to: 9, colour: 'r', track: 0 },
    ]
    strip.draw(context, marks, PLACES)
    expect(painted()).toBe(16)
    strip.update(context, [...marks, { from: 8, to: 9.5, colour: 'b', track: 0 }])
    expect(painted()).toBe(3)
  })
})
