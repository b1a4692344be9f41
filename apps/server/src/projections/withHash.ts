import { createHash } from 'node:crypto'

/** Of a record without its hash, fields in their order. */
export const hashOf = (record: object): string =>
  createHash('sha256').update(JSON.stringify(record)).digest('base64url').slice(0, 22)

export const withHash = <T extends object>(record: T): T & { hash: string } => ({
  ...record,
  hash: hashOf(record),
})
