const leastOf = (row: readonly number[], from: number, to: number): number => {
  let least = row[from]!
  for (let j = from + 1; j <= to; j++) least = Math.min(least, row[j]!)
  return least
}

/**
 * Insertions, deletions, replacements and swaps of neighbours from a to b; `limit + 1` stands for "too many". Only what
 * can stay within the limit is computed.
 */
export const editDistance = (a: string, b: string, limit: number): number => {
  const tooMany = limit + 1
  if (Math.abs(a.length - b.length) > limit) return tooMany
  const width = b.length + 1
  let before = new Array<number>(width).fill(tooMany)
  let last = Array.from({ length: width }, (_, j) => j)
  let row = new Array<number>(width).fill(tooMany)
  for (let i = 1; i <= a.length; i++) {
    const first = Math.max(1, i - limit)
    const end = Math.min(b.length, i + limit)
    row.fill(tooMany)
    if (i <= limit) row[0] = i
    let least = row[0]!
    for (let j = first; j <= end; j++) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1)
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1))
      const swapped =
        i > 1 &&
        j > 1 &&
        a.charCodeAt(i - 1) === b.charCodeAt(j - 2) &&
        a.charCodeAt(i - 2) === b.charCodeAt(j - 1)
      if (swapped) cost = Math.min(cost, before[j - 2]! + 1)
      row[j] = cost
      if (cost < least) least = cost
    }
    // A swap reaches back two rows; one more edit than the limit cannot be made good.
    if (least > limit && leastOf(last, Math.max(0, first - 2), end) >= limit) return tooMany
    ;[before, last, row] = [last, row, before]
  }
  return Math.min(last[b.length]!, tooMany)
}
