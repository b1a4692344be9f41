import { describe, expect, it } from 'vitest'
import { coOccurrence } from './coOccurrence.ts'
import { type Facts, gatherFacts, type Level } from './facts.ts'
import { leaving, leavingPairs } from './leaving.ts'
import { type Division, spread } from './spread.ts'
import { drawSource } from './testing/drawSource.ts'

const K = 5
const STUDY = { talks: 9, groups: 3, speakers: 6, turns: 12, codes: 9, themes: 3, codings: 260 }
const DIVISIONS: Division[] = ['group', 'conversation', 'position']

/**
 * Reads all tables that may leave and computes what follows from them: unknowns are the codings of each code in each
 * conversation and tenth, of which every number in every table is a sum. Returns the small cells that are determined.
 */
const attack = (facts: Facts, k: number): { known: string[]; shown: number } => {
  const may = leaving(facts, k)
  // The finest pieces there are: code × conversation × tenth.
  const pieces = new Map<string, { count: number; people: Set<number>; piece: number }>()
  const marks: { code: number; talk: number; tenth: number; people: number[] }[] = facts.marks.flatMap(
    mark => {
      const length = facts.talks[mark.talk]!.turnAt.at(-1)!
      const tenth = Math.min(9, Math.floor((mark.from / length) * 10))
      const people = mark.parts.flatMap(({ voice }) => (facts.voices[voice]!.facilitator ? [] : [voice]))
      return mark.codes.map(({ code }) => ({ code, talk: mark.talk, tenth, people }))
    },
  )
  for (const { code, talk, tenth, people } of marks) {
    const key = `${code} ${talk} ${tenth}`
    const piece = pieces.get(key) ?? { count: 0, people: new Set(), piece: pieces.size }
    piece.count++
    for (const person of people) piece.people.add(person)
    pieces.set(key, piece)
  }
  const equations: Float64Array[] = []
  const targets: { name: string; row: Float64Array }[] = []
  for (const level of ['code', 'theme'] as Level[])
    for (const by of DIVISIONS) {
      const figure = spread(facts, level, by)
      const rows = [null, ...figure.cells.keys()]
      const columns = [null, ...figure.columns.keys()]
      for (const row of rows)
        for (const column of columns) {
          const cell =
            row === null
              ? column === null
                ? figure.all
                : figure.totals[column]!
              : column === null
                ? figure.sums[row]!
                : figure.cells[row]![column]!
          const vector = new Float64Array(pieces.size)
          for (const [key, { piece }] of pieces) {
            const [code, talk, tenth] = key.split(' ').map(Number) as [number, number, number]
            const inRow =
              row === null || (level === 'code' ? code === row : facts.list.codes[code]!.theme === row)
            const id = column === null ? null : figure.columns[column]!.id
            const inColumn =
              column === null ||
              (by === 'group'
                ? facts.talks[talk]!.group === id
                : by === 'conversation'
                  ? facts.talks[talk]!.id === id
                  : String(tenth) === id)
            if (inRow && inColumn) vector[piece] = 1
          }
          if (may.cell(level, by, row, column)) {
            expect(cell.people.length).toBeGreaterThanOrEqual(k)
            equations.push(vector)
          } else if (cell.count > 0) targets.push({ name: `${level} ${by} ${row} ${column}`, row: vector })
        }
    }
  const basis = reduce(equations)
  return {
    known: targets.filter(({ row }) => follows(row, basis)).map(({ name }) => name),
    shown: equations.length,
  }
}

const pivotOf = (row: Float64Array): number => row.findIndex(value => Math.abs(value) > 1e-7)

const follows = (wanted: Float64Array, basis: readonly Float64Array[]): boolean => {
  const row = wanted.slice()
  for (const known of basis) {
    const times = row[pivotOf(known)]!
    if (Math.abs(times) > 1e-9) for (let i = 0; i < row.length; i++) row[i]! -= times * known[i]!
  }
  return pivotOf(row) < 0
}

const reduce = (rows: readonly Float64Array[]): Float64Array[] => {
  const basis: Float64Array[] = []
  for (const wanted of rows) {
    const row = wanted.slice()
    for (const known of basis) {
      const times = row[pivotOf(known)]!
      if (Math.abs(times) > 1e-9) for (let i = 0; i < row.length; i++) row[i]! -= times * known[i]!
    }
    const pivot = pivotOf(row)
    if (pivot < 0) continue
    const scale = row[pivot]!
    for (let i = 0; i < row.length; i++) row[i]! /= scale
    for (const known of basis) {
      const times = known[pivot]!
      if (Math.abs(times) > 1e-9) for (let i = 0; i < row.length; i++) known[i]! -= times * row[i]!
    }
    basis.push(row)
  }
  return basis
}

describe('leaving', () => {
  it('gives no small cell away, however its tables are combined (8 studies)', () => {
    let shown = 0
    for (let seed = 1; seed <= 8; seed++) {
      const facts = gatherFacts(drawSource(seed, STUDY))
      const found = attack(facts, K)
      expect(found.known, `seed ${seed}`).toEqual([])
      shown += found.shown
    }
    expect(shown).toBeGreaterThan(400)
  })

  it('gives nothing at all of a study with fewer people than that', () => {
    const facts = gatherFacts(drawSource(3, { ...STUDY, talks: 1 }))
    const may = leaving(facts, 11)
    expect(may.cell('theme', 'group', null, null)).toBe(false)
    expect(may.column('group', 0)).toBe(false)
  })

  it('gives nothing of a speaker, nor of a conversation with few people', () => {
    const facts = gatherFacts(drawSource(4, STUDY))
    const may = leaving(facts, 11)
    expect(spread(facts, 'code', 'speaker').columns.some((_, column) => may.column('speaker', column))).toBe(
      false,
    )
    expect(facts.talks.some((_, talk) => may.column('conversation', talk))).toBe(false)
  })

  it('lets pairs of themes go only where the pairs of their codes that stay are no small cell', () => {
    for (let seed = 1; seed <= 10; seed++) {
      const facts = gatherFacts(drawSource(seed, STUDY))
      const codes = coOccurrence(facts, 'code', { kind: 'turn' })
      const themes = coOccurrence(facts, 'theme', { kind: 'turn' })
      const may = leavingPairs(facts, 'theme', { kind: 'turn' }, themes, K)
      for (const { a, b } of themes.pairs) {
        if (!may.has(`${a} ${b}`)) continue
        const small = codes.pairs.filter(pair => {
          const own = [facts.list.codes[pair.a]!.theme, facts.list.codes[pair.b]!.theme].sort((x, y) => x - y)
          return own[0] === a && own[1] === b && pair.people.length < K
        })
        if (small.length === 0) continue
        expect(new Set(small.flatMap(({ people }) => people)).size).toBeGreaterThanOrEqual(K)
        expect(small.length).toBeGreaterThan(1)
      }
    }
  })
})
