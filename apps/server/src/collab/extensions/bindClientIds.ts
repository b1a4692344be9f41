import * as Y from 'yjs'
import { CloseError } from '../closeError.ts'
import { type CollabContext, hasSeveralWriters } from '../collabContext.ts'
import { CollabSocket } from '../collabSocket.ts'
import { documentState } from '../documentState.ts'
import { SYNC } from '../frames.ts'
import type { SyncCheck } from './inOneStep.ts'

/**
 * In documents with several writers a Yjs client id belongs to the member who used it first. Whoever wrote under
 * another's id would appear as them, and if both wrote the same clock their replicas would differ for good. What the
 * server has already may come from anybody: that is how replicas sync.
 */
export const bindClientIds =
  (): SyncCheck<CollabContext> =>
  ({ type, document, connection, context }) => {
    if (type === SYNC.step1 || connection.readOnly || !hasSeveralWriters(context.ref)) return
    if (!(connection.webSocket instanceof CollabSocket)) return
    const { clients, newlyBound } = documentState(document)
    const writes = connection.webSocket.checked.get(connection.messageAddress)?.writes ?? []
    const fresh = writes.filter(({ client, to }) => to > Y.getState(document.store, client))
    const foreign = fresh.find(({ client }) => (clients.get(client) ?? context.member) !== context.member)
    if (foreign) {
      throw new CloseError(
        'foreign-client-id',
        `client ${foreign.client} belongs to ${clients.get(foreign.client)}`,
      )
    }
    for (const { client } of fresh) {
      if (clients.has(client)) continue
      clients.set(client, context.member)
      newlyBound.push([client, context.member])
    }
  }
