import { fail } from '../errors.ts'
import { compileFilter, isOn, type Matcher } from '../query/matcher.ts'
import { NOTHING, visitPath } from '../query/paths.ts'
import { encodeKey, valueLimit } from '../values/keyEncoding.ts'
import { asInteger, toNumber } from '../values/numbers.ts'
import { type Document, isDocument, isNumeric, type Value } from '../values/types.ts'

export interface IndexField {
  path: string
  parts: string[]
  descending: boolean
}

/** An index as the catalog stores it. */
export interface IndexRecord {
  id: number
  name: string
  key: Document
  /** The options as they were asked for, without key and name. */
  options: Document
  /** Some document has several keys in it: it bounds one side of a range only, and gives no order. */
  multikey: boolean
  /** Some key was too long and is cut: it gives no order. */
  cut: boolean
}

const MAX_FIELDS = 32

/** An index of a collection: its definition, and the keys a document has in it. */
export class Index {
  readonly record: IndexRecord
  readonly fields: readonly IndexField[]
  readonly unique: boolean
  readonly sparse: boolean
  /** Only documents matching this filter are in the index. */
  readonly partial: Document | undefined
  readonly expireAfterSeconds: number | undefined
  /** The largest encoding of one value. */
  readonly limit: number
  /** Where its keys lie: [prefix, end). */
  readonly prefix: Buffer
  readonly end: Buffer
  readonly #covers: Matcher | undefined

  constructor(record: IndexRecord) {
    this.record = record
    this.fields = Object.entries(record.key).map(([path, direction]) => ({
      path,
      parts: path.split('.'),
      descending: isNumeric(direction) && toNumber(direction) < 0,
    }))
    if (this.fields.length > MAX_FIELDS) fail('CannotCreateIndex', `Index has more than ${MAX_FIELDS} fields`)
    const { unique, sparse, partialFilterExpression, expireAfterSeconds } = record.options
    this.unique = record.name === '_id_' || isOn(unique)
    this.sparse = isOn(sparse)
    this.partial = isDocument(partialFilterExpression) ? partialFilterExpression : undefined
    this.expireAfterSeconds = isNumeric(expireAfterSeconds) ? toNumber(expireAfterSeconds) : undefined
    this.limit = valueLimit(this.fields.length)
    this.prefix = keyspace(record.id)
    this.end = keyspace(record.id + 1)
    this.#covers = this.partial && compileFilter(this.partial)
  }

  /** The keys a document has in this index, without record id; notes what they reveal about the index. */
  keysOf(document: Document): { keys: Buffer[]; multikey: boolean; cut: boolean } {
    const none = { keys: [], multikey: false, cut: false }
    if (this.#covers && !this.#covers(document)) return none
    let combinations: Buffer[][] = [[]]
    let multikey = false
    let cut = false
    let present = false
    for (const field of this.fields) {
      const encoded = new Map<string, Buffer>()
      visitPath(document, field.parts, (reached, isElement) => {
        const value: Value = reached === NOTHING ? undefined : reached
        if (value !== undefined) present = true
        if (isElement || Array.isArray(value)) multikey = true
        const key = encodeKey(value, field.descending, this.limit)
        if (key.cut) cut = true
        encoded.set(key.bytes.toString('latin1'), key.bytes)
        return false
      })
      if (encoded.size > 1) multikey = true
      const keys = [...encoded.values()]
      combinations = combinations.flatMap(combination => keys.map(key => [...combination, key]))
    }
    if (this.sparse && !present) return none
    return { keys: combinations.map(parts => Buffer.concat([this.prefix, ...parts])), multikey, cut }
  }

  /** As `listIndexes` tells it. */
  describe(): Document {
    return {
      v: asVersion(this.record.options.v),
      key: this.record.key,
      name: this.record.name,
      ...without(this.record.options, 'v'),
    }
  }
}

function asVersion(version: Value): Value {
  return isNumeric(version) && asInteger(version) !== undefined ? version : undefined
}

function without(document: Document, field: string): Document {
  const { [field]: _, ...rest } = document
  return rest
}

/** The key prefix of a collection or an index. */
export function keyspace(id: number): Buffer {
  const out = Buffer.alloc(4)
  out.writeUInt32BE(id)
  return out
}
