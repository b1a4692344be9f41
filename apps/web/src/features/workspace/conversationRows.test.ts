import type { Assignment, Conversation, Progress } from '@polyphony/contract'
import { expect, it } from 'vitest'
import { conversationRows, filterRows, NOBODY, type RowFilter, sortRows } from './conversationRows.ts'

const conversation = (id: string, more: Partial<Conversation> = {}): Conversation => ({
  id,
  workspace: 'w',
  group: null,
  title: id,
  heldOn: null,
  ceiling: 'team',
  recording: null,
  duration: null,
  turns: 10,
  words: 100,
  createdAt: '2026-01-01T00:00:00Z',
  ...more,
})
const progress = (id: string, coded: number, more: Partial<Progress> = {}): Progress => ({
  conversation: id,
  highlighted: { all: coded, mine: 0 },
  coded: { all: coded, mine: 0 },
  highlights: coded > 0 ? 1 : 0,
  codings: 0,
  members: [],
  reviewed: null,
  ...more,
})
const assignment = (id: string, member: string, more: Partial<Assignment> = {}): Assignment => ({
  conversation: id,
  workspace: 'w',
  member,
  due: null,
  note: '',
  by: 'lead',
  createdAt: '2026-01-01T00:00:00Z',
  doneAt: null,
  ...more,
})
const DONE = { doneAt: '2026-01-02T00:00:00Z' }

const rows = conversationRows(
  {
    conversations: [
      conversation('East 10', { group: 'g', recording: { type: '', bytes: 1, duration: 100, peaks: true } }),
      conversation('East 9', { heldOn: '2026-02-01' }),
      conversation('West', { heldOn: '2026-03-01' }),
      conversation('Yard'),
    ],
    progress: [
      progress('East 10', 0.5),
      progress('East 9', 0),
      progress('West', 0.9),
      progress('Yard', 0.2, { reviewed: { by: 'lead', at: '' } }),
    ],
    assignments: [
      assignment('East 9', 'mona', { due: '2026-01-09' }),
      assignment('West', 'mona', DONE),
      assignment('West', 'teo', { ...DONE, due: '2026-01-01' }),
    ],
    listening: [
      { conversation: 'East 10', member: 'mona', seconds: 25, duration: 100, position: null, updatedAt: '' },
    ],
    me: 'mona',
  },
  '2026-01-10',
)
const found = (filter: Partial<RowFilter>) =>
  filterRows(
    rows,
    { words: '', group: '', assignee: '', state: '', ...filter },
    new Map([['g', 'Harbour']]),
  ).map(({ conversation }) => conversation.id)

it('says how far each conversation is, and what of it is overdue', () => {
  expect(rows.map(({ state, overdue, myHeard }) => [state, overdue, myHeard])).toEqual([
    ['in-progress', false, 0.25],
    ['not-started', true, null],
    ['ready', false, null],
    ['reviewed', false, null],
  ])
})

it('finds by words, group, assignee and state', () => {
  expect(found({ words: 'east' })).toEqual(['East 10', 'East 9'])
  expect(found({ words: 'harb' })).toEqual(['East 10'])
  expect(found({ group: 'g' })).toEqual(['East 10'])
  expect(found({ group: NOBODY })).toHaveLength(3)
  expect(found({ assignee: 'teo' })).toEqual(['West'])
  expect(found({ assignee: NOBODY })).toEqual(['East 10', 'Yard'])
  expect(found({ state: 'overdue' })).toEqual(['East 9'])
  expect(found({ state: 'reviewed', words: 'e' })).toEqual([])
})

it('is arranged as asked: numbers in titles count, the latest day first, the least done first', () => {
  const order = (...by: Parameters<typeof sortRows> extends [unknown, ...infer R] ? R : never) =>
    sortRows(rows, ...by).map(({ conversation }) => conversation.id)
  expect(order('title')).toEqual(['East 9', 'East 10', 'West', 'Yard'])
  expect(order('title', true)[0]).toBe('Yard')
  expect(order('day')).toEqual(['West', 'East 9', 'East 10', 'Yard'])
  expect(order('coded')).toEqual(['East 9', 'Yard', 'East 10', 'West'])
  expect(order('state', true)[0]).toBe('Yard')
})
