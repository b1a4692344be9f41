import { expect, it } from 'vitest'
import { changedPart } from './changedPart.ts'

it('shows the words that differ with a little around them', () => {
  expect(changedPart('My adviser and I met', 'My supervisor and I met')).toEqual({
    before: 'My ',
    removed: 'adviser',
    inserted: 'supervisor',
    behind: ' and I met',
  })
  expect(changedPart('a b', 'a b c')).toEqual({ before: 'a b', removed: '', inserted: ' c', behind: '' })
  const long = 'word '.repeat(40)
  const part = changedPart(`${long}one ${long}`, `${long}two ${long}`)
  expect(part.before.length).toBeLessThan(60)
  expect(part.behind.length).toBeLessThan(60)
})
