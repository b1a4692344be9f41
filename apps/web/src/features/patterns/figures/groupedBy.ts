/** What has the same key together, in order. (`Map.groupBy` is not there in every Node that is supported.) */
export const groupedBy = <T, K>(all: Iterable<T>, key: (one: T) => K): Map<K, T[]> => {
  const groups = new Map<K, T[]>()
  for (const one of all) {
    const known = groups.get(key(one))
    if (known) known.push(one)
    else groups.set(key(one), [one])
  }
  return groups
}
