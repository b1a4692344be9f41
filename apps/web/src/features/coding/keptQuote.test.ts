import { describe, expect, it } from 'vitest'
import { keptQuote } from './keptQuote.ts'

describe('keptQuote', () => {
  it('shows a short quote whole, and of a long one that something is left out', () => {
    expect(keptQuote({ quote: 'a list of rooms', quoteLength: 15 })).toBe('a list of rooms')
    expect(keptQuote({ quote: 'run an office wun it for years', quoteLength: 63 })).toBe(
      'run an office … it for years',
    )
  })
})
