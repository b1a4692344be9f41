import { type WrittenModel, writeMany } from '../database/writeMany.ts'

/** Hashes of stored records by their `_id`. */
export type Hashes = Map<string, string>

/** The embedded database does one thing at a time, and what people write must not wait long behind this. */
const WRITTEN_AT_ONCE = 25

/** Writes records by `_id`, and takes away those that are null; few at once. */
export const writeRecords = async (
  model: WrittenModel,
  records: readonly (readonly [_id: string, record: object | null])[],
): Promise<void> => {
  for (let from = 0; from < records.length; from += WRITTEN_AT_ONCE)
    await writeMany(model, records.slice(from, from + WRITTEN_AT_ONCE))
}

/** Which records are not stored as they are; null for those that are stored and should not be. */
export const changesOf = <T extends { hash: string }>(
  records: ReadonlyMap<string, T | null>,
  stored: Hashes,
  rewrite: boolean,
): [_id: string, record: T | null][] =>
  [...records].filter(([id, record]) =>
    record === null ? stored.has(id) : rewrite || stored.get(id) !== record.hash,
  )

/** All the records there are, and null for what is stored besides. */
export const byId = <T extends { _id: string }>(
  records: readonly T[],
  stored: Hashes,
): Map<string, T | null> => withGone(new Map(records.map(record => [record._id, record])), stored)

/** The same, with null for what is stored besides. */
export const withGone = <T>(
  records: ReadonlyMap<string, T | null>,
  stored: Hashes,
): Map<string, T | null> => {
  const all = new Map(records)
  for (const id of stored.keys()) if (!all.has(id)) all.set(id, null)
  return all
}
