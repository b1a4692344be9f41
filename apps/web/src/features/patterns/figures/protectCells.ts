import { solvedBy } from './solvedBy.ts'

/** A number in a table that may leave, or must not. */
export interface ProtectedCell {
  /** A whole number, 0 or more. */
  value: number
  /** On whom it rests. */
  people: readonly number[]
  /** It stands in no table, but may be computed from those that do: what is left of a sum. */
  hidden?: boolean
}

/** `total` is the sum of `parts`, all of them places in the list of cells. */
export interface Sum {
  total: number
  parts: readonly number[]
}

/**
 * Which cells have to be withheld so that none that rests on fewer than `k` people can be known: these themselves, zeros
 * among them, and as many others as it takes so that no withheld cell follows from the sums, by any combination of them;
 * nor what all withheld cells of a sum have together, where that rests on fewer than `k`. The same cells give the same
 * answer. Pure.
 *
 * That zeros are withheld like any small cell is what makes this enough. Who looks at the table knows of a withheld cell
 * only that it is 0 or more; those that matter are more, so each could be a little less as well as a little more, and
 * bounds tell nothing that the sums do not. The zeros themselves are taken for known here.
 */
export const protectCells = (
  cells: readonly ProtectedCell[],
  sums: readonly Sum[],
  k: number,
): ReadonlySet<number> => {
  const small = (people: Iterable<number>) => new Set(people).size < k
  const sensitive = cells.map(({ value, people }) => value > 0 && small(people))
  const zeros = new Set<number>()
  const withheld = new Set<number>()
  for (const [i, { hidden, value }] of cells.entries())
    if (!hidden && sensitive[i]) withheld.add(i)
    else if (!hidden && value === 0) zeros.add(i)
  const unknown = (i: number) => cells[i]!.hidden || withheld.has(i)
  /** Must not be known. */
  const secret = (i: number) => withheld.has(i) || sensitive[i]!

  const sumsOf = new Map<number, Sum[]>()
  for (const sum of sums)
    for (const i of [sum.total, ...sum.parts]) {
      const known = sumsOf.get(i)
      if (known) known.push(sum)
      else sumsOf.set(i, [sum])
    }
  const shown = (places: readonly number[]) => places.filter(i => !unknown(i) && cells[i]!.value > 0)
  /** Of those that may go: the one that says least. */
  const least = (places: readonly number[]): number | undefined =>
    places.toSorted(
      (x, y) =>
        cells[x]!.people.length - cells[y]!.people.length || cells[x]!.value - cells[y]!.value || x - y,
    )[0]

  const queue = new Set(sums)
  /** Withholds one more cell of a sum; false when nothing of it is shown any more. */
  const withholdOne = ({ total, parts }: Sum): boolean => {
    const next = least(shown(parts)) ?? (shown([total]).length > 0 ? total : undefined)
    if (next === undefined) return false
    withheld.add(next)
    for (const sum of sumsOf.get(next) ?? []) queue.add(sum)
    return true
  }
  /** Makes each sum safe by itself. */
  const settle = () => {
    for (const sum of queue) {
      queue.delete(sum)
      while (!isSafe(sum) && withholdOne(sum));
    }
  }
  const isSafe = ({ total, parts }: Sum): boolean => {
    const open = parts.filter(unknown)
    if (unknown(total))
      return !secret(total) || open.some(i => cells[i]!.value > 0) || shown(parts).length === 0
    const inside = open.filter(i => cells[i]!.value > 0)
    if (!inside.some(secret)) return true
    // What is withheld of a sum can be computed: it must be no small cell.
    return inside.length > 1 && !small(inside.flatMap(i => cells[i]!.people))
  }

  for (;;) {
    settle()
    const known = solvedBy(sums, unknown)
    const found = [...known].filter(secret)
    if (found.length === 0) return new Set([...withheld, ...zeros])
    for (const i of found) {
      const around = sumsOf.get(i) ?? []
      if (around.some(withholdOne)) continue
      // Nothing beside it is shown: what gives it away stands farther off.
      if (
        around
          .flatMap(({ total, parts }) => [total, ...parts].flatMap(j => sumsOf.get(j) ?? []))
          .some(withholdOne)
      )
        continue
      if (!sums.some(withholdOne)) return new Set([...withheld, ...zeros])
    }
  }
}
