import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Hocuspocus } from '@hocuspocus/server'
import { COLLAB_PATH, SCHEMA_PARAMETER, YJS_PATH } from '@polyphony/contract'
import { parseDocumentName } from '@polyphony/document'
import type { Logger } from 'pino'
import { type WebSocket, WebSocketServer } from 'ws'
import type { CredentialHeaders } from '../policies/actor.ts'
import { CloseError, closeCode } from './closeError.ts'
import type { SocketContext } from './collabContext.ts'
import { CollabSocket, type CollabSocketOptions } from './collabSocket.ts'
import { type CollabPolicies, decide } from './extensions/authenticate.ts'
import type { ShortWay } from './shortWay.ts'
import { type ClientConnection, YjsSocket } from './yjsSocket.ts'

/** Well over the largest honest message: past it a client only sees its socket close, and tries again for ever. */
const MAX_PAYLOAD_BYTES = 32 * 1024 ** 2
const HEARTBEAT_MS = 15_000

export interface AcceptOptions {
  hocuspocus: Hocuspocus
  logger: Logger
  policies: CollabPolicies
  isAllowedOrigin: (origin: string, host: string | undefined) => boolean
  /** Handles a frame by itself if it can (see `createShortWay`). */
  takeShortWay: ShortWay['take']
  socket: CollabSocketOptions
}

export interface AcceptedSockets {
  attach: (server: Server) => void
  handleUpgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
  count: () => number
  /** Takes no new sockets, and reads nothing more from those there are. */
  pause: () => void
  /** Closes all sockets; resolves when they are closed, or when a second has passed. */
  close: () => Promise<void>
}

/** Accepts websockets at `/collab` (Hocuspocus's protocol) and `/yjs/<document>` (y-websocket's). */
export const acceptSockets = (options: AcceptOptions): AcceptedSockets => {
  const { hocuspocus, logger, policies } = options
  const server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: MAX_PAYLOAD_BYTES,
  })
  const sockets = new Map<WebSocket, CollabSocket>()
  let accepting = true

  const heartbeat = setInterval(() => {
    for (const socket of sockets.values()) socket.heartbeat()
  }, HEARTBEAT_MS)
  heartbeat.unref()

  const handleUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    socket.on('error', () => socket.destroy())
    accept(request, socket, head).catch(error => {
      logger.error({ err: error }, 'a socket could not be accepted')
      refuse(socket, 500)
    })
  }

  const accept = async (request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const isYjs = url.pathname.startsWith(`${YJS_PATH}/`)
    if (url.pathname !== COLLAB_PATH && !isYjs) return refuse(socket, 404)
    if (!accepting) return refuse(socket, 503)
    const { origin, host } = request.headers
    // Browsers always name the origin of the page, and any page may open a socket to anywhere.
    if (origin !== undefined && !options.isAllowedOrigin(origin, host)) return refuse(socket, 403)

    const credentials = credentialsOf(request, url)
    const schema = url.searchParams.get(SCHEMA_PARAMETER)
    const name = isYjs ? documentNameOf(url) : null
    if (name !== null) {
      // A y-websocket client that is refused after the upgrade comes back at once and for ever.
      const status = await statusOf(policies, credentials, name)
      if (status !== null) return refuse(socket, status)
    }
    server.handleUpgrade(request, socket, head, ws =>
      open(ws, socket, request, { credentials, schema, native: !isYjs }, name),
    )
  }

  const open = (
    ws: WebSocket,
    stream: Duplex,
    request: IncomingMessage,
    context: SocketContext,
    yjsName: string | null,
  ): void => {
    const socket =
      yjsName === null
        ? new CollabSocket(ws, stream, options.socket)
        : new YjsSocket(ws, stream, yjsName, options.socket)
    const client = hocuspocus.handleConnection(socket, requestWithoutSecrets(request), context)
    sockets.set(ws, socket)
    ws.on('message', (data: Buffer) => {
      const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
      if (socket instanceof YjsSocket) socket.receive(client, bytes)
      // One byte is the answer to our ping, not a frame.
      else if (bytes.length > 1) receive(socket, client, bytes)
    })
    ws.on('pong', () => {
      // Hocuspocus closes sockets that are silent, as those of mere readers are.
      client.lastMessageReceivedAt = Date.now()
    })
    ws.on('close', (code, reason) => {
      sockets.delete(ws)
      client.handleClose({ code, reason: reason.toString() })
    })
    ws.on('error', error => logger.debug({ err: error }, 'a socket failed'))
    if (socket instanceof YjsSocket) socket.open(client)
  }

  const receive = (socket: CollabSocket, client: ClientConnection, bytes: Uint8Array): void => {
    if (options.takeShortWay(socket, bytes)) client.lastMessageReceivedAt = Date.now()
    else client.handleMessage(bytes)
  }

  return {
    attach: httpServer => void httpServer.on('upgrade', handleUpgrade),
    handleUpgrade,
    count: () => sockets.size,
    pause() {
      accepting = false
      for (const ws of sockets.keys()) ws.pause()
    },
    async close() {
      accepting = false
      clearInterval(heartbeat)
      const closed = [...sockets].map(
        ([ws, socket]) =>
          new Promise<void>(resolve => {
            const timer = setTimeout(() => ws.terminate(), 1_000)
            ws.once('close', () => {
              clearTimeout(timer)
              resolve()
            })
            ws.resume()
            socket.close(1012, 'shutting-down')
          }),
      )
      await Promise.all(closed)
    },
  }
}

/** Cookie or bearer token as sent; programs that cannot set headers put the token in the address. */
const credentialsOf = ({ headers }: IncomingMessage, url: URL): CredentialHeaders => {
  const token = url.searchParams.get('token')
  const authorization = token ? `Bearer ${token}` : headers.authorization
  return authorization ? { authorization } : { cookie: headers.cookie }
}

const documentNameOf = (url: URL): string => {
  try {
    return decodeURIComponent(url.pathname.slice(YJS_PATH.length + 1))
  } catch {
    return ''
  }
}

/** The HTTP status to refuse with; null when the document may be opened. */
const statusOf = async (
  policies: CollabPolicies,
  credentials: CredentialHeaders,
  name: string,
): Promise<number | null> => {
  const ref = parseDocumentName(name)
  if (!ref) return 404
  try {
    await decide(policies, credentials, ref)
    return null
  } catch (error) {
    if (error instanceof CloseError)
      return error.reason === 'session-expired' ? 401 : closeCode(error.reason) - 4000
    throw error
  }
}

const TITLES: Record<number, string> = {
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
}

const refuse = (socket: Duplex, status: number): void => {
  socket.end(
    `HTTP/1.1 ${status} ${TITLES[status] ?? 'Refused'}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
  )
}

/**
 * What Hocuspocus keeps of the request: neither credentials nor the address that may hold one. It would parse an
 * address several times for each message, and takes none for an answer.
 */
const requestWithoutSecrets = ({ headers }: IncomingMessage): Request =>
  Object.defineProperty(
    new Request('http://localhost/', { headers: { 'user-agent': headers['user-agent'] ?? '' } }),
    'url',
    { value: '' },
  )
