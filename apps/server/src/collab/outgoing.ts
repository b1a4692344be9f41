import * as decoding from 'lib0/decoding'
import { FRAME, SYNC } from './frames.ts'

/** A frame of Hocuspocus on its way out. */
export interface Outgoing {
  frame: Uint8Array
  /** The address when the frame is a SyncStatus that says “taken over”. */
  acknowledges: string | null
  /** The update that the frame carries, and of which address. */
  carries: { address: string; update: Uint8Array } | null
  /** The frame as a message of a websocket. */
  message: Buffer
}

let last: Outgoing | null = null

/**
 * What is to be known of a frame before it leaves. Found out once for all who read a document: Hocuspocus hands the
 * same bytes to one connection after the other.
 */
export const outgoingOf = (frame: Uint8Array): Outgoing => {
  if (last?.frame !== frame) last = { frame, ...contentOf(frame), message: asMessage(frame) }
  return last
}

const utf8 = new TextDecoder()

const contentOf = (frame: Uint8Array): Pick<Outgoing, 'acknowledges' | 'carries'> => {
  const nothing = { acknowledges: null, carries: null }
  if (frame.length < 3) return nothing
  const decoder = decoding.createDecoder(frame)
  const address = decoding.readVarUint8Array(decoder)
  const kind = decoding.readVarUint(decoder)
  if (kind === FRAME.syncStatus) {
    const isTaken = decoding.readVarUint(decoder) === 1
    return isTaken ? { ...nothing, acknowledges: utf8.decode(address) } : nothing
  }
  if (kind !== FRAME.sync || decoding.readVarUint(decoder) !== SYNC.update) return nothing
  return {
    ...nothing,
    carries: { address: utf8.decode(address), update: decoding.readVarUint8Array(decoder) },
  }
}

/** FIN, and the opcode of a binary message. */
const WHOLE_BINARY_MESSAGE = 0x82
const LENGTH_16_BITS = 126
const LENGTH_64_BITS = 127

/**
 * Bytes as one message of a server's websocket (RFC 6455, 5.2), header and content in one piece: `ws` would make a
 * header for each receiver and write two pieces.
 */
export const asMessage = (bytes: Uint8Array): Buffer => {
  const { length } = bytes
  const header = length < LENGTH_16_BITS ? 2 : length < 0x10000 ? 4 : 10
  const message = Buffer.allocUnsafe(header + length)
  message[0] = WHOLE_BINARY_MESSAGE
  if (header === 2) message[1] = length
  else if (header === 4) {
    message[1] = LENGTH_16_BITS
    message.writeUInt16BE(length, 2)
  } else {
    message[1] = LENGTH_64_BITS
    message.writeBigUInt64BE(BigInt(length), 2)
  }
  message.set(bytes, header)
  return message
}
