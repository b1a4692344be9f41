import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'bson'

/** A number with its BSON type. Plain JavaScript numbers never occur among stored or computed values. */
export type Numeric = Int32 | Double | Long | Decimal128

/** Any BSON value; `undefined` stands for a missing field. */
export type Value =
  | undefined
  | null
  | boolean
  | string
  | Numeric
  | Date
  | ObjectId
  | Binary
  | Timestamp
  | BSONRegExp
  | BSONSymbol
  | Code
  | MinKey
  | MaxKey
  | Value[]
  | Document

export interface Document {
  [field: string]: Value
}

export function isNumeric(value: unknown): value is Numeric {
  if (value === null || typeof value !== 'object' || !('_bsontype' in value)) return false
  const type = value._bsontype
  return type === 'Int32' || type === 'Double' || type === 'Long' || type === 'Decimal128'
}

/** Whether a value is an embedded document (not an array, not a BSON wrapper). */
export function isDocument(value: unknown): value is Document {
  if (value === null || typeof value !== 'object') return false
  const prototype = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

/** Rank of a value's type in MongoDB's comparison order; types of one rank compare by value. */
export const RANK = {
  minKey: 1,
  null: 5,
  number: 10,
  string: 20,
  object: 30,
  array: 40,
  binary: 45,
  objectId: 50,
  boolean: 60,
  date: 70,
  timestamp: 80,
  regex: 90,
  code: 100,
  maxKey: 127,
} as const

export function rank(value: Value): number {
  if (value === null || value === undefined) return RANK.null
  if (typeof value === 'string' || value instanceof BSONSymbol) return RANK.string
  if (typeof value === 'boolean') return RANK.boolean
  if (isNumeric(value)) return RANK.number
  if (Array.isArray(value)) return RANK.array
  if (value instanceof ObjectId) return RANK.objectId
  if (value instanceof Date) return RANK.date
  if (value instanceof Binary) return RANK.binary
  if (value instanceof Timestamp) return RANK.timestamp
  if (value instanceof BSONRegExp) return RANK.regex
  if (value instanceof Code) return RANK.code
  if (value instanceof MinKey) return RANK.minKey
  if (value instanceof MaxKey) return RANK.maxKey
  return RANK.object
}

/** MongoDB's type aliases with their BSON type numbers. */
export const TYPE_NUMBERS: Readonly<Record<string, number>> = {
  double: 1,
  string: 2,
  object: 3,
  array: 4,
  binData: 5,
  undefined: 6,
  objectId: 7,
  bool: 8,
  date: 9,
  null: 10,
  regex: 11,
  javascript: 13,
  symbol: 14,
  javascriptWithScope: 15,
  int: 16,
  timestamp: 17,
  long: 18,
  decimal: 19,
  minKey: -1,
  maxKey: 127,
}

/** MongoDB's alias of a value's type; `missing` for an absent field. */
export function typeName(value: Value): string {
  if (value === undefined) return 'missing'
  if (value === null) return 'null'
  if (typeof value === 'string') return 'string'
  if (typeof value === 'boolean') return 'bool'
  if (value instanceof Int32) return 'int'
  if (value instanceof Double) return 'double'
  if (value instanceof Timestamp) return 'timestamp'
  if (value instanceof Long) return 'long'
  if (value instanceof Decimal128) return 'decimal'
  if (Array.isArray(value)) return 'array'
  if (value instanceof ObjectId) return 'objectId'
  if (value instanceof Date) return 'date'
  if (value instanceof Binary) return 'binData'
  if (value instanceof BSONRegExp) return 'regex'
  if (value instanceof BSONSymbol) return 'symbol'
  if (value instanceof Code) return value.scope ? 'javascriptWithScope' : 'javascript'
  if (value instanceof MinKey) return 'minKey'
  if (value instanceof MaxKey) return 'maxKey'
  return 'object'
}

/** Whether a document's keys are operators (`{ $gt: 1 }`) rather than fields. */
export function isOperatorDocument(value: Value): value is Document {
  if (!isDocument(value)) return false
  const first = Object.keys(value)[0]
  return first?.startsWith('$') === true && first !== '$ref' && first !== '$id' && first !== '$db'
}

/** A deep copy of documents and arrays; other values are immutable and shared. */
export function clone<T extends Value>(value: T): T {
  if (Array.isArray(value)) return value.map(clone) as T
  if (!isDocument(value)) return value
  const copy: Document = {}
  for (const key of Object.keys(value)) setField(copy, key, clone(value[key]))
  return copy as T
}

/** Reads a document's own field. */
export function getField(document: Document, field: string): Value {
  return Object.hasOwn(document, field) ? document[field] : undefined
}

/** Sets a field, also one called `__proto__`. */
export function setField(document: Document, field: string, value: Value): void {
  if (field === '__proto__') {
    Object.defineProperty(document, field, { value, enumerable: true, configurable: true, writable: true })
  } else {
    document[field] = value
  }
}
