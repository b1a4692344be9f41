import type { Connection, connectedPayload, Extension, onDisconnectPayload } from '@hocuspocus/server'
import type { CredentialHeaders, SignedIn } from '../../policies/actor.ts'
import { CloseError, closeCode } from '../closeError.ts'
import type { CollabContext } from '../collabContext.ts'
import type { Disconnections } from '../disconnections.ts'

/** The longest time a timer of Node can hold. */
const LONGEST_MS = 2 ** 31 - 1
/** A session that was prolonged meanwhile is looked up again; while the database is away, after this. */
const LOOK_AGAIN_MS = 5_000

/**
 * Closes connections whose right to be open ends: when the session or token behind them expires, and those that were
 * still being let in while somebody took their access away.
 */
export const closeExpired = (
  actorOf: (headers: CredentialHeaders) => Promise<SignedIn | null>,
  disconnections: Disconnections,
): Extension => {
  const timers = new Map<CollabContext, NodeJS.Timeout>()

  const watch = (connection: Connection, context: CollabContext, expiresAt: Date | null) => {
    if (!expiresAt) return
    const left = Math.min(Math.max(expiresAt.getTime() - Date.now(), 0), LONGEST_MS)
    timers.set(context, setTimeout(() => void expire(connection, context), left).unref())
  }

  const expire = async (connection: Connection, context: CollabContext) => {
    try {
      const signedIn = context.token ? null : await actorOf(context.credentials)
      if (!timers.has(context)) return
      if (signedIn && signedIn.session === context.session)
        return watch(connection, context, signedIn.expiresAt)
      connection.close({ code: closeCode('session-expired'), reason: 'session-expired' })
    } catch {
      watch(connection, context, new Date(Date.now() + LOOK_AGAIN_MS))
    }
  }

  return {
    extensionName: 'closeExpired',

    async connected({ connection, context, documentName }: connectedPayload<CollabContext>) {
      if (disconnections.concern(context, documentName)) {
        const { code, reason } = new CloseError('access-changed')
        connection.close({ code, reason })
        return
      }
      watch(connection as Connection, context, context.expiresAt)
    },

    async onDisconnect({ context }: onDisconnectPayload<CollabContext>) {
      clearTimeout(timers.get(context))
      timers.delete(context)
    },
  }
}
