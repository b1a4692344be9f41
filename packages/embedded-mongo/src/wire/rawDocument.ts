import { encode } from '../values/bson.ts'

/*
 * Cursor replies carry stored documents as the bytes they are: no decoding, and no type can change on the way.
 */

function document(parts: Buffer[]): Buffer {
  const size = Buffer.alloc(4)
  size.writeInt32LE(parts.reduce((sum, part) => sum + part.length, 5))
  return Buffer.concat([size, ...parts, Buffer.from([0])])
}

/** The elements of a document without its frame. */
function elements(fields: object): Buffer {
  return encode(fields).subarray(4, -1)
}

function element(type: number, name: string, value: Buffer): Buffer {
  return Buffer.concat([Buffer.from([type]), Buffer.from(`${name}\0`), value])
}

/** `{ cursor: { <batchName>: [ …documents ], …cursor }, …rest, ok: 1 }` from encoded documents. */
export function cursorReply(
  batchName: 'firstBatch' | 'nextBatch',
  documents: Buffer[],
  cursor: object,
  rest: object = {},
): Buffer {
  const items = documents.flatMap((bytes, i) => [Buffer.from(`\x03${i}\0`), bytes])
  const batch = element(4, batchName, document(items))
  return document([element(3, 'cursor', document([batch, elements(cursor)])), elements({ ...rest, ok: 1 })])
}
