import { connect, type Socket } from 'node:net'
import { deserialize } from 'bson'
import { encode } from '../values/bson.ts'
import { frameCommand, parseReply } from './messages.ts'
import { cutMessages } from './readMessages.ts'

const READ_BYTES = 64 * 1024

/** What a command came to; `ok` is 1. */
export interface CommandReply extends Record<string, unknown> {
  writeErrors?: { index: number; code: number; errmsg: string }[]
}

interface Waiting {
  resolve: (reply: CommandReply) => void
  reject: (error: Error) => void
}

/**
 * Runs commands over one connection of its own, for whoever runs the same small one many times a second: no pool, no
 * session, no looking for a server, which are four fifths of what a driver spends on it. Connects when there is
 * something to run, and again after the connection was lost; what was under way then fails, done or not.
 */
export class WireClient {
  readonly #socketPath: string
  readonly #waiting = new Map<number, Waiting>()
  /** Commands that are run again and again, as they are on the wire. */
  readonly #encoded = new WeakMap<object, { database: string; bytes: Buffer }>()
  /** Most replies are the same as the one before. */
  #lastReply: { bytes: Buffer; reply: CommandReply } | null = null
  #socket: Socket | null = null
  #lastId = 0

  constructor(socketPath: string) {
    this.#socketPath = socketPath
  }

  /** Null for an address that is no socket: where there is a secret, a driver is needed. */
  static for(uri: string): WireClient | null {
    const host = /^mongodb:\/\/([^/@]+)\//.exec(uri)?.[1]
    return host?.endsWith('.sock') ? new WireClient(decodeURIComponent(host)) : null
  }

  /**
   * Runs a command. The statements of an `insert`, `update` or `delete` go beside it: with the same object as the command
   * each time, only they are encoded.
   * @throws Error with the server's `code`, or that the connection was lost
   */
  run(database: string, command: object, statements: readonly object[] = []): Promise<CommandReply> {
    const body = this.#encode(database, command)
    const beside = statements.map(encode)
    return new Promise((resolve, reject) => {
      this.#lastId = (this.#lastId + 1) & 0x7fffffff
      this.#waiting.set(this.#lastId, { resolve, reject })
      this.#socket ??= this.#open()
      this.#socket.write(frameCommand(this.#lastId, body, beside, fieldOf(command)))
    })
  }

  #encode(database: string, command: object): Buffer {
    const known = this.#encoded.get(command)
    if (known?.database === database) return known.bytes
    const bytes = encode({ ...command, $db: database })
    this.#encoded.set(command, { database, bytes })
    return bytes
  }

  close(): void {
    this.#socket?.destroy()
  }

  #open(): Socket {
    const cut = cutMessages(
      message => this.#receive(socket, message),
      () => socket.destroy(),
    )
    const socket = connect({
      path: this.#socketPath,
      // Replies are small and many: past Node's streams they cost half. The buffer is used again, so what came is copied.
      onread: {
        buffer: Buffer.allocUnsafe(READ_BYTES),
        callback(size, buffer) {
          cut(Buffer.from(buffer.subarray(0, size)))
          return true
        },
      },
    })
    let reason = new Error('the connection to the database was closed')
    socket.on('error', error => {
      reason = error
    })
    socket.on('close', () => {
      this.#socket = null
      const lost = [...this.#waiting.values()]
      this.#waiting.clear()
      for (const { reject } of lost) reject(reason)
    })
    return socket
  }

  #decode(bytes: Buffer): CommandReply {
    if (this.#lastReply?.bytes.equals(bytes)) return this.#lastReply.reply
    const reply: CommandReply = Object.freeze(deserialize(bytes))
    this.#lastReply = { bytes: Buffer.from(bytes), reply }
    return reply
  }

  #receive(socket: Socket, message: Buffer): void {
    try {
      const { answers, document } = parseReply(message)
      const reply = this.#decode(document)
      const waiting = this.#waiting.get(answers)
      this.#waiting.delete(answers)
      if (reply.ok === 1) waiting?.resolve(reply)
      else waiting?.reject(Object.assign(new Error(String(reply.errmsg)), { code: reply.code }))
    } catch (error) {
      socket.destroy(error as Error)
    }
  }
}

/** Where a command's statements lie. */
const fieldOf = (command: object): string =>
  'update' in command ? 'updates' : 'delete' in command ? 'deletes' : 'documents'
