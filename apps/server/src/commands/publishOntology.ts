import { documentName, readOntologyDocument, writeOntologyDocument } from '@polyphony/document'
import type { Ontology } from '@polyphony/ontology'
import type { Logger } from 'pino'
import type * as Y from 'yjs'
import { liveDocuments } from '../liveDocuments.ts'
import { readOntology } from './readOntology.ts'

const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 60_000
/** After about ten minutes it waits for the next change, or for the document to be opened anew. */
const RETRIES = 15

/** Workspaces whose document is behind the record and will be asked again. */
const behind = new Map<string, NodeJS.Timeout>()

/**
 * Brings the live copy of an ontology to its record. The record stands whether or not that succeeds at once: a failure
 * is logged and tried again in the background, and a document that is opened anew is equal to the record anyway.
 * `recorded` is the ontology as it has just been recorded.
 */
export const publishOntology = async (
  workspace: string,
  recorded: Ontology,
  logger: Logger,
): Promise<void> => {
  clearTimeout(behind.get(workspace))
  behind.delete(workspace)
  await attempt(workspace, logger, 0, recorded)
}

const attempt = async (
  workspace: string,
  logger: Logger,
  failures: number,
  recorded?: Ontology,
): Promise<void> => {
  try {
    const ontology = recorded ?? (await readOntology(workspace))
    await liveDocuments().transact(documentName({ kind: 'ontology', workspace }), 'server', doc => {
      // Two changes may be published in either order: what is there may be the later one already.
      if (readOntologyDocument(doc).revision < ontology.revision) writeOntologyDocument(doc, ontology)
    })
    if (failures > 0) logger.info({ workspace }, 'the live ontology follows its record again')
  } catch (err) {
    if (failures >= RETRIES) {
      logger.error({ err, workspace }, 'the live ontology stays behind its record until its next change')
      return
    }
    const again = Math.min(FIRST_WAIT_MS * 2 ** failures, LONGEST_WAIT_MS)
    logger.warn({ err, workspace, again }, 'the live ontology is behind its record; it is tried again')
    const timer = setTimeout(() => {
      behind.delete(workspace)
      void attempt(workspace, logger, failures + 1)
    }, again)
    timer.unref()
    clearTimeout(behind.get(workspace))
    behind.set(workspace, timer)
  }
}

/** Gives up what is to be tried again: the server stops. */
export const stopPublishing = (): void => {
  for (const timer of behind.values()) clearTimeout(timer)
  behind.clear()
}

/** Makes a document that is being opened equal to the record, before anybody sees it. */
export const fillOntologyDocument = async (workspace: string, doc: Y.Doc): Promise<void> =>
  writeOntologyDocument(doc, await readOntology(workspace))
