import { expect, it } from 'vitest'
import { type RecentCodes, withCode } from './recentCodes.ts'

const after = (codes: string[]): RecentCodes =>
  codes.reduce(withCode, { numbered: [], used: [] } as RecentCodes)

it('gives each code a number that it keeps, and tells the last one used', () => {
  const recent = after(['a', 'b', 'c', 'b'])
  expect(recent).toEqual({ numbered: ['a', 'b', 'c'], used: ['b', 'c', 'a'] })
})

it('gives the number of the one not used for longest to the tenth', () => {
  const recent = after([...'abcdefghi', 'a', 'x'])
  expect(recent.numbered).toEqual([...'axcdefghi'])
  expect(recent.used).toEqual([...'xaihgfedc'])
})
