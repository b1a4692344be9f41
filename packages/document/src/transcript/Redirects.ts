import type * as Y from 'yjs'
import { z } from 'zod'

const natural = z.number().int().nonnegative()

/**
 * `[client, clock, length, client2, clock2]`: the characters `(client, clock … clock+length)` were deleted and live
 * on as `(client2, clock2 …)` since somebody undid the deletion.
 */
export const RedirectRow = z.tuple([natural, natural, natural.min(1), natural, natural])
export type RedirectRow = z.infer<typeof RedirectRow>

/** Longest chain of delete, undo, delete, undo … that is followed. */
const MAX_HOPS = 1_000

interface CharacterId {
  client: number
  clock: number
}

/**
 * Where restored text went. Yjs itself remembers this only in the memory of the client that undid; the rows tell
 * everybody, and survive a restart.
 */
export class Redirects {
  private readonly byClient = new Map<number, RedirectRow[]>()
  private count = 0

  constructor(readonly rows: Y.Array<unknown>) {
    this.refresh()
  }

  /** Reads the rows again after a change; returns those not seen before. Malformed rows lead nowhere. */
  refresh(): RedirectRow[] {
    const rows = this.rows.toArray().flatMap(value => {
      const { data } = RedirectRow.safeParse(value)
      return data ? [data] : []
    })
    const fresh = rows.slice(this.count)
    this.byClient.clear()
    for (const row of rows) {
      const list = this.byClient.get(row[0])
      if (list) list.push(row)
      else this.byClient.set(row[0], [row])
    }
    this.count = rows.length
    return fresh
  }

  /**
   * Follows a deleted character to its first living copy, or else to the last of its dead ones: that one stands where
   * the text was last, the others where it was before. null when it was never restored.
   */
  follow(from: CharacterId, state: (id: CharacterId) => 'live' | 'deleted' | 'unknown'): CharacterId | null {
    if (this.count === 0) return null
    const seen = new Set<string>()
    const queue = [from]
    let last: CharacterId | null = null
    for (let id = queue.shift(); id && seen.size < MAX_HOPS; id = queue.shift()) {
      for (const [, clock, length, toClient, toClock] of this.byClient.get(id.client) ?? []) {
        if (id.clock < clock || id.clock >= clock + length) continue
        const next = { client: toClient, clock: toClock + id.clock - clock }
        const key = `${next.client}:${next.clock}`
        const found = seen.has(key) ? 'unknown' : state(next)
        if (found === 'unknown') continue
        if (found === 'live') return next
        seen.add(key)
        queue.push(next)
        last = next
      }
    }
    return last
  }
}
