import fc from 'fast-check'
import { expect, it } from 'vitest'
import { takeBackText } from './takeBackText.ts'

it('takes a correction back and keeps what others changed elsewhere', () => {
  const before = 'My adviser said that we met each weak'
  const after = 'My supervisor said that we met each weak'
  expect(takeBackText(before, after, after)).toBe(before)
  expect(takeBackText(before, after, 'My supervisor said that we met each week.')).toBe(
    'My adviser said that we met each week.',
  )
  expect(takeBackText(before, after, `Well. ${after}`)).toBe(`Well. ${before}`)
})

it('leaves alone what others changed at the very place', () => {
  expect(takeBackText('a cat sat', 'a dog sat', 'a wolf sat')).toBeNull()
  expect(takeBackText('one two', 'one three two', 'one two')).toBeNull()
})

it('undoes exactly where nothing was changed since, and never throws', () => {
  const text = fc.string({ maxLength: 30 })
  fc.assert(fc.property(text, text, (before, after) => takeBackText(before, after, after) === before))
  fc.assert(
    fc.property(text, text, text, (before, after, now) => {
      takeBackText(before, after, now)
    }),
  )
})
