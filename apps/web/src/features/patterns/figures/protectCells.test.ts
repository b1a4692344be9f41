import { describe, expect, it } from 'vitest'
import { type ProtectedCell, protectCells, type Sum } from './protectCells.ts'
import { solvedBy } from './solvedBy.ts'
import { randomFrom } from './testing/randomFrom.ts'

const K = 4

/** A table of random people with its sums: rows and columns, each with a total, and rows gathered in two. */
const drawTable = (seed: number, rows: number, columns: number) => {
  const random = randomFrom(seed)
  const cells: ProtectedCell[] = []
  const at = (row: number, column: number) => row * (columns + 1) + column
  for (let row = 0; row <= rows; row++)
    for (let column = 0; column <= columns; column++) {
      const people = Array.from({ length: random(7) }, () => column * 100 + random(9))
      cells.push({ people: [...new Set(people)], value: people.length })
    }
  const add = (total: number, parts: number[]): Sum => {
    cells[total] = {
      value: parts.reduce((sum, i) => sum + cells[i]!.value, 0),
      people: [...new Set(parts.flatMap(i => cells[i]!.people))],
    }
    return { total, parts }
  }
  const range = (to: number) => [...Array(to).keys()]
  const sums = range(rows).map(row =>
    add(
      at(row, columns),
      range(columns).map(column => at(row, column)),
    ),
  )
  for (const column of range(columns + 1))
    sums.push(
      add(
        at(rows, column),
        range(rows).map(row => at(row, column)),
      ),
    )
  return { cells, sums }
}

/**
 * Tries ways in which whole numbers, 0 or more, fit what is shown, until each withheld cell that is not 0 has been seen
 * with two values: those that have one in all ways are known. Null when there are too many ways to try.
 */
const knownByTrying = (
  cells: readonly ProtectedCell[],
  sums: readonly Sum[],
  withheld: ReadonlySet<number>,
): number[] | null => {
  const open = [...withheld]
  const values = cells.map(({ value }, i) => (withheld.has(i) ? -1 : value))
  const seen = open.map(() => new Set<number>())
  const most = Math.max(...cells.map(({ value }) => value)) + 1
  const isDone = () => open.every((cell, i) => cells[cell]!.value === 0 || seen[i]!.size > 1)
  const holds = () =>
    sums.every(({ total, parts }) => {
      const unset = [total, ...parts].some(i => values[i]! < 0)
      const sum = parts.reduce((all, i) => all + Math.max(0, values[i]!), 0)
      return unset ? values[total]! < 0 || sum <= values[total]! : sum === values[total]
    })
  let tries = 0
  const walk = (place: number): void => {
    if (tries++ > 4_000 || isDone()) return
    if (place === open.length) {
      for (const [i, cell] of open.entries()) seen[i]!.add(values[cell]!)
      return
    }
    for (let value = 0; value <= most; value++) {
      values[open[place]!] = value
      if (holds()) walk(place + 1)
    }
    values[open[place]!] = -1
  }
  walk(0)
  if (tries > 4_000 && !isDone()) return null
  return open.filter((cell, i) => cells[cell]!.value > 0 && seen[i]!.size < 2)
}

describe('protectCells', () => {
  it('withholds what rests on few, and a second cell so that the sum does not give it away', () => {
    const people = (n: number, from = 0) => Array.from({ length: n }, (_, i) => from + i)
    const cells = [
      { value: 9, people: people(6) },
      { value: 2, people: people(2, 20) },
      { value: 5, people: people(5, 40) },
      { value: 16, people: people(13) },
    ]
    expect([...protectCells(cells, [{ total: 3, parts: [0, 1, 2] }], K)].sort()).toEqual([1, 2])
  })

  it('withholds zeros like any cell with few people, and nothing for their sake', () => {
    const cells = [
      { value: 0, people: [] },
      { value: 4, people: [1, 2, 3, 4] },
      { value: 4, people: [1, 2, 3, 4] },
    ]
    expect([...protectCells(cells, [{ total: 2, parts: [0, 1] }], K)]).toEqual([0])
  })

  it('withholds the sum, too, where nothing else is beside a small cell', () => {
    const cells = [
      { value: 2, people: [1, 2] },
      { value: 0, people: [] },
      { value: 2, people: [1, 2, 3, 4] },
    ]
    expect([...protectCells(cells, [{ total: 2, parts: [0, 1] }], K)].sort()).toEqual([0, 1, 2])
  })

  it('keeps every withheld cell of 80 small tables open, whatever is tried', () => {
    let tried = 0
    for (let seed = 1; seed <= 80; seed++) {
      const { cells, sums } = drawTable(seed, 2 + (seed % 2), 2 + (seed % 3))
      const withheld = protectCells(cells, sums, K)
      for (const [i, { people }] of cells.entries())
        if (people.length < K) expect(withheld.has(i), `seed ${seed}`).toBe(true)
      const known = knownByTrying(cells, sums, withheld)
      if (known) tried++
      expect(known ?? [], `seed ${seed}`).toEqual([])
    }
    expect(tried).toBeGreaterThan(30)
  })

  it('leaves nothing to linear algebra in 60 larger tables, solved densely', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const { cells, sums } = drawTable(seed, 12, 8)
      const withheld = protectCells(cells, sums, K)
      const open = new Set([...withheld].filter(i => cells[i]!.value > 0))
      expect(solvedDensely(cells.length, sums, open), `seed ${seed}`).toEqual([])
      expect(withheld.size).toBeLessThan(cells.length)
    }
  })
})

/** Gauss and Jordan with fractions as they are, on the whole matrix: which cells the sums determine. */
const solvedDensely = (size: number, sums: readonly Sum[], open: ReadonlySet<number>): number[] => {
  const rows = sums.map(({ total, parts }) => {
    const row = new Float64Array(size)
    for (const i of parts) if (open.has(i)) row[i] = 1
    if (open.has(total)) row[total]! -= 1
    return row
  })
  let rank = 0
  for (const column of open) {
    const pivot = rows.findIndex((row, i) => i >= rank && Math.abs(row[column]!) > 1e-7)
    if (pivot < 0) continue
    ;[rows[rank], rows[pivot]] = [rows[pivot]!, rows[rank]!]
    const scale = rows[rank]![column]!
    for (let i = 0; i < size; i++) rows[rank]![i]! /= scale
    for (const [r, row] of rows.entries()) {
      const times = row[column]!
      if (r !== rank && Math.abs(times) > 1e-9)
        for (let i = 0; i < size; i++) row[i]! -= times * rows[rank]![i]!
    }
    rank++
  }
  return rows
    .slice(0, rank)
    .map(row => [...open].filter(i => Math.abs(row[i]!) > 1e-6))
    .flatMap(cells => (cells.length === 1 ? cells : []))
}

describe('solvedBy', () => {
  it('finds what one sum, or two of them together, give away', () => {
    const sums = [{ total: 4, parts: [0, 1, 2, 3] }]
    expect([...solvedBy(sums, i => i === 1)]).toEqual([1])
    expect([...solvedBy(sums, i => i < 2)]).toEqual([])
    const two = [
      { total: 3, parts: [0, 1] },
      { total: 4, parts: [0, 1, 2] },
    ]
    expect([...solvedBy(two, i => i < 3)]).toEqual([2])
  })
})
