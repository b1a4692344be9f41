import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

/** How a server is spoken to: bare frames, y-websocket's protocol, or Hocuspocus's with a document's name in front. */
export type Protocol = 'relay' | 'yjs' | 'hocuspocus'

/** Kinds of frames in both protocols. */
export const FRAME = { sync: 0, auth: 2, syncReply: 4, syncStatus: 8 } as const
/** Kinds of sync messages. */
export const SYNC = { step1: 0, step2: 1, update: 2 } as const

const EMPTY_STATE_VECTOR = Uint8Array.of(0)
const EMPTY_UPDATE = Uint8Array.of(0, 0)

const frame = (
  protocol: Protocol,
  document: string,
  kind: number,
  fill: (encoder: encoding.Encoder) => void,
): Uint8Array =>
  encoding.encode(encoder => {
    if (protocol === 'hocuspocus') encoding.writeVarString(encoder, document)
    encoding.writeVarUint(encoder, kind)
    fill(encoder)
  })

const sync = (protocol: Protocol, document: string, step: number, payload: Uint8Array): Uint8Array =>
  frame(protocol, document, FRAME.sync, encoder => {
    encoding.writeVarUint(encoder, step)
    encoding.writeVarUint8Array(encoder, payload)
  })

export const updateFrame = (protocol: Protocol, document: string, update: Uint8Array): Uint8Array =>
  sync(protocol, document, SYNC.update, update)

/** Asks for what lies beyond a state vector; for everything without one. */
export const step1Frame = (
  protocol: Protocol,
  document: string,
  stateVector: Uint8Array = EMPTY_STATE_VECTOR,
): Uint8Array => sync(protocol, document, SYNC.step1, stateVector)

/** The answer of somebody who has nothing of their own. */
export const emptyStep2Frame = (protocol: Protocol, document: string): Uint8Array =>
  sync(protocol, document, SYNC.step2, EMPTY_UPDATE)

/** Opens a document, as a provider of Hocuspocus does first of all. */
export const authFrame = (document: string, token: string): Uint8Array =>
  frame('hocuspocus', document, FRAME.auth, encoder => {
    encoding.writeVarUint(encoder, 0)
    encoding.writeVarString(encoder, token)
    encoding.writeVarString(encoder, '4.8.0')
  })

export interface ReadFrame {
  document: string
  kind: number
  /** Of a sync frame: which step, and how many bytes its payload has. */
  step: number | null
  payloadBytes: number
}

/** Null for what is no frame of a document: a server may send a single byte to keep a socket awake. */
export const readFrame = (protocol: Protocol, bytes: Uint8Array): ReadFrame | null => {
  if (bytes.length < 2) return null
  const decoder = decoding.createDecoder(bytes)
  const document = protocol === 'hocuspocus' ? decoding.readVarString(decoder) : ''
  const kind = decoding.readVarUint(decoder)
  if (kind !== FRAME.sync && kind !== FRAME.syncReply) return { document, kind, step: null, payloadBytes: 0 }
  const step = decoding.readVarUint(decoder)
  return { document, kind, step, payloadBytes: decoding.readVarUint(decoder) }
}
