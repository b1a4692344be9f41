import type { CodingRecord } from '@polyphony/contract'
import { expect, it } from 'vitest'
import { excerptsByCode } from './excerptsByCode.ts'

const coding = (
  code: string,
  from: number,
  to: number,
  turn = 't1',
  conversation = 'talk',
): CodingRecord => ({
  conversation,
  member: 'ada',
  highlight: `${code} ${from}`,
  applied: code,
  codes: [code],
  passages: [{ turn, speaker: 's', from, to }],
  start: null,
  end: null,
  createdAt: '2026-01-01T00:00:00Z',
})
const shared = (codings: CodingRecord[]): number => {
  const sets = excerptsByCode(codings)
  return [...(sets.get('a') ?? [])].filter(excerpt => sets.get('b')?.has(excerpt)).length
}

it('takes highlights of nearly the same words for one excerpt, whoever made them', () => {
  expect(shared([coding('a', 0, 40), coding('b', 5, 45)])).toBe(1)
  expect(shared([coding('b', 10, 20), coding('a', 0, 200)])).toBe(1)
})

it('tells apart what only touches, stands elsewhere, or is reached by a chain', () => {
  expect(shared([coding('a', 0, 40), coding('b', 30, 90)])).toBe(0)
  expect(shared([coding('a', 0, 40), coding('b', 0, 40, 't2')])).toBe(0)
  expect(shared([coding('a', 0, 40), coding('b', 0, 40, 't1', 'other')])).toBe(0)
  expect(shared([coding('a', 0, 40), coding('c', 20, 60), coding('b', 45, 85)])).toBe(0)
})

it('counts words that bear a code twice once, and leaves out what has lost its place', () => {
  const lost = { ...coding('a', 0, 9), passages: [] }
  expect(excerptsByCode([coding('a', 0, 40), coding('a', 1, 40), lost]).get('a')?.size).toBe(1)
})
