import { createServer, type ListenOptions, type Socket } from 'node:net'
import { errorReply, toCommandError } from '../errors.ts'
import { encode } from '../values/bson.ts'
import { frameReply, parseMessage, type Request } from './messages.ts'
import { readMessages } from './readMessages.ts'

/** One client connection; what is in `onClose` runs when it ends. */
export interface Connection {
  id: number
  onClose: Set<() => void>
  /** Whether the client has shown the server's secret, where one is asked for. */
  trusted: boolean
}

/** Answers one command with a reply document, encoded or not. */
export type Handler = (request: Request, connection: Connection) => Promise<object>

export interface Listener {
  port?: number
  close(): Promise<void>
}

/** Accepts connections and answers each one's commands in their order. */
export function listen(
  where: ListenOptions,
  handle: Handler,
  onUnexpected: (error: unknown) => void,
): Promise<Listener> {
  const sockets = new Set<Socket>()
  let connections = 0
  const server = createServer(socket => {
    sockets.add(socket)
    socket.setNoDelay(true)
    const connection: Connection = { id: ++connections, onClose: new Set(), trusted: false }
    let chain = Promise.resolve()
    readMessages(socket, message => {
      chain = chain
        .then(() => answer(socket, message, connection))
        .catch(error => {
          onUnexpected(error)
          socket.destroy()
        })
    })
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      sockets.delete(socket)
      for (const close of [...connection.onClose]) close()
    })
  })

  async function answer(socket: Socket, message: Buffer, connection: Connection): Promise<void> {
    const request = parse(message)
    if (!request) {
      socket.destroy() // whoever it is does not speak this protocol
      return
    }
    let reply: object
    try {
      reply = await handle(request, connection)
    } catch (error) {
      if (toCommandError(error).codeName === 'InternalError') onUnexpected(error)
      reply = errorReply(error)
    }
    if (!request.wantsReply || socket.destroyed) return
    const flushed = socket.write(frameReply(request, Buffer.isBuffer(reply) ? reply : encode(reply)))
    if (!flushed) await drained(socket)
  }

  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(where, () => {
      const address = server.address()
      resolve({
        port: typeof address === 'object' && address ? address.port : undefined,
        close: () =>
          new Promise(closed => {
            server.close(() => closed())
            for (const socket of sockets) socket.destroy()
          }),
      })
    })
  })
}

function parse(message: Buffer): Request | undefined {
  try {
    return parseMessage(message)
  } catch {
    return undefined
  }
}

/** Waits until a slow reader has taken what was written, so that replies do not pile up in memory. */
function drained(socket: Socket): Promise<void> {
  return new Promise(resolve => {
    const done = () => {
      socket.off('drain', done)
      socket.off('close', done)
      resolve()
    }
    socket.on('drain', done)
    socket.on('close', done)
  })
}
