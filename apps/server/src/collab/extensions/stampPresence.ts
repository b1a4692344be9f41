import type { beforeHandleAwarenessPayload, Document, Extension } from '@hocuspocus/server'
import type { CollabContext } from '../collabContext.ts'
import { documentState } from '../documentState.ts'

/** Of one state, as JSON. What a reader, a selection and a playhead need is a tenth of it. */
const MAX_STATE_BYTES = 8 * 1024

/**
 * Nobody appears as somebody else: the server writes identity on each state, and drops states under client ids of
 * other members. `user` is where editors' carets look for a name.
 */
export const stampPresence = (): Extension => ({
  extensionName: 'stampPresence',

  async beforeHandleAwareness({
    states,
    context,
    document,
    connection,
  }: beforeHandleAwarenessPayload<CollabContext>) {
    if (!context || !connection) return
    const { profile, member } = context
    if (!profile) {
      states.clear()
      return
    }
    const { name, colour } = profile
    for (const [client, state] of states) {
      const size = Buffer.byteLength(JSON.stringify(state))
      if (size > MAX_STATE_BYTES || isOfAnotherMember(document, client, member)) {
        states.delete(client)
        continue
      }
      Object.assign(state, { member, name, colour })
      if ('user' in state) state.user = { member, name, color: colour }
    }
  },
})

/** Somebody who reconnects meets their own old connection: same client id, same member. */
const isOfAnotherMember = (document: Document, client: number, member: string): boolean => {
  if ((documentState(document).clients.get(client) ?? member) !== member) return true
  for (const [connection, { clients }] of document.connections) {
    if (clients.has(client) && connection.context.member !== member) return true
  }
  return false
}
