import type { Document, Hocuspocus } from '@hocuspocus/server'
import type { UpdateContent } from '@polyphony/document'
import type * as Y from 'yjs'
import { closeCode } from '../closeError.ts'
import type { CollabSocket } from '../collabSocket.ts'
import { coversUpdate } from '../coversUpdate.ts'
import { documentOfAddress } from '../frames.ts'
import type { DurableLog } from '../log/durableLog.ts'

/**
 * Holds back Hocuspocus's acknowledgement of an update until it is on disk, so that `hasUnsyncedChanges === false`
 * means saved. Hocuspocus sends exactly one SyncStatus per sync message, in order, in the same turn in which it
 * applied the update: what `checkStructure` remembered for the address is what it acknowledges. State vectors would
 * not do, for they know nothing of deletions.
 */
export const holdAcknowledgement =
  (log: DurableLog, hocuspocus: () => Hocuspocus) =>
  (socket: CollabSocket, address: string, release: () => void): void => {
    const content = socket.checked.get(address)
    socket.checked.delete(address)
    const document = hocuspocus().documents.get(documentOfAddress(address))
    const releaseWhenDurable = () => log.when(document?.name ?? '', release)
    if (!document || !content) {
      // Nothing was written: a reader that had nothing to tell.
      release()
    } else if (coversUpdate(document, content)) {
      releaseWhenDurable()
    } else if (isPending(document)) {
      whenCovered(document, content, releaseWhenDurable)
    } else {
      // Yjs threw while applying, and its protocol's implementation swallowed the error.
      setImmediate(() => closeAddress(document, socket, address))
    }
  }

const closeAddress = (document: Document, socket: CollabSocket, address: string): void => {
  const connection = document
    .getConnections()
    .find(({ webSocket, messageAddress }) => webSocket === socket && messageAddress === address)
  connection?.close({ code: closeCode('invalid-update'), reason: 'invalid-update' })
}

/** Whether the document holds updates that wait for others. */
const isPending = ({ store }: Y.Doc): boolean => store.pendingStructs !== null || store.pendingDs !== null

const whenCovered = (document: Document, content: UpdateContent, call: () => void): void => {
  const look = () => {
    if (!coversUpdate(document, content)) return
    document.off('update', look)
    call()
  }
  document.on('update', look)
}
