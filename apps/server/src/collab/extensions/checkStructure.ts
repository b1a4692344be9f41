import { checkUpdate, InvalidUpdateError, type UpdateContent } from '@polyphony/document'
import type * as Y from 'yjs'
import { CloseError } from '../closeError.ts'
import type { CollabContext } from '../collabContext.ts'
import { CollabSocket } from '../collabSocket.ts'
import { coversUpdate } from '../coversUpdate.ts'
import { SYNC } from '../frames.ts'
import type { SyncCheck } from './inOneStep.ts'

/** Bytes that may wait for an update that is missing. Honest clients send ahead only between opening and syncing. */
const MAX_PENDING_BYTES = 4 * 1024 ** 2

/**
 * Refuses what is not a Yjs update before Yjs sees it: unchecked, it would be acknowledged as saved, or block the
 * server for seconds. What the update holds is remembered for the extensions that follow and for its acknowledgement.
 */
export const checkStructure =
  (maxBytes: number): SyncCheck<CollabContext> =>
  ({ type, payload, document, connection }) => {
    const socket = connection.webSocket instanceof CollabSocket ? connection.webSocket : null
    if (type === SYNC.step1) {
      socket?.received(connection.messageAddress, null)
      return
    }
    const content = check(payload, maxBytes)
    if (connection.readOnly) return
    if (pendingBytes(document) + payload.length > MAX_PENDING_BYTES && !coversOrFollows(document, content)) {
      throw new CloseError('too-large', 'too many updates that wait for one that is missing')
    }
    socket?.checked.set(connection.messageAddress, content)
    socket?.received(connection.messageAddress, payload)
  }

const check = (payload: Uint8Array, maxBytes: number): UpdateContent => {
  try {
    return checkUpdate(payload, { maxBytes })
  } catch (error) {
    if (error instanceof InvalidUpdateError) throw new CloseError('invalid-update', error.reason, error)
    throw error
  }
}

const pendingBytes = ({ store }: Y.Doc): number =>
  (store.pendingStructs?.update.length ?? 0) + (store.pendingDs?.length ?? 0)

/** Whether the update continues what is there, so that it will not have to wait. */
const coversOrFollows = (doc: Y.Doc, { writes, deletes }: UpdateContent): boolean =>
  coversUpdate(doc, { writes: writes.map(range => ({ ...range, to: range.from })), deletes })
