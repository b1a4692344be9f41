import type { Excerpt } from '@polyphony/contract'
import { describe, expect, it } from 'vitest'
import { firstWords, moved, whyItStays } from './leaving.ts'

const now = Date.parse('2026-06-01T00:00:00Z')
const excerpt = (state: Excerpt['decision']['state'], expiresAt: string | null = null) =>
  ({ decision: { state, by: null, at: null, reason: null, expiresAt } }) as Excerpt
const open = { ceiling: 'institution' as const }

describe('whyItStays', () => {
  it('lets an approved excerpt leave while its approval lasts', () => {
    expect(whyItStays(excerpt('approved'), open, now)).toBeNull()
    expect(whyItStays(excerpt('approved', '2026-06-01T00:00:01Z'), open, now)).toBeNull()
    expect(whyItStays(excerpt('approved', '2026-06-01T00:00:00Z'), open, now)).toBe('expired')
  })

  it('keeps what nobody decided, what was declined, and what stays with the team', () => {
    expect(whyItStays(excerpt('pending'), open, now)).toBe('pending')
    expect(whyItStays(excerpt('declined'), open, now)).toBe('declined')
    expect(whyItStays(excerpt('approved'), { ceiling: 'team' }, now)).toBe('ceiling')
    expect(whyItStays(excerpt('approved'), undefined, now)).toBe('gone')
  })
})

it('moves an item and clamps at the ends', () => {
  expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a'])
  expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b'])
  expect(moved(['a', 'b', 'c'], 1, 9)).toEqual(['a', 'c', 'b'])
  expect(moved(['a', 'b', 'c'], 1, -3)).toEqual(['b', 'a', 'c'])
})

it('cuts first words at a word', () => {
  expect(firstWords('one two three', 9)).toBe('one two…')
  expect(firstWords('short')).toBe('short')
})
