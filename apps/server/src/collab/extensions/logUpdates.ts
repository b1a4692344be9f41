import { isTransactionOrigin } from '@hocuspocus/server'
import * as Y from 'yjs'
import { type CollabContext, hasSeveralWriters } from '../collabContext.ts'
import { documentState } from '../documentState.ts'
import { SYNC } from '../frames.ts'
import type { DurableLog } from '../log/durableLog.ts'
import type { SyncCheck } from './inOneStep.ts'

/** An update that says nothing. */
const EMPTY_UPDATE_BYTES = 2

/** Who made a change, and when the log took it over: the same each time it is read from there. */
export interface Writing {
  member: string
  at: Date
}

/** In the log, the author of what no member wrote. */
export const SERVER = 'server'

/**
 * Documents with several writers are written ahead: on disk first, then applied and sent on, so nobody ever holds
 * what the disk does not have. While the database is away that waits; the author goes on typing and is told that
 * nothing is saved.
 */
export const logAhead =
  (log: DurableLog): SyncCheck<CollabContext> =>
  ({ type, payload, document, connection, context }) => {
    if (type === SYNC.step1 || connection.readOnly || !hasSeveralWriters(context.ref)) return
    if (payload.length <= EMPTY_UPDATE_BYTES) return
    // A client that syncs repeats all deletions there ever were; mostly there is nothing new in it.
    if (type === SYNC.step2 && Y.snapshotContainsUpdate(Y.snapshot(document), payload)) return
    context.loggedAt = log.append(document.name, payload, context.member, takeNewlyBound(document))
    return log.wait(document.name)
  }

/**
 * Logs what changes an open document. Attached at the end of loading, so that it sees everything but what comes from
 * the log: connections, the server's own writes, in the order in which they take effect.
 */
export const logBehind = (log: DurableLog, doc: Y.Doc, name: string, isWrittenAhead: boolean): void => {
  const { clients } = documentState(doc)
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (isWrittenAhead && isTransactionOrigin(origin) && origin.source === 'connection') return
    if (isWrittenAhead && !clients.has(doc.clientID)) {
      clients.set(doc.clientID, SERVER)
      documentState(doc).newlyBound.push([doc.clientID, SERVER])
    }
    documentState(doc).loggedAt = log.append(name, update, authorOf(origin), takeNewlyBound(doc))
  })
}

const takeNewlyBound = (doc: Y.Doc): [number, string][] => documentState(doc).newlyBound.splice(0)

/** The member who made a change, and when the log took it over; null for the server's own. */
export const writingOf = (doc: Y.Doc, origin: unknown): Writing | null => {
  const member = authorOf(origin)
  if (member === SERVER) return null
  const ahead = isTransactionOrigin(origin) && origin.source === 'connection' && origin.connection.context
  return { member, at: (ahead && (ahead as CollabContext).loggedAt) || documentState(doc).loggedAt }
}

const authorOf = (origin: unknown): string => {
  if (!isTransactionOrigin(origin)) return SERVER
  if (origin.source === 'connection') return origin.connection.context.member
  return origin.source === 'local' ? (origin.context?.member ?? SERVER) : SERVER
}
