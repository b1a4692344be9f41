import type { Sum } from './protectCells.ts'

/** A prime below 2 ** 26, so that a product of two remainders is exact. */
const PRIME = 67_108_859

const inverse = (value: number): number => {
  let [old, rest] = [value, PRIME]
  let [x, y] = [1, 0]
  while (rest !== 0) {
    const times = Math.floor(old / rest)
    ;[old, rest] = [rest, old - times * rest]
    ;[x, y] = [y, x - times * y]
  }
  return ((x % PRIME) + PRIME) % PRIME
}

type Row = Map<number, number>

const addTimes = (row: Row, other: Row, times: number): void => {
  for (const [i, value] of other) {
    const sum = ((row.get(i) ?? 0) + times * value) % PRIME
    if (sum === 0) row.delete(i)
    else row.set(i, sum)
  }
}

/**
 * Which unknown cells somebody can compute who knows all others and the sums: those that the sums determine, whatever
 * the values (modulo a large prime). Pure.
 */
export const solvedBy = (sums: readonly Sum[], unknown: (cell: number) => boolean): Set<number> => {
  const rows = sums
    .map(({ total, parts }): Row => {
      const row: Row = new Map()
      for (const i of parts) if (unknown(i)) row.set(i, 1)
      if (unknown(total)) row.set(total, PRIME - 1)
      return row
    })
    .filter(row => row.size > 0)
    .sort((x, y) => x.size - y.size)
  const uses = new Map<number, number>()
  for (const row of rows) for (const i of row.keys()) uses.set(i, (uses.get(i) ?? 0) + 1)
  const pivots = new Map<number, Row>()
  for (const row of rows) {
    for (let reduced = true; reduced; ) {
      reduced = false
      for (const [i, value] of row) {
        const pivot = pivots.get(i)
        if (!pivot) continue
        addTimes(row, pivot, PRIME - value)
        reduced = true
        break
      }
    }
    if (row.size === 0) continue
    // What stands in few sums: it seldom has to be put in elsewhere.
    let best = -1
    for (const i of row.keys()) if (best < 0 || uses.get(i)! < uses.get(best)!) best = i
    const scale = inverse(row.get(best)!)
    for (const [i, value] of row) row.set(i, (value * scale) % PRIME)
    pivots.set(best, row)
  }
  // The last found first: what stands in their rows has no pivot that came later.
  for (const [i, row] of [...pivots].reverse())
    for (;;) {
      const other = [...row.keys()].find(j => j !== i && pivots.has(j))
      if (other === undefined) break
      addTimes(row, pivots.get(other)!, PRIME - row.get(other)!)
    }
  return new Set([...pivots].flatMap(([i, row]) => (row.size === 1 ? [i] : [])))
}
