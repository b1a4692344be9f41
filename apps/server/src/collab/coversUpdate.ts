import type { UpdateContent } from '@polyphony/document'
import * as Y from 'yjs'

/** Whether all that the update writes and deletes has reached the document. */
export const coversUpdate = ({ store }: Y.Doc, { writes, deletes }: UpdateContent): boolean => {
  const reached = ({ client, to }: { client: number; to: number }) => Y.getState(store, client) >= to
  return writes.every(reached) && deletes.every(reached)
}
