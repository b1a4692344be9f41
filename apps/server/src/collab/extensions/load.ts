import type { Document, Extension, onLoadDocumentPayload } from '@hocuspocus/server'
import { parseDocumentName } from '@polyphony/document'
import type { Logger } from 'pino'
import type * as Y from 'yjs'
import { CloseError } from '../closeError.ts'
import { hasSeveralWriters } from '../collabContext.ts'
import { documentState } from '../documentState.ts'
import { applyStored, boundClients } from '../log/applyStored.ts'
import type { DurableLog } from '../log/durableLog.ts'
import type { LogStore, StoredDocument } from '../log/logStore.ts'
import { logBehind } from './logUpdates.ts'

/** How long what a load writes may take to be on disk, in milliseconds. */
const WRITE_PATIENCE_MS = 10_000

export interface LoadOptions {
  store: LogStore
  log: DurableLog
  logger: Logger
  /** Makes an ontology document equal to its record; called before anybody sees the document. */
  onOntologyLoad: (workspace: string, doc: Y.Doc) => void | Promise<void>
  /** Called with a document that is complete, before anybody sees it, and with what it was made of. */
  onLoaded: (doc: Document, stored: StoredDocument) => void
}

/**
 * Fills a document from the durable log. When that fails the connection is refused with “unavailable” and the client
 * tries again: an empty document in the place of the real one would take its place for everybody.
 */
export const load = ({ store, log, logger, onOntologyLoad, onLoaded }: LoadOptions): Extension => ({
  extensionName: 'load',

  // Returns nothing: Hocuspocus would apply a returned document once more, and that would be logged.
  async onLoadDocument({ document, documentName }: onLoadDocumentPayload): Promise<void> {
    const ref = parseDocumentName(documentName)
    if (!ref) throw new CloseError('not-found')
    try {
      const stored = await store.read(documentName)
      const unusable = applyStored(document, stored)
      if (unusable.length > 0)
        logger.warn({ document: documentName, unusable }, 'updates without effect in the log')
      documentState(document).clients = boundClients(stored)
      logBehind(log, document, documentName, hasSeveralWriters(ref))
      if (ref.kind === 'ontology') {
        await onOntologyLoad(ref.workspace, document)
        await log.waitAtMost(documentName, WRITE_PATIENCE_MS)
      }
      onLoaded(document, stored)
    } catch (error) {
      // Hocuspocus forgets a document that did not load, but leaves its timers running.
      document.destroy()
      logger.error({ err: error, document: documentName }, 'a document could not be loaded')
      throw new CloseError('unavailable', 'the document could not be loaded', error)
    }
  },
})
