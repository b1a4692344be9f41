import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createTurnGroups } from './createTurnGroups.ts'

const turns = (ids: readonly (string | number)[]) => ids.map(id => ({ id: String(id) }))

describe('createTurnGroups', () => {
  it('keeps the order, and every turn in the group it was put into, whatever comes and goes', () => {
    const change = fc.tuple(fc.boolean(), fc.nat(), fc.integer({ min: 1, max: 30 }))
    fc.assert(
      fc.property(fc.nat(120), fc.array(change, { maxLength: 30 }), (many, changes) => {
        const group = createTurnGroups()
        let order = turns(Array.from({ length: many }, (_, i) => i))
        const removed: { id: string }[] = []
        let made = many
        let groups = group(order)
        for (const [adds, at, count] of changes) {
          const from = at % (order.length + 1)
          if (adds) {
            // Some of them come back, as when a joining of turns is undone.
            const come = [...removed.splice(0, at % 3), ...turns(Array.from({ length: count }, () => made++))]
            order = [...order.slice(0, from), ...come, ...order.slice(from)]
          } else {
            removed.push(...order.slice(from, from + count))
            order = [...order.slice(0, from), ...order.slice(from + count)]
          }
          const before = new Map(groups.flatMap(({ key, ids }) => ids.map(id => [id, key])))
          groups = group(order)
          expect(groups.flatMap(({ ids }) => ids)).toEqual(order.map(({ id }) => id))
          expect(new Set(groups.map(({ key }) => key)).size).toBe(groups.length)
          for (const { key, ids } of groups)
            for (const id of ids) if (before.has(id)) expect(key).toBe(before.get(id))
        }
      }),
    )
  })

  it('gives the same group for as long as nothing in it changes', () => {
    const group = createTurnGroups()
    const order = turns(Array.from({ length: 100 }, (_, i) => i))
    const before = group(order)
    expect(before.length).toBeGreaterThan(3)
    const after = group([...order.slice(0, 50), { id: 'new' }, ...order.slice(50)])
    expect(after.filter((one, i) => one !== before[i]).map(({ ids }) => ids.includes('new'))).toEqual([true])
  })
})
