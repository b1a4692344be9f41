import { Binary, BSONRegExp, Code, ObjectId, Timestamp } from 'bson'
import { compareNumbers } from './numbers.ts'
import { type Document, isNumeric, type Numeric, RANK, rank, typeName, type Value } from './types.ts'

function order<T extends number | string | bigint>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0
}

const SURROGATE = /[\ud800-\udfff]/

/** Orders strings by their UTF-8 bytes, as MongoDB does without a collation. */
export function compareStrings(a: string, b: string): number {
  if (a === b) return 0
  if (SURROGATE.test(a) || SURROGATE.test(b)) return Buffer.compare(Buffer.from(a), Buffer.from(b))
  return a < b ? -1 : 1
}

/** The bytes a Binary holds. */
export function binaryBytes(value: Binary): Buffer {
  return Buffer.from(value.buffer.buffer, value.buffer.byteOffset, value.position)
}

/** MongoDB's total order over all BSON values; a missing field counts as null. */
export function compare(a: Value, b: Value): number {
  const rankOfA = rank(a)
  const rankOfB = rank(b)
  if (rankOfA !== rankOfB) return rankOfA < rankOfB ? -1 : 1
  switch (rankOfA) {
    case RANK.number:
      return compareNumbers(a as Numeric, b as Numeric)
    case RANK.string:
      return compareStrings(String(a), String(b))
    case RANK.boolean:
      return Number(a) - Number(b)
    case RANK.date:
      return order((a as Date).getTime(), (b as Date).getTime())
    case RANK.objectId:
      return Buffer.compare((a as ObjectId).id, (b as ObjectId).id)
    case RANK.binary:
      return compareBinaries(a as Binary, b as Binary)
    case RANK.array:
      return compareArrays(a as Value[], b as Value[])
    case RANK.object:
      return compareDocuments(a as Document, b as Document)
    case RANK.timestamp:
      return order((a as Timestamp).toBigInt(), (b as Timestamp).toBigInt())
    case RANK.regex: {
      const x = a as BSONRegExp
      const y = b as BSONRegExp
      return compareStrings(x.pattern, y.pattern) || compareStrings(x.options, y.options)
    }
    case RANK.code:
      return compareStrings((a as Code).code, (b as Code).code)
    default:
      return 0
  }
}

function compareBinaries(a: Binary, b: Binary): number {
  return (
    order(a.position, b.position) ||
    order(a.sub_type, b.sub_type) ||
    Buffer.compare(binaryBytes(a), binaryBytes(b))
  )
}

function compareArrays(a: Value[], b: Value[]): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const result = compare(a[i], b[i])
    if (result) return result
  }
  return order(a.length, b.length)
}

function compareDocuments(a: Document, b: Document): number {
  const fieldsOfA = Object.keys(a)
  const fieldsOfB = Object.keys(b)
  for (let i = 0; i < fieldsOfA.length && i < fieldsOfB.length; i++) {
    const x = fieldsOfA[i]!
    const y = fieldsOfB[i]!
    const result = order(rank(a[x]), rank(b[y])) || compareStrings(x, y) || compare(a[x], b[y])
    if (result) return result
  }
  return order(fieldsOfA.length, fieldsOfB.length)
}

/** Equality as queries see it: numbers by value, documents with their field order. */
export function equal(a: Value, b: Value): boolean {
  return compare(a, b) === 0
}

/** Equality including the types of numbers, deep: whether storing `b` over `a` would change anything. */
export function identical(a: Value, b: Value): boolean {
  if (isNumeric(a) || isNumeric(b)) return typeName(a) === typeName(b) && String(a) === String(b)
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, i) => identical(item, b[i]))
  }
  if (typeName(a) === 'object' && typeName(b) === 'object') {
    const x = Object.entries(a as Document)
    const y = Object.entries(b as Document)
    return x.length === y.length && x.every(([key, item], i) => key === y[i]![0] && identical(item, y[i]![1]))
  }
  return typeName(a) === typeName(b) && equal(a, b)
}

/** A text that is the same for equal values: a key for sets, maps and groups. */
export function hashKey(value: Value): string {
  if (value === undefined || value === null) return 'z'
  if (typeof value === 'string') return `s${value.length}:${value}`
  if (value instanceof ObjectId) return `o${value.toHexString()}`
  if (isNumeric(value)) return `n${numberKey(value)}`
  if (value instanceof Date) return `d${value.getTime()}`
  if (typeof value === 'boolean') return `b${value}`
  if (value instanceof Binary) return `x${value.sub_type}:${binaryBytes(value).toString('hex')}`
  if (Array.isArray(value)) return `[${value.map(hashKey).join()}]`
  if (value instanceof BSONRegExp) return `r${value.pattern}/${value.options}`
  if (value instanceof Timestamp) return `t${value.toBigInt()}`
  if (value instanceof Code) return `c${value.code}`
  if (typeName(value) === 'object') {
    return `{${Object.entries(value as Document)
      .map(([key, item]) => `${key.length}:${key}=${hashKey(item)}`)
      .join()}}`
  }
  return rank(value) === RANK.string ? `s${String(value).length}:${String(value)}` : typeName(value)
}

/** Equal numbers of different types have one key; decimals are normalised (2.50 is 2.5). */
function numberKey(value: Numeric): string {
  const text = value.toString()
  if (!/[.eE]/.test(text) && !text.startsWith('-0')) return text
  const number = Number(text)
  if (Number.isInteger(number) && Math.abs(number) <= Number.MAX_SAFE_INTEGER) return String(number + 0)
  return String(number)
}
