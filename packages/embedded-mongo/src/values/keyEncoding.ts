import { createHash } from 'node:crypto'
import { type Binary, type BSONRegExp, type Code, Long, type ObjectId, type Timestamp } from 'bson'
import { binaryBytes } from './compare.ts'
import { toNumber } from './numbers.ts'
import { type Document, type Numeric, RANK, rank, type Value } from './types.ts'

/*
 * Byte strings that sort as MongoDB sorts the values, none of them a prefix of another: one byte for the rank of
 * the type, then the value. Keys longer than the limit are cut and end in a hash: still unique, no longer ordered.
 */

const HASH_BYTES = 32
/** What LMDB leaves for the values of one key, after the index's own prefix and the record id. */
const KEY_BYTES = 1920
const TERMINATOR = Buffer.from([0, 0])

/** The longest encoding of one value in an index of so many fields. */
export function valueLimit(fields: number): number {
  return Math.floor(KEY_BYTES / fields) - HASH_BYTES
}

/** Zero bytes are escaped, so that the two-byte terminator sorts before every continuation. */
function terminated(bytes: Buffer): Buffer {
  if (!bytes.includes(0)) return Buffer.concat([bytes, TERMINATOR])
  const out: number[] = []
  for (const byte of bytes) {
    out.push(byte)
    if (byte === 0) out.push(0xff)
  }
  return Buffer.concat([Buffer.from(out), TERMINATOR])
}

/** The nearest double in sortable form, then what a long differs from it by. */
function numberBytes(value: Numeric): Buffer {
  const out = Buffer.alloc(10)
  const number = toNumber(value)
  if (!Number.isNaN(number)) {
    out.writeDoubleBE(number === 0 ? 0 : number, 0)
    if (out[0]! & 0x80) for (let i = 0; i < 8; i++) out[i] = out[i]! ^ 0xff
    else out[0] = out[0]! ^ 0x80
  }
  const residual =
    value instanceof Long && !Number.isSafeInteger(number) ? value.toBigInt() - BigInt(number) : 0n
  out.writeUInt16BE(Number(residual) + 0x8000, 8)
  return out
}

function dateBytes(value: Date): Buffer {
  const out = Buffer.alloc(8)
  out.writeBigInt64BE(BigInt(value.getTime()))
  out[0] = out[0]! ^ 0x80
  return out
}

function binaryKey(value: Binary): Buffer[] {
  const head = Buffer.alloc(5)
  head.writeUInt32BE(value.position)
  head[4] = value.sub_type
  return [head, binaryBytes(value)]
}

function append(value: Value, out: Buffer[]): void {
  const valueRank = rank(value)
  out.push(Buffer.from([valueRank]))
  switch (valueRank) {
    case RANK.number:
      out.push(numberBytes(value as Numeric))
      break
    case RANK.string:
      out.push(terminated(Buffer.from(String(value))))
      break
    case RANK.boolean:
      out.push(Buffer.from([value ? 1 : 0]))
      break
    case RANK.date:
      out.push(dateBytes(value as Date))
      break
    case RANK.objectId:
      out.push(Buffer.from((value as ObjectId).id))
      break
    case RANK.binary:
      out.push(...binaryKey(value as Binary))
      break
    case RANK.array:
      for (const item of value as Value[]) append(item, out)
      out.push(Buffer.from([0]))
      break
    case RANK.object:
      for (const [key, item] of Object.entries(value as Document)) {
        out.push(Buffer.from([rank(item)]), terminated(Buffer.from(key)))
        append(item, out)
      }
      out.push(Buffer.from([0]))
      break
    case RANK.timestamp: {
      const bytes = Buffer.alloc(8)
      bytes.writeBigUInt64BE(BigInt.asUintN(64, (value as Timestamp).toBigInt()))
      out.push(bytes)
      break
    }
    case RANK.regex:
      out.push(terminated(Buffer.from((value as BSONRegExp).pattern)))
      out.push(terminated(Buffer.from((value as BSONRegExp).options)))
      break
    case RANK.code:
      out.push(terminated(Buffer.from((value as Code).code)))
      break
  }
}

export interface EncodedKey {
  bytes: Buffer
  /** The value was too long: `bytes` ends in a hash and only its start is ordered. */
  cut: boolean
}

/** Encodes one value of an index key; descending fields are stored inverted. */
export function encodeKey(value: Value, descending: boolean, limit: number): EncodedKey {
  const parts: Buffer[] = []
  append(value, parts)
  const full = Buffer.concat(parts)
  const cut = full.length > limit
  const bytes = cut
    ? Buffer.concat([full.subarray(0, limit), createHash('sha256').update(full).digest()])
    : full
  return { bytes: descending ? inverted(bytes) : bytes, cut }
}

/** The ordered part of an encoded key, fit to bound a range. */
export function boundOf(value: Value, descending: boolean, limit: number): Buffer {
  const { bytes, cut } = encodeKey(value, descending, limit)
  return cut ? bytes.subarray(0, limit) : bytes
}

function inverted(bytes: Buffer): Buffer {
  const out = Buffer.alloc(bytes.length)
  for (let i = 0; i < bytes.length; i++) out[i] = bytes[i]! ^ 0xff
  return out
}

/** The first key after every key that starts with `prefix`. */
export function after(prefix: Buffer): Buffer {
  const out = Buffer.from(prefix)
  for (let i = out.length - 1; i >= 0; i--) {
    if (out[i] !== 0xff) {
      out[i] = out[i]! + 1
      return out.subarray(0, i + 1)
    }
  }
  return Buffer.concat([out, Buffer.from([0xff])])
}
