import type { Store } from '../store/store.ts'
import { after, boundOf } from '../values/keyEncoding.ts'
import { RANK, rank } from '../values/types.ts'
import type { Index } from './index.ts'
import type { Plan, Range } from './planner.ts'

/** The record ids a plan leads to, each once, in the order of the index. */
export function* candidates(store: Store, plan: Plan): Generator<Buffer> {
  const { index, prefixes, range, order } = plan
  const seen = index.record.multikey || prefixes.length > 1 ? new Set<string>() : null
  for (const recordId of read()) {
    if (seen) {
      const key = recordId.toString('latin1')
      if (seen.has(key)) continue
      seen.add(key)
    }
    yield recordId
  }

  function* read(): Generator<Buffer> {
    for (const prefix of prefixes) {
      if (index.unique && !range && isWholeKey(plan)) {
        const recordId = store.get(prefix)
        if (recordId) yield recordId
        continue
      }
      const [start, end] = range ? rangeIn(prefix, range, index) : [prefix, after(prefix)]
      for (const { value } of store.scan(start, end, order?.reverse)) yield value
    }
  }
}

/** Whether the prefixes are complete keys of a unique index. */
function isWholeKey({ index, pinned }: Plan): boolean {
  return pinned === index.fields.length
}

function rangeIn(prefix: Buffer, { field, low, high }: Range, index: Index): [Buffer, Buffer] {
  const bound = low ?? high
  const type = rank(bound)
  // MinKey and MaxKey compare with values of every type.
  if (type === RANK.minKey || type === RANK.maxKey) return [prefix, after(prefix)]
  const typeByte = Buffer.from([field.descending ? 0xff - type : type])
  let start = low === undefined ? undefined : boundOf(low, field.descending, index.limit)
  let end = high === undefined ? undefined : boundOf(high, field.descending, index.limit)
  if (field.descending) [start, end] = [end, start]
  return [Buffer.concat([prefix, start ?? typeByte]), after(Buffer.concat([prefix, end ?? typeByte]))]
}
