import { timingSafeEqual } from 'node:crypto'
import { Binary } from 'bson'
import { CommandError, fail } from '../errors.ts'
import { binaryBytes } from '../values/compare.ts'
import type { Document } from '../values/types.ts'
import type { Connection } from '../wire/listen.ts'
import type { Reply } from './command.ts'

/** Who may use the server: everybody who can open its socket, or those who know its secret. */
export interface Access {
  /** Asked for with the PLAIN mechanism; null where the socket's folder keeps others out. */
  secret: string | null
}

/** The user name in the server's URI; the secret is what counts. */
export const USER = 'polyphony'

function failed(): CommandError {
  return new CommandError(18, 'AuthenticationFailed', 'Authentication failed.')
}

/** saslStart with the PLAIN mechanism: `\0user\0secret`. */
export function authenticate(command: Document, connection: Connection, { secret }: Access): Reply {
  if (command.mechanism !== 'PLAIN')
    fail(
      'BadValue',
      `Received authentication for mechanism ${String(command.mechanism)} which is unknown or not enabled`,
    )
  const { payload } = command
  const text = payload instanceof Binary ? binaryBytes(payload).toString() : String(payload)
  const password = text.split('\0')[2] ?? ''
  if (secret === null || !same(password, secret)) throw failed()
  connection.trusted = true
  return { conversationId: 1, done: true, payload: new Binary(Buffer.alloc(0)), ok: 1 }
}

function same(a: string, b: string): boolean {
  const [x, y] = [Buffer.from(a), Buffer.from(b)]
  return x.length === y.length && timingSafeEqual(x, y)
}

/** @throws CommandError (Unauthorized) for a client that has not shown the secret */
export function requireAccess(command: string, connection: Connection, { secret }: Access): void {
  if (secret === null || connection.trusted) return
  throw new CommandError(13, 'Unauthorized', `Command ${command} requires authentication`)
}
