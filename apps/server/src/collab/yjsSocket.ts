import type { Duplex } from 'node:stream'
import type { Hocuspocus } from '@hocuspocus/server'

export type ClientConnection = ReturnType<Hocuspocus['handleConnection']>

import type { CloseReason } from '@polyphony/contract'
import { CLOSE_REASONS } from '@polyphony/contract'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { WebSocket } from 'ws'
import { closeCode } from './closeError.ts'
import { CollabSocket, type CollabSocketOptions } from './collabSocket.ts'
import { encodeFrame, FRAME } from './frames.ts'
import type { Outgoing } from './outgoing.ts'

/** In y-websocket's protocol, and in Hocuspocus's. */
const PERMISSION_DENIED = 0
const TOKEN = 0
/** An answer to a query for presence is part of both protocols. */
const ACCEPTED: readonly number[] = [FRAME.sync, FRAME.awareness, FRAME.queryAwareness]

/**
 * Speaks y-websocket to the client and Hocuspocus's protocol to the server, frame by frame: the same but for the
 * document's name in front and a few kinds. So permissions, checks and durability apply unchanged. (The protocol has
 * no acknowledgement: such a client cannot know what is saved.)
 */
export class YjsSocket extends CollabSocket {
  readonly #document: string

  constructor(ws: WebSocket, stream: Duplex, document: string, options: CollabSocketOptions) {
    super(ws, stream, options)
    this.#document = document
  }

  /** Opens the document, as a provider of Hocuspocus does first of all. */
  open(client: ClientConnection): void {
    client.handleMessage(
      encodeFrame(this.#document, FRAME.auth, encoder => {
        encoding.writeVarUint(encoder, TOKEN)
        // What the socket was opened with has been read from its request.
        encoding.writeVarString(encoder, '')
        encoding.writeVarString(encoder, 'y-websocket')
      }),
    )
  }

  /** Hands a client's frame to the server. */
  receive(client: ClientConnection, bytes: Uint8Array): void {
    const [kind] = bytes
    if (kind === undefined || !ACCEPTED.includes(kind)) return
    client.handleMessage(
      encodeFrame(this.#document, kind, e => encoding.writeUint8Array(e, bytes.subarray(1))),
    )
  }

  protected override keepAwake(): void {
    // Such a client only counts messages, and any answer will do: an empty presence update.
    this.write(Uint8Array.of(FRAME.awareness, 1, 0))
  }

  protected override transmit({ frame }: Outgoing): void {
    const decoder = decoding.createDecoder(frame)
    decoding.readVarUint8Array(decoder)
    const start = decoder.pos
    const kind = decoding.readVarUint(decoder)
    switch (kind) {
      case FRAME.sync:
      case FRAME.awareness:
        this.write(frame.subarray(start))
        break
      case FRAME.syncReply: {
        const reply = frame.slice(start)
        reply[0] = FRAME.sync
        this.write(reply)
        break
      }
      case FRAME.auth:
        if (decoding.readVarUint(decoder) !== TOKEN + 1) break
        this.#refuse(decoding.readVarString(decoder))
        break
      case FRAME.close:
        this.#close(decoding.readVarString(decoder))
    }
  }

  #refuse(reason: string): void {
    this.write(
      encoding.encode(encoder => {
        encoding.writeVarUint(encoder, FRAME.auth)
        encoding.writeVarUint(encoder, PERMISSION_DENIED)
        encoding.writeVarString(encoder, reason)
      }),
    )
    this.#close(reason)
  }

  #close(reason: string): void {
    const known = CLOSE_REASONS.find((r): r is CloseReason => r === reason)
    this.close(known ? closeCode(known) : 4500, reason)
  }
}
