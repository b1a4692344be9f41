import type { beforeSyncPayload, Connection, connectedPayload, Extension } from '@hocuspocus/server'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { readUpdate } from 'y-protocols/sync'
import type { CollabContext } from './collabContext.ts'
import { CollabSocket } from './collabSocket.ts'
import type { SyncCheck } from './extensions/inOneStep.ts'
import { encodeFrame, FRAME, SYNC } from './frames.ts'

/** Updates of people at work have some hundred bytes. */
const MAX_BYTES = 16 * 1024

export interface ShortWayOptions {
  /** Counts a message of a member; false, without counting it, if it has to wait. */
  admits: (member: string) => boolean
  /** The checks of the long way, in their order. Of a layer's update none may have to wait. */
  checks: readonly SyncCheck<CollabContext>[]
}

/** A connection that has been let in, and what it is answered. */
interface Open {
  connection: Connection<CollabContext>
  /** Says that an update was taken over; leaves when it is on disk. */
  taken: Uint8Array
}

export interface ShortWay {
  /** Learns which connections there are. */
  extension: Extension
  /** Applies a frame if it is one for the short way; false if it has to go the long one. */
  take: (socket: CollabSocket, frame: Uint8Array) => boolean
}

/**
 * The way of most messages there are: a small update of one's own layer, on a connection that is open and has nothing
 * else under way. It is limited, checked, applied, logged and acknowledged by the same functions as on the long way
 * through Hocuspocus, but in one step: there, each message goes through three rounds of hooks and a dozen promises.
 * Whatever is not as expected, or would be refused, goes the long way, which says so.
 */
export const createShortWay = ({ admits, checks }: ShortWayOptions): ShortWay => {
  const opened = new WeakMap<CollabSocket, Map<string, Open>>()

  const openOf = (socket: CollabSocket): Map<string, Open> => {
    let open = opened.get(socket)
    if (!open) {
      open = new Map()
      opened.set(socket, open)
    }
    return open
  }

  return {
    extension: {
      extensionName: 'shortWay',

      async connected({ connection, context }: connectedPayload<CollabContext>) {
        // Documents with several writers are logged before they are applied: that has to wait for the disk.
        if (context.ref.kind !== 'layer' || connection.readOnly) return
        const { webSocket: socket, messageAddress: address } = connection
        if (!(socket instanceof CollabSocket)) return
        const taken = encodeFrame(address, FRAME.syncStatus, encoder => encoding.writeVarUint(encoder, 1))
        const open = openOf(socket)
        open.set(address, { connection, taken })
        connection.onClose(() => {
          if (open.get(address)?.connection === connection) open.delete(address)
        })
      },
    },

    take(socket, frame) {
      const update = frame.length > MAX_BYTES ? null : readUpdateFrame(frame)
      const open = update && opened.get(socket)?.get(update.address)
      if (!open || !isIdle(open.connection)) return false
      const { connection, taken } = open
      const { document, context } = connection
      if (connection.readOnly || !document.hasConnection(connection)) return false
      if (!admits(context.member)) return false
      const message = {
        type: SYNC.update,
        payload: update.payload,
        document,
        documentName: document.name,
        connection,
        context,
        clientsCount: document.getConnectionsCount(),
      }
      if (!areAllPassed(checks, message)) return false

      readUpdate(update.decoder, document, { source: 'connection', connection })
      // It was sent on to all others while it was applied, and will not come again.
      socket.received(update.address, null)
      connection.send(taken)
      return true
    },
  }
}

/** An update in a frame of Hocuspocus; `decoder` stands before it. Null for every other frame, and for what is none. */
const readUpdateFrame = (
  frame: Uint8Array,
): { address: string; payload: Uint8Array; decoder: decoding.Decoder } | null => {
  try {
    const decoder = decoding.createDecoder(frame)
    const address = decoding.readVarString(decoder)
    const kind = decoding.readVarUint(decoder)
    if (kind !== FRAME.sync || decoding.readVarUint(decoder) !== SYNC.update) return null
    const start = decoder.pos
    const payload = decoding.readVarUint8Array(decoder)
    if (decoder.pos !== frame.length) return null
    decoder.pos = start
    return { address, payload, decoder }
  } catch {
    return null
  }
}

/**
 * Whether no earlier message is under way. Hocuspocus keeps its queue to itself; were it kept elsewhere some day, no
 * connection would count as idle, and all messages went the long way.
 */
const isIdle = (connection: Connection): boolean =>
  (connection as unknown as { messageQueue?: unknown[] }).messageQueue?.length === 0

/** Whether no check refuses, fails or has to wait: the long way then asks them again, and says what is wrong. */
const areAllPassed = (
  checks: readonly SyncCheck<CollabContext>[],
  message: beforeSyncPayload<CollabContext>,
): boolean => {
  try {
    return checks.every(check => check(message) === undefined)
  } catch {
    return false
  }
}
