import { expect, it } from 'vitest'
import { type Deed, gatherActivity } from './gatherActivity.ts'

const MINUTE = 60_000
const coded = (minute: number, more: Partial<Deed> = {}): Deed => ({
  kind: 'coded',
  member: 'mona',
  at: minute * MINUTE,
  conversation: 'east',
  highlight: `h${minute}`,
  ...more,
})

it('gathers what one person did at one place while the pauses are short, the newest first', () => {
  const entries = gatherActivity([
    coded(0),
    coded(10),
    coded(30, { highlight: 'h10' }),
    coded(100),
    coded(20, { member: 'teo' }),
    coded(25, { conversation: 'west' }),
  ])
  expect(entries.map(({ member, conversation, count, at }) => [member, conversation, count, at])).toEqual([
    ['mona', 'east', 1, new Date(100 * MINUTE).toISOString()],
    // Three codings of two passages.
    ['mona', 'east', 2, new Date(30 * MINUTE).toISOString()],
    ['mona', 'west', 1, new Date(25 * MINUTE).toISOString()],
    ['teo', 'east', 1, new Date(20 * MINUTE).toISOString()],
  ])
})

it('is the same whatever the order of the deeds, and an entry that grows keeps its id', () => {
  const deeds = [coded(0), coded(10), coded(20)]
  const [entry] = gatherActivity(deeds)
  expect(gatherActivity([...deeds].reverse())).toEqual([entry])
  const [grown] = gatherActivity([...deeds, coded(30)])
  expect(grown).toMatchObject({ id: entry!.id, count: 4, highlight: 'h30' })
})

it('reviews and assignments stand each for themselves', () => {
  const assigned = (about: string): Deed => ({
    kind: 'assigned',
    member: 'lea',
    at: 0,
    conversation: 'east',
    about,
  })
  expect(gatherActivity([assigned('mona'), assigned('teo')])).toHaveLength(2)
})
