import { beforeEach, describe, expect, it } from 'vitest'
import { clusterOrder } from './clusterOrder.ts'
import { coOccurrence, marksTogether, type Nearness } from './coOccurrence.ts'
import { gatherFacts, type Source } from './facts.ts'
import { saturation } from './saturation.ts'
import { marksSpread, spread } from './spread.ts'

const codes = ['a', 'b', 'c'].map((id, i) => ({
  id,
  name: id.toUpperCase(),
  colour: '#336699',
  theme: i < 2 ? 0 : 1,
}))
let source: Source & { codings: Source['codings'][number][] }
let made = 0

/** Codes characters of a turn. A coding says `codes` as what it counts as. */
const code = (id: string | string[], turn: number, from: number, to: number, more: object = {}) => {
  const conversation = (more as { conversation?: string }).conversation ?? 'one'
  source.codings.push({
    conversation,
    member: 'ben',
    highlight: `h${++made}`,
    applied: 'a',
    codes: [id].flat(),
    passages: [{ turn: `${turn}`, speaker: turn % 2 ? 's1' : 's2', from, to }],
    start: turn * 10,
    end: turn * 10 + 5,
    createdAt: `2026-01-01T00:00:${String(made).padStart(2, '0')}Z`,
    ...more,
  })
}

beforeEach(() => {
  made = 0
  const outline = (conversation: string, names: string[]) => ({
    conversation,
    speakers: names.map((name, i) => ({
      id: `s${i}`,
      name,
      role: i === 0 ? ('facilitator' as const) : ('participant' as const),
    })),
    turns: {
      id: ['0', '1', '2', '3'],
      speaker: [0, 1, 2, 1],
      length: [100, 100, 100, 100],
      start: [0, 10, 20, 30],
      end: [10, 20, 30, 40],
    },
  })
  source = {
    codings: [],
    outlines: [outline('one', ['Linden', 'Ana', 'Ben']), outline('two', ['Linden', ' ana', 'Cleo'])],
    conversations: [
      { id: 'one', title: 'One', group: 'east', heldOn: '2026-02-02', recording: null, duration: 40 },
      { id: 'two', title: 'Two', group: null, heldOn: '2026-01-01', recording: null, duration: 40 },
    ],
    list: {
      codes,
      themes: [
        { id: 'a', name: 'A', colour: '#336699' },
        { id: 'c', name: 'C', colour: '#336699' },
      ],
      numbers: { a: 0, b: 1, c: 2, 'merged into a': 0 },
    },
  }
})

const pair = (near: Nearness, level: 'code' | 'theme' = 'code') =>
  coOccurrence(gatherFacts(source), level, near).pairs.map(({ a, b, count }) => [a, b, count])

describe('facts', () => {
  it('count a merged code once on a highlight, and leave out what counts as nothing', () => {
    code(['a', 'merged into a', 'guide'], 1, 0, 10)
    code([], 1, 0, 10)
    code('guide', 1, 0, 10)
    const { marks } = gatherFacts(source)
    expect(marks.map(mark => mark.codes.map(one => one.code))).toEqual([[0]])
  })

  it('take one name for one person, and say what has lost its words', () => {
    code('a', 7, 0, 10)
    const facts = gatherFacts(source)
    expect(facts.voices.map(({ name }) => name)).toEqual(['Linden', 'Ana', 'Ben', 'Cleo'])
    expect(facts.lost).toBe(1)
  })
})

describe('coOccurrence', () => {
  it('tells the same words from overlapping ones, the same turn and near ones', () => {
    code('a', 1, 0, 50)
    code('b', 1, 0, 50)
    code('c', 1, 40, 90)
    expect(pair({ kind: 'words' })).toEqual([[0, 1, 1]])
    expect(pair({ kind: 'overlap' })).toEqual([
      [0, 1, 1],
      [0, 2, 1],
      [1, 2, 1],
    ])
    source.codings.length = 0
    code('a', 1, 0, 10)
    code('b', 1, 20, 30)
    code('c', 3, 0, 10)
    expect(pair({ kind: 'overlap' })).toEqual([])
    expect(pair({ kind: 'turn' })).toEqual([[0, 1, 1]])
    expect(pair({ kind: 'turns', within: 1 })).toEqual([[0, 1, 1]])
    expect(pair({ kind: 'turns', within: 2 })).toHaveLength(3)
    expect(pair({ kind: 'seconds', within: 14 })).toEqual([[0, 1, 1]])
    expect(pair({ kind: 'seconds', within: 15 })).toHaveLength(3)
  })

  it('is the same in whatever order, and counts what several people mark alike once', () => {
    for (const member of ['ben', 'cleo', 'dora']) {
      code('b', 1, 0, 40, { member })
      code('a', 1, 10, 50, { member })
    }
    const { pairs, passages } = coOccurrence(gatherFacts(source), 'code', { kind: 'overlap' })
    expect(passages).toEqual([1, 1, 0])
    expect(pairs).toMatchObject([{ a: 0, b: 1, count: 1, c: 1, jaccard: 30 / 50 }])
    expect(marksTogether(gatherFacts(source), 'code', { kind: 'overlap' }, 1, 0)).toHaveLength(6)
  })

  it('computes the coefficients as they are defined', () => {
    code('a', 1, 0, 20)
    code('a', 2, 0, 20)
    code('a', 3, 0, 20)
    code('b', 1, 10, 30)
    const [overlap] = coOccurrence(gatherFacts(source), 'code', { kind: 'overlap' }).pairs
    expect(overlap).toMatchObject({ count: 1, c: 1 / (3 + 1 - 1), jaccard: 10 / 70 })
    const [turn] = coOccurrence(gatherFacts(source), 'code', { kind: 'turn' }).pairs
    expect(turn).toMatchObject({ count: 1, jaccard: 1 / 3 })
    const [near] = coOccurrence(gatherFacts(source), 'code', { kind: 'turns', within: 1 }).pairs
    // b stands in turn 1, a in 1, 2 and 3: two of three turns have the other no farther than a turn away.
    expect(near).toMatchObject({ count: 2, jaccard: 2 / 3 })
  })

  it('gathers codes into themes, in which they do not meet each other', () => {
    code('a', 1, 0, 20)
    code('b', 1, 0, 20)
    code('c', 1, 10, 20)
    expect(pair({ kind: 'overlap' }, 'theme')).toEqual([[0, 1, 1]])
  })

  it('knows nothing across conversations', () => {
    code('a', 1, 0, 20)
    code('b', 1, 0, 20, { conversation: 'two' })
    expect(pair({ kind: 'turns', within: 5 })).toEqual([])
  })
})

describe('spread', () => {
  it('counts codings and characters by group, conversation, speaker and position', () => {
    code('a', 1, 0, 20)
    code('a', 1, 10, 40, { member: 'cleo' })
    code('b', 2, 0, 10, { conversation: 'two' })
    const facts = gatherFacts(source)
    const byGroup = spread(facts, 'code', 'group')
    expect(byGroup.columns).toMatchObject([
      { id: 'east', people: [1, 2], characters: 400 },
      { id: null, people: [1, 3], characters: 400 },
    ])
    expect(byGroup.cells[0]).toMatchObject([{ count: 2, characters: 40, people: [1] }, { count: 0 }])
    expect(byGroup.totals.map(({ count }) => count)).toEqual([2, 1])
    const bySpeaker = spread(facts, 'code', 'speaker')
    expect(bySpeaker.columns.map(({ name, characters }) => `${name} ${characters}`)).toEqual([
      'Linden 200',
      'Ana 400',
      'Ben 100',
      'Cleo 100',
    ])
    expect(bySpeaker.cells[0]!.map(({ count }) => count)).toEqual([0, 2, 0, 0])
    expect(spread(facts, 'code', 'position').cells[0]!.map(({ count }) => count)).toEqual([
      0, 0, 2, 0, 0, 0, 0, 0, 0, 0,
    ])
    expect(marksSpread(facts, 'code', 'group', 0, 0)).toHaveLength(2)
    expect(marksSpread(facts, 'code', 'group', 0, 1)).toHaveLength(0)
  })

  it('adds up: codes to their theme, columns to all', () => {
    code(['a', 'b'], 1, 0, 20)
    code('c', 2, 0, 20)
    const facts = gatherFacts(source)
    const theme = spread(facts, 'theme', 'group')
    expect(theme.cells.map(row => row.map(({ count }) => count))).toEqual([
      [2, 0],
      [1, 0],
    ])
    // A theme carries words once, whichever of its codes do.
    expect(theme.cells[0]![0]!.characters).toBe(20)
    expect(theme.all.count).toBe(3)
  })
})

describe('saturation', () => {
  it('counts the codes that were new, in the order analysed or held', () => {
    code('a', 1, 0, 10)
    code('b', 1, 0, 10, { conversation: 'two' })
    code('a', 2, 0, 10, { conversation: 'two' })
    const steps = (order: 'analysed' | 'held') =>
      saturation(gatherFacts(source), order).steps.map(({ talk, fresh, known }) => [talk, fresh, known])
    expect(steps('analysed')).toEqual([
      [0, [0], 1],
      [1, [1], 2],
    ])
    expect(steps('held')).toEqual([
      [1, [0, 1], 2],
      [0, [], 2],
    ])
  })
})

describe('clusterOrder', () => {
  it('puts beside each other what is alike, and keeps the rest as it stood', () => {
    const near = (a: number, b: number) => (a % 2 === b % 2 ? 1 / (1 + Math.abs(a - b)) : 0)
    const order = clusterOrder(6, near)
    expect([...order].sort()).toEqual([0, 1, 2, 3, 4, 5])
    const halves = [order.slice(0, 3), order.slice(3)].map(half => new Set(half.map(i => i % 2)).size)
    expect(halves).toEqual([1, 1])
    expect(clusterOrder(3, () => 0)).toEqual([0, 1, 2])
  })
})
