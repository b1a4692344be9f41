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
