import { describe, expect, it } from 'vitest'
import { stackPieces } from './painter.ts'
import { tintName, tintRules } from './tintRules.ts'

const piece = (key: string, from: number, to: number) => ({ key, from, to, begins: true })

describe('stackPieces', () => {
  it('puts overlapping pieces at different depths, so that they blend, and others at the first', () => {
    const depths = stackPieces([piece('a', 0, 10), piece('b', 5, 15), piece('c', 12, 20)])
    expect(depths.map(({ piece, depth }) => [piece.key, depth])).toEqual([
      ['a', 0],
      ['b', 1],
      ['c', 0],
    ])
  })

  it('stops counting where more could not be seen', () => {
    const depths = stackPieces(['a', 'b', 'c', 'd', 'e'].map(key => piece(key, 0, 10)))
    expect(Math.max(...depths.map(({ depth }) => depth))).toBe(2)
  })
})

describe('tintRules', () => {
  it('gives each colour a rule in both schemes for every depth, held to paragraphs that have it', () => {
    const rules = tintRules(['#aabbcc'])
    for (const depth of [0, 1, 2]) {
      const name = tintName('#aabbcc', depth)
      expect(rules.split(`[data-tints~='${name}']::highlight(${name})`)).toHaveLength(3)
    }
    expect(rules).not.toContain('var(')
  })
})
