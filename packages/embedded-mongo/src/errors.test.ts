import { expect, it } from 'vitest'
import { CommandError, toCommandError } from './errors.ts'

it.each([
  Object.assign(new Error('No space left on device'), { code: 28 }),
  Object.assign(new Error('Input/output error'), { code: 5 }),
  Object.assign(new Error('write failed'), { code: 'ENOSPC' }),
  new Error('MDB_MAP_FULL: Environment mapsize limit reached'),
])('a full disk has its own error: $message', error => {
  expect(toCommandError(error)).toMatchObject({ code: 14031, codeName: 'OutOfDiskSpace' })
})

it('other errors keep what they said', () => {
  const refusal = new CommandError(2, 'BadValue', 'no')
  expect(toCommandError(refusal)).toBe(refusal)
  expect(toCommandError(new TypeError('oops'))).toMatchObject({ code: 1, message: 'oops' })
})
