import type { Document } from '@hocuspocus/server'
import { writeUpdate } from 'y-protocols/sync'
import { CollabSocket } from './collabSocket.ts'
import { encodeFrame, FRAME } from './frames.ts'
import { type Outgoing, outgoingOf } from './outgoing.ts'

/**
 * From now on updates of the document go straight to the sockets of those who read it. Hocuspocus would ask each
 * connection first whether its socket is open, which the socket knows by itself. It keeps this method to itself: were it
 * named otherwise some day, updates would go its way again.
 */
export const fanOut = (document: Document): void => {
  const frames = new Map<string, Outgoing>()
  const broadcastUpdate = (update: Uint8Array): void => {
    for (const connection of document.connections.keys()) {
      const { messageAddress, webSocket: socket } = connection
      let outgoing = frames.get(messageAddress)
      if (!outgoing) {
        outgoing = outgoingOf(
          encodeFrame(messageAddress, FRAME.sync, encoder => writeUpdate(encoder, update)),
        )
        frames.set(messageAddress, outgoing)
      }
      if (socket instanceof CollabSocket) socket.sendOn(outgoing)
      else connection.send(outgoing.frame)
    }
    frames.clear()
  }
  Object.assign(document, { broadcastUpdate })
}
