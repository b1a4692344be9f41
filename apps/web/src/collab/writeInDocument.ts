import { PolyphonyError } from '@polyphony/contract'
import type { DocumentRef } from '@polyphony/document'
import type * as Y from 'yjs'
import { common } from '../text/common.ts'
import type { Collab } from './createCollab.ts'
import type { SharedDocument, SharedDocumentState } from './sharedDocument.ts'

/** Longer than this nobody is kept waiting, in milliseconds. */
const PATIENCE_MS = 12_000

/**
 * Changes a document of one's own from a page that does not have it open: opens it, waits until what is there was read,
 * changes it and waits until the server has called that durable. `waiting`: the change is made here and sent when the
 * connection is back.
 * @throws PolyphonyError when the document cannot be opened or written; then nothing was changed
 */
export const writeInDocument = async <T>(
  collab: Collab,
  ref: DocumentRef,
  change: (doc: Y.Doc) => T,
): Promise<{ value: T; stored: 'saved' | 'waiting' }> => {
  const { document, release } = collab.open(ref)
  try {
    const opened = await until(
      document,
      state => (state.closed !== null && state.closed !== 'unavailable') || (state.opened && state.writable),
    )
    if (!opened || document.state.get().closed !== null)
      throw new PolyphonyError('unavailable', common.cannotStore)
    const value = change(document.doc)
    const saved = await until(document, state => !state.unsaved || state.closed !== null)
    return { value, stored: saved && document.state.get().closed === null ? 'saved' : 'waiting' }
  } finally {
    release()
  }
}

/** False when it has not come about in time. */
const until = ({ state }: SharedDocument, holds: (state: SharedDocumentState) => boolean): Promise<boolean> =>
  new Promise(resolve => {
    const end = (result: boolean) => {
      clearTimeout(timer)
      stop()
      resolve(result)
    }
    const timer = setTimeout(() => end(false), PATIENCE_MS)
    const stop = state.subscribe(() => holds(state.get()) && end(true))
    if (holds(state.get())) end(true)
  })
