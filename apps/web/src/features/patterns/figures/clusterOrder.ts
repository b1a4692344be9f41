/**
 * Puts `size` things in an order in which those alike stand beside each other: average-linkage clustering, at each join
 * the two ends that are most alike turned to each other. O(size³) at worst, 300 things in well under a second. Pure.
 */
export const clusterOrder = (size: number, alike: (a: number, b: number) => number): number[] => {
  let clusters = Array.from({ length: size }, (_, i) => [i])
  const likeness = clusters.map((_, a) =>
    Float64Array.from(clusters, (__, b) => (a === b ? -1 : alike(a, b))),
  )
  const average = likeness.map(row => row.slice())
  const living = new Set(clusters.keys())
  // The cluster most like each one; only what a join touches is looked for anew.
  const nearest = clusters.map((_, a) => bestOf(average[a]!, living))
  for (;;) {
    let [a, b] = [-1, -1]
    for (const one of living) {
      const other = nearest[one]!
      if (other >= 0 && (a < 0 || average[one]![other]! > average[a]![b]!)) [a, b] = [one, other]
    }
    // What has nothing in common stays as it stood.
    if (a < 0 || average[a]![b]! <= 0) break
    const [one, other] = [clusters[a]!, clusters[b]!]
    const joined = facing(one, other, (x, y) => likeness[x]![y]!)
    for (const c of living) {
      if (c === a || c === b) continue
      const value =
        (average[a]![c]! * one.length + average[b]![c]! * other.length) / (one.length + other.length)
      average[a]![c] = value
      average[c]![a] = value
    }
    clusters[a] = joined
    living.delete(b)
    for (const c of living)
      if (c === a || nearest[c] === a || nearest[c] === b) nearest[c] = bestOf(average[c]!, living, c)
      else if (average[c]![a]! > average[c]![nearest[c]!]!) nearest[c] = a
  }
  clusters = [...living].map(number => clusters[number]!)
  return clusters.sort((x, y) => y.length - x.length || x[0]! - y[0]!).flat()
}

const bestOf = (row: Float64Array, living: ReadonlySet<number>, self = -1): number => {
  let best = -1
  for (const other of living)
    if (other !== self && row[other]! >= 0 && (best < 0 || row[other]! > row[best]!)) best = other
  return best
}

const facing = (one: number[], other: number[], alike: (x: number, y: number) => number): number[] => {
  const [first, last] = [one[0]!, one.at(-1)!]
  const [begin, end] = [other[0]!, other.at(-1)!]
  const ways: [number, () => number[]][] = [
    [alike(last, begin), () => [...one, ...other]],
    [alike(last, end), () => [...one, ...other.toReversed()]],
    [alike(first, begin), () => [...one.toReversed(), ...other]],
    [alike(first, end), () => [...other, ...one]],
  ]
  return ways.reduce((best, way) => (way[0] > best[0] ? way : best))[1]()
}
