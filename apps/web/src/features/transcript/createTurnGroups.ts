/** Turns that stand under each other and are rendered together. */
interface TurnGroup {
  key: number
  ids: readonly string[]
}

const SIZE = 20

/**
 * Puts turns into groups, asked again whenever their order changed: React looks at all siblings of what it renders, and
 * among hundreds that takes longer than rendering. A turn never changes its group (it would be made anew, and whoever
 * corrects it would lose their place), and a group in which nothing changed is the same object as before.
 */
export const createTurnGroups = (): ((order: readonly { id: string }[]) => readonly TurnGroup[]) => {
  let groupOf = new Map<string, number>()
  let groups = new Map<number, TurnGroup>()
  let made = 0
  return order => {
    const ids = new Map<number, string[]>()
    const known = groupOf
    groupOf = new Map()
    const following: (number | undefined)[] = []
    for (let at = order.length - 1, next: number | undefined; at >= 0; at--) {
      following[at] = next
      next = known.get(order[at]!.id) ?? next
    }
    let last: number | undefined
    for (const [at, { id }] of order.entries()) {
      let group = known.get(id)
      if (group === undefined) {
        // Between two of one group there is no other place; else a full group is left as it is.
        const joins = last !== undefined && (following[at] === last || ids.get(last)!.length < SIZE)
        group = joins ? last! : made++
      }
      groupOf.set(id, group)
      const inGroup = ids.get(group)
      if (inGroup) inGroup.push(id)
      else ids.set(group, [id])
      last = group
    }
    const before = groups
    groups = new Map(
      [...ids].map(([key, ids]) => {
        const same = before.get(key)
        const unchanged = same?.ids.length === ids.length && same.ids.every((id, i) => id === ids[i])
        return [key, unchanged ? same : { key, ids }]
      }),
    )
    return [...groups.values()]
  }
}
