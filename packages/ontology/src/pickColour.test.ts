import { describe, expect, it } from 'vitest'
import type { Ontology } from './code.ts'
import { contrast, formatColour, hueDistance, parseColour } from './oklch.ts'
import { pickColour, tintOf } from './pickColour.ts'
import { build, create } from './testing/build.ts'
import { children, roots } from './tree.ts'

const hue = (colour: string) => parseColour(colour).h
const closest = (colours: string[]) =>
  Math.min(...colours.flatMap((a, i) => colours.slice(i + 1).map(b => hueDistance(hue(a), hue(b)))))
const coloursOf = (codes: readonly { colour: string }[]) => codes.map(code => code.colour)

const themes = (count: number): Ontology => build(Array.from({ length: count }, (_, i) => create(`t${i}`)))

describe('pickColour', () => {
  it('keeps ten themes well apart and twenty still distinct', () => {
    expect(closest(coloursOf(roots(themes(10))))).toBeGreaterThan(18)
    const twenty = coloursOf(roots(themes(20)))
    expect(new Set(twenty).size).toBe(20)
    expect(closest(twenty)).toBeGreaterThan(4)
  })

  it('keeps narrower codes near their parent, and apart from each other', () => {
    const ontology = build(
      Array.from({ length: 6 }, (_, i) => create(`c${i}`, 't0')),
      themes(3),
    )
    const colours = coloursOf(children(ontology, 't0'))
    for (const colour of colours)
      expect(hueDistance(hue(colour), hue(ontology.codes.t0!.colour))).toBeLessThan(60)
    expect(closest(colours)).toBeGreaterThan(14)
  })

  it('still tells most of forty narrower codes apart', () => {
    const ontology = build(
      Array.from({ length: 40 }, (_, i) => create(`c${i}`, 't0')),
      themes(1),
    )
    expect(new Set(coloursOf(children(ontology, 't0'))).size).toBeGreaterThan(30)
  })

  it('gives the parts of a split colours that are told apart, also in a crowded theme', () => {
    const crowded = build(
      Array.from({ length: 9 }, (_, i) => create(`c${i}`, 't0')),
      themes(1),
    )
    const into = ['x', 'y'].map(id => ({ id, name: id.toUpperCase() }))
    const ontology = build([{ type: 'split', id: 'c4', into, also: [], reason: 'two ideas' }], crowded)
    const [x, y] = ['x', 'y'].map(id => parseColour(ontology.codes[id]!.colour))
    expect(Math.abs(x!.l - y!.l)).toBeGreaterThan(0.1)
  })

  it('lets the sections of the guide recede', () => {
    expect(parseColour(pickColour(themes(2), { parent: null, kind: 'structural' })).c).toBeLessThan(0.03)
  })
})

describe('tintOf', () => {
  it('keeps text readable in every hue, on light and dark pages', () => {
    for (let h = 0; h < 360; h += 3) {
      const { light, dark } = tintOf(formatColour({ l: 0.7, c: 0.13, h }))
      expect(contrast(light, '#22201c')).toBeGreaterThan(7)
      expect(contrast(dark, '#e9e6df')).toBeGreaterThan(4.5)
    }
  })
})

describe('oklch', () => {
  it('reads what it writes', () => {
    for (const colour of ['#000000', '#ffffff', '#2c5cc5', '#8fb0ff', '#3d9a5f', '#ff0000'])
      expect(formatColour(parseColour(colour))).toBe(colour)
  })

  it('agrees with CSS Color 4 on a known colour', () => {
    const { l, c, h } = parseColour('#ff0000')
    expect([l.toFixed(3), c.toFixed(3), h.toFixed(1)]).toEqual(['0.628', '0.258', '29.2'])
  })
})
