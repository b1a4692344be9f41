import { decode } from '../values/bson.ts'
import type { Catalog } from './catalog.ts'

/**
 * Removes documents whose time is over: those whose indexed date (the earliest of an array) lies more than
 * `expireAfterSeconds` back.
 * @param limit how many at most, so that one sweep does not hold up the server
 * @returns how many were removed
 */
export function removeExpired(catalog: Catalog, now: Date, limit: number): number {
  let removed = 0
  for (const collection of catalog.all()) {
    for (const { expireAfterSeconds, fields } of collection.indexes) {
      if (expireAfterSeconds === undefined || !fields[0]) continue
      const filter = { [fields[0].path]: { $lte: new Date(now.getTime() - expireAfterSeconds * 1000) } }
      for (const { recordId, bytes } of [...collection.find(filter, { limit: limit - removed })]) {
        collection.remove(recordId, decode(bytes))
        removed++
      }
      if (removed >= limit) return removed
    }
  }
  return removed
}

/** Whether any index expires documents at all. */
export function hasExpiry(catalog: Catalog): boolean {
  for (const { indexes } of catalog.all())
    if (indexes.some(index => index.expireAfterSeconds !== undefined)) return true
  return false
}
