import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diffOnce } from './diffOnce.ts'

const apply = (text: string, { at, remove, insert }: ReturnType<typeof diffOnce>) =>
  text.slice(0, at) + insert + text.slice(at + remove)

describe('diffOnce', () => {
  it('finds a letter typed among its like where the caret says', () => {
    expect(diffOnce('aaa', 'aaaa', 2)).toEqual({ at: 1, remove: 0, insert: 'a' })
    expect(diffOnce('aaa', 'aaaa', 4)).toEqual({ at: 3, remove: 0, insert: 'a' })
  })

  it('finds deletions and replacements', () => {
    expect(diffOnce('one two three', 'one three', 4)).toEqual({ at: 4, remove: 4, insert: '' })
    expect(diffOnce('color', 'colour', 5)).toEqual({ at: 4, remove: 0, insert: 'u' })
    expect(diffOnce('same', 'same', 2)).toMatchObject({ remove: 0, insert: '' })
  })

  it('always turns one text into the other, wherever the caret is said to be', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ' '), maxLength: 12 })
    fc.assert(
      fc.property(text, text, fc.nat(14), (before, after, caret) => {
        expect(apply(before, diffOnce(before, after, Math.min(caret, after.length)))).toBe(after)
      }),
    )
  })
})
