import { describe, expect, it } from 'vitest'
import { keptQuote } from './keptQuote.ts'

describe('keptQuote', () => {
  it('shows a short quote whole, and of a long one that something is left out', () => {
    expect(keptQuote({ quote: 'a list of rooms', quoteLength: 15 })).toBe('a list of rooms')
    expect(keptQuote({ quote: 'the first the last', quoteLength: 180 })).toBe('the first … the last')
  })
})
