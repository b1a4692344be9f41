import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

/** Kinds of frames in Hocuspocus's protocol (its `MessageType`, which it exports as a type only). */
export const FRAME = {
  sync: 0,
  awareness: 1,
  auth: 2,
  queryAwareness: 3,
  syncReply: 4,
  close: 7,
  syncStatus: 8,
  ping: 9,
} as const

/** Kinds of sync messages in the Yjs protocol. */
export const SYNC = { step1: 0, step2: 1, update: 2 } as const

/** Session-aware clients append `\0` and a session's id to the document's name. */
export const documentOfAddress = (address: string): string => {
  const end = address.indexOf('\0')
  return end === -1 ? address : address.slice(0, end)
}

export const encodeFrame = (
  address: string,
  kind: number,
  fill: (encoder: encoding.Encoder) => void,
): Uint8Array =>
  encoding.encode(encoder => {
    encoding.writeVarString(encoder, address)
    encoding.writeVarUint(encoder, kind)
    fill(encoder)
  })

/** The address when the frame is a SyncStatus that says “taken over”; null for every other frame. */
export const acknowledgedAddress = (frame: Uint8Array): string | null => {
  const { length } = frame
  if (frame[length - 1] !== 1 || frame[length - 2] !== FRAME.syncStatus) return null
  const decoder = decoding.createDecoder(frame)
  const address = decoding.readVarUint8Array(decoder)
  return decoder.pos === length - 2 ? new TextDecoder().decode(address) : null
}

/** Whether the frame carries just this update of this document. */
export const carriesUpdate = (frame: Uint8Array, address: string, update: Uint8Array): boolean => {
  const body = frame.length - update.length
  // Nearly every frame that is not it differs at its end already.
  if (body < 0 || frame.at(-1) !== update.at(-1) || frame.at(-2) !== update.at(-2)) return false
  if (Buffer.compare(frame.subarray(body), update) !== 0) return false
  const decoder = decoding.createDecoder(frame)
  return (
    decoding.readVarString(decoder) === address &&
    decoding.readVarUint(decoder) === FRAME.sync &&
    decoding.readVarUint(decoder) === SYNC.update &&
    decoding.readVarUint(decoder) === update.length &&
    decoder.pos === body
  )
}
