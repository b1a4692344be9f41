import { decode } from '../values/bson.ts'
import type { Document } from '../values/types.ts'

/*
 * Framing of MongoDB's wire protocol: OP_MSG for everything, OP_QUERY and OP_REPLY for a driver's very first hello.
 * Source: https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/
 */

const OP_REPLY = 1
const OP_QUERY = 2004
const OP_MSG = 2013
const HEADER = 16
const CHECKSUM_PRESENT = 1
const MORE_TO_COME = 2

export const MAX_MESSAGE_BYTES = 48_000_000

/** One command as it came in. */
export interface Request {
  id: number
  /** The first field's name. */
  name: string
  command: Document
  /** Documents sent beside the command (`documents`, `updates`, …), still encoded. */
  sequences: Readonly<Record<string, Buffer[]>>
  /** The client waits for an answer. */
  wantsReply: boolean
  legacy: boolean
}

/**
 * Reads one whole message.
 * @throws Error for an operation or section this protocol does not know; the connection is then closed
 */
export function parseMessage(message: Buffer): Request {
  const id = message.readInt32LE(4)
  const operation = message.readInt32LE(12)
  if (operation === OP_MSG) return parseMsg(id, message)
  if (operation === OP_QUERY) return parseQuery(id, message)
  throw new Error(`unknown wire protocol operation ${operation}`)
}

function parseMsg(id: number, message: Buffer): Request {
  const flags = message.readUInt32LE(HEADER)
  const end = message.length - (flags & CHECKSUM_PRESENT ? 4 : 0)
  const sequences: Record<string, Buffer[]> = {}
  let body: Buffer | undefined
  let at = HEADER + 4
  while (at < end) {
    const kind = message[at++]
    const size = message.readInt32LE(at)
    if (size < 5 || at + size > end) throw new Error(`section of ${size} bytes does not fit its message`)
    if (kind === 0) body = message.subarray(at, at + size)
    else if (kind === 1) Object.assign(sequences, parseSequence(message.subarray(at, at + size)))
    else throw new Error(`unknown section kind ${kind}`)
    at += size
  }
  if (!body) throw new Error('message without a body')
  return { id, ...commandOf(body), sequences, wantsReply: (flags & MORE_TO_COME) === 0, legacy: false }
}

function parseSequence(section: Buffer): Record<string, Buffer[]> {
  const nameEnd = section.indexOf(0, 4)
  const documents: Buffer[] = []
  for (let at = nameEnd + 1; at < section.length; ) {
    const size = section.readInt32LE(at)
    if (size < 5 || at + size > section.length)
      throw new Error(`document of ${size} bytes does not fit its section`)
    documents.push(section.subarray(at, at + size))
    at += size
  }
  return { [section.toString('utf8', 4, nameEnd)]: documents }
}

function parseQuery(id: number, message: Buffer): Request {
  const start = message.indexOf(0, HEADER + 4) + 9
  const body = message.subarray(start, start + message.readInt32LE(start))
  return { id, ...commandOf(body), sequences: {}, wantsReply: true, legacy: true }
}

function commandOf(body: Buffer): { name: string; command: Document } {
  const command = decode(body)
  return { name: Object.keys(command)[0] ?? '', command }
}

let lastId = 0

function header(length: number, responseTo: number, operation: number): Buffer {
  const out = Buffer.alloc(length)
  lastId = (lastId + 1) & 0x7fffffff
  out.writeInt32LE(length, 0)
  out.writeInt32LE(lastId, 4)
  out.writeInt32LE(responseTo, 8)
  out.writeInt32LE(operation, 12)
  return out
}

/** Frames a reply document as the request wants it. */
export function frameReply(request: Request, document: Buffer): Buffer {
  if (!request.legacy) {
    const out = header(HEADER + 5 + document.length, request.id, OP_MSG)
    document.copy(out, HEADER + 5)
    return out
  }
  const out = header(HEADER + 20 + document.length, request.id, OP_REPLY)
  out.writeInt32LE(8, HEADER) // AwaitCapable
  out.writeInt32LE(1, HEADER + 16) // one document
  document.copy(out, HEADER + 20)
  return out
}

/** Frames a command, documents of one of its fields beside it in a section of their own; `id` comes back in its reply. */
export function frameCommand(id: number, body: Buffer, documents: readonly Buffer[], field: string): Buffer {
  // The section's size, and the field's name as a C string.
  const beside = documents.reduce((sum, { length }) => sum + length, 4 + field.length + 1)
  const out = header(HEADER + 5 + body.length + (documents.length > 0 ? 1 + beside : 0), 0, OP_MSG)
  out.writeInt32LE(id, 4)
  let at = HEADER + 5
  at += body.copy(out, at)
  if (documents.length === 0) return out
  out[at++] = 1
  at = out.writeInt32LE(beside, at)
  at += out.write(field, at, 'latin1') + 1
  for (const document of documents) at += document.copy(out, at)
  return out
}

/** Which command a reply answers, and its document. */
export function parseReply(message: Buffer): { answers: number; document: Buffer } {
  if (message.readInt32LE(12) !== OP_MSG || message[HEADER + 4] !== 0)
    throw new Error('a reply of an unknown form')
  return { answers: message.readInt32LE(8), document: message.subarray(HEADER + 5) }
}
