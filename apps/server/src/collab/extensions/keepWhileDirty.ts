import type { afterUnloadDocumentPayload, beforeUnloadDocumentPayload, Extension } from '@hocuspocus/server'
import type { DurableLog } from '../log/durableLog.ts'

/** Keeps a document open after its last client has left until everything in it is on disk. */
export const keepWhileDirty = (log: DurableLog, onUnloaded: (name: string) => void): Extension => ({
  extensionName: 'keepWhileDirty',

  async beforeUnloadDocument({ documentName, document, instance }: beforeUnloadDocumentPayload) {
    if (!log.isDirty(documentName)) return
    // Nobody would try again by itself.
    log.when(documentName, () => setImmediate(() => void instance.unloadDocument(document)))
    // An error without a message is how a hook says no without a line in the log.
    throw new Error('')
  },

  async afterUnloadDocument({ documentName, instance }: afterUnloadDocumentPayload) {
    // It may have been opened again in the meantime.
    if (instance.documents.has(documentName)) return
    log.forget(documentName)
    onUnloaded(documentName)
  },
})
