import type { Duplex } from 'node:stream'
import type { WebSocketLike } from '@hocuspocus/server'
import type { UpdateContent } from '@polyphony/document'
import type { WebSocket } from 'ws'
import { FRAME } from './frames.ts'
import { asMessage, type Outgoing, outgoingOf } from './outgoing.ts'

/** Bytes that may wait in a socket for a slow reader; then it is dropped, and syncs anew when it can. */
const MAX_BUFFERED_BYTES = 16 * 1024 ** 2
const NO_HEARTBEAT_BEFORE = 2
/** Larger updates come back to their sender: keeping them to compare would cost more. */
const MAX_REMEMBERED_BYTES = 16 * 1024

export interface CollabSocketOptions {
  /** Is given each acknowledgement before it leaves, and sends it on by `release` when the time has come. */
  hold: (socket: CollabSocket, address: string, release: () => void) => void
  /** Called when a slow reader is dropped. */
  onDropped?: () => void
  maxBufferedBytes?: number
}

/** The socket as Hocuspocus sees it: what leaves through it can be held back, and never piles up. */
export class CollabSocket implements WebSocketLike {
  /** By address: what the message under way holds. One message of an address is under way at a time. */
  readonly checked = new Map<string, UpdateContent>()
  readonly #ws: WebSocket
  readonly #stream: Duplex
  readonly #options: CollabSocketOptions
  readonly #maxBufferedBytes: number
  /** The update that came in last: sent on to everybody, it would come back here as well. */
  #received: { address: string; update: Uint8Array } | null = null
  #unanswered = 0
  /** What was sent in this turn of the event loop: mostly one message. */
  #next: Buffer | null = null
  readonly #following: Buffer[] = []
  #followingBytes = 0

  /** `stream` is what `ws` was made of; it must not compress, for messages are written past it. */
  constructor(ws: WebSocket, stream: Duplex, options: CollabSocketOptions) {
    this.#ws = ws
    this.#stream = stream
    this.#options = options
    this.#maxBufferedBytes = options.maxBufferedBytes ?? MAX_BUFFERED_BYTES
    ws.on('pong', () => {
      this.#unanswered = 0
    })
  }

  get readyState(): number {
    return this.#ws.readyState
  }

  /** Remembers what the other side has, because it sent it; null when it asks anew for what there is. */
  received(address: string, update: Uint8Array | null): void {
    const keep = update !== null && update.length <= MAX_REMEMBERED_BYTES
    this.#received = keep ? { address, update: update.slice() } : null
  }

  send(frame: Uint8Array): void {
    const outgoing = outgoingOf(frame)
    const { acknowledges } = outgoing
    if (acknowledges === null) this.sendOn(outgoing)
    else this.#options.hold(this, acknowledges, () => this.transmit(outgoing))
  }

  /** Sends what acknowledges nothing. */
  sendOn(outgoing: Outgoing): void {
    const { carries } = outgoing
    if (carries === null || !this.#hasSent(carries)) this.transmit(outgoing)
  }

  #hasSent({ address, update }: { address: string; update: Uint8Array }): boolean {
    const received = this.#received
    return (
      received !== null &&
      received.update.length === update.length &&
      received.address === address &&
      Buffer.compare(received.update, update) === 0
    )
  }

  close(code?: number, reason?: string): void {
    this.flush()
    this.#ws.close(code, reason)
  }

  pause(): void {
    this.#ws.pause()
  }

  resume(): void {
    this.#ws.resume()
  }

  /** Asks whether the other side is there still; ends the socket when it did not answer the last times. */
  heartbeat(): void {
    if (this.#unanswered++ >= NO_HEARTBEAT_BEFORE) {
      this.#ws.terminate()
      return
    }
    this.#ws.ping()
    this.keepAwake()
  }

  /** Providers reconnect when they hear nothing for half a minute, and they do not hear pings of the socket. */
  protected keepAwake(): void {
    this.write(Uint8Array.of(FRAME.ping))
  }

  /** Puts a frame of Hocuspocus on the wire. */
  protected transmit({ message }: Outgoing): void {
    this.#write(message)
  }

  protected write(bytes: Uint8Array): void {
    this.#write(asMessage(bytes))
  }

  #write(message: Buffer): void {
    if (this.#next === null) {
      this.#next = message
      flushLater(this)
      return
    }
    if (this.#ws.readyState !== this.#ws.OPEN) return
    this.#following.push(message)
    this.#followingBytes += message.length
    if (this.#followingBytes > this.#maxBufferedBytes) this.#drop()
  }

  /** Lets go together what was sent in this turn: one write to the system instead of many. */
  flush(): void {
    const first = this.#next
    if (first === null) return
    this.#next = null
    const following = this.#following.length > 0 ? this.#following.splice(0) : NONE
    this.#followingBytes = 0
    if (this.#ws.readyState !== this.#ws.OPEN) return
    if (this.#stream.writableLength > this.#maxBufferedBytes) {
      this.#drop()
      return
    }
    if (following.length === 0) {
      this.#stream.write(first)
      return
    }
    this.#stream.cork()
    this.#stream.write(first)
    for (const message of following) this.#stream.write(message)
    this.#stream.uncork()
  }

  #drop(): void {
    if (this.#ws.readyState !== this.#ws.OPEN) return
    this.#options.onDropped?.()
    this.#ws.terminate()
  }
}

const NONE: readonly Buffer[] = []

/** Sockets that sent something in this turn of the event loop. */
let sending: CollabSocket[] = []

const flushLater = (socket: CollabSocket): void => {
  if (sending.length === 0) setImmediate(flushAll)
  sending.push(socket)
}

const flushAll = (): void => {
  const sockets = sending
  sending = []
  for (const socket of sockets) socket.flush()
}
