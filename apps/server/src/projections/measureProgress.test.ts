import { expect, it } from 'vitest'
import { measureProgress } from './measureProgress.ts'
import type { Mark } from './readMarks.ts'

const mark = (member: string, turns: string[], codes = 0): Mark => ({
  conversation: 'c',
  member,
  highlight: `${member}${turns}`,
  turns,
  createdAt: 0,
  codedAt: Array.from({ length: codes }, () => 0),
})

it('counts each turn once, whoever marked it, and mine apart', () => {
  const marks = [mark('me', ['a', 'b'], 1), mark('mona', ['b', 'c'], 2), mark('mona', ['d'])]
  expect(measureProgress(new Map([['c', 8]]), marks, 'me')).toEqual([
    {
      conversation: 'c',
      highlighted: { all: 0.5, mine: 0.25 },
      coded: { all: 0.375, mine: 0.25 },
      highlights: 3,
      codings: 3,
      members: ['me', 'mona'],
    },
  ])
})

it('a conversation nobody touched, without turns, or split since is still measured; one that is gone is not', () => {
  const marks = [mark('me', ['a', 'b', 'c'])]
  const [split] = measureProgress(new Map([['c', 2]]), marks, 'me')
  expect(split?.highlighted.all).toBe(1)
  const [empty] = measureProgress(new Map([['x', 0]]), marks, 'me')
  expect(empty).toMatchObject({ conversation: 'x', highlighted: { all: 0, mine: 0 }, members: [] })
})
