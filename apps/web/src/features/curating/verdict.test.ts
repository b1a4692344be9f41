import { describe, expect, it } from 'vitest'
import { codesAfter, verdictOf } from './verdict.ts'

/** “minding” was merged into “care”. */
const resolved = (id: string) => (id === 'minding' ? 'care' : id)

describe('a verdict on a coding', () => {
  it('takes away the code it is on, merged names of it too, and nothing else', () => {
    expect(codesAfter(['care'], 'care', 'reject', resolved)).toEqual([])
    expect(codesAfter(['minding', 'hope'], 'care', 'reject', resolved)).toEqual(['hope'])
  })

  it('confirms what counts, and brings back what was rejected', () => {
    expect(codesAfter(['minding', 'hope'], 'care', 'accept', resolved)).toEqual(['minding', 'hope'])
    expect(codesAfter([], 'care', 'accept', resolved)).toEqual(['care'])
  })

  it('is read from the ruling that counts', () => {
    expect(verdictOf(undefined, 'care', resolved)).toBe(null)
    expect(verdictOf({ codes: null }, 'care', resolved)).toBe(null)
    expect(verdictOf({ codes: ['minding'] }, 'care', resolved)).toBe('accept')
    expect(verdictOf({ codes: ['hope'] }, 'care', resolved)).toBe('reject')
  })
})
