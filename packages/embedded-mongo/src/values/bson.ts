import { DBRef, deserialize, serialize } from 'bson'
import { fail } from '../errors.ts'
import { type Document, isDocument, setField, type Value } from './types.ts'

/** Keeps every BSON type as it is (Int32, Double, Long, Binary, …) instead of promoting it to JavaScript's. */
const EXACT = { promoteValues: false, promoteLongs: false, promoteBuffers: false, bsonRegExp: true } as const

/** Decodes one BSON document with its exact types. */
export function decode(bytes: Uint8Array): Document {
  const document = deserialize(bytes, EXACT)
  return (mayHoldReference(bytes) ? withoutReferences(document) : document) as Document
}

/**
 * Encodes a document; absent (`undefined`) fields are left out.
 * @throws CommandError (BSONObjectTooLarge) for one that no BSON document may be as large as
 */
export function encode(document: object): Buffer {
  try {
    const bytes = serialize(document, { ignoreUndefined: true })
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  } catch (error) {
    // bson writes into a buffer of 17 MiB.
    if (!(error instanceof RangeError) || /call stack/.test(error.message)) throw error
    return fail('BSONObjectTooLarge', 'BSONObj size is invalid. Size must be between 0 and 16793600(16MB)')
  }
}

function mayHoldReference(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes('$ref\0')
}

/** bson turns `{ $ref, $id }` into a class of its own; here it stays the ordinary document it is on the wire. */
function withoutReferences(value: unknown): Value {
  if (value instanceof DBRef) {
    const { collection, oid, db, fields } = value
    return withoutReferences({ $ref: collection, $id: oid, ...(db ? { $db: db } : {}), ...fields })
  }
  if (Array.isArray(value)) return value.map(withoutReferences)
  if (!isDocument(value)) return value as Value
  const copy: Document = {}
  for (const key of Object.keys(value)) setField(copy, key, withoutReferences(value[key]))
  return copy
}
