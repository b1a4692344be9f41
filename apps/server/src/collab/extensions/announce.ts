import type { connectedPayload, Document, Extension, Hocuspocus } from '@hocuspocus/server'
import type { StatelessMessage } from '@polyphony/contract'
import { documentName, parseDocumentName } from '@polyphony/document'
import type { CollabContext } from '../collabContext.ts'
import type { DurableLog } from '../log/durableLog.ts'

const encode = (message: StatelessMessage): string => JSON.stringify(message)

/** Tells everybody whether what they write reaches the disk. */
export const announceSaving = (hocuspocus: Hocuspocus, ok: boolean): void => {
  for (const document of hocuspocus.documents.values())
    document.broadcastStateless(encode({ type: 'saving', ok }))
}

/** Tells those who open a document while the database is away. */
export const announceOutage = (log: DurableLog): Extension => ({
  extensionName: 'announceOutage',

  async connected({ connection }: connectedPayload<CollabContext>) {
    if (!log.saving) connection.sendStateless(encode({ type: 'saving', ok: false }))
  },
})

/** Tells the readers of a transcript when a member's layer of it gets its first content. */
export const announceLayer = (hocuspocus: Hocuspocus, layer: Document): void => {
  const ref = parseDocumentName(layer.name)
  if (ref?.kind !== 'layer' || layer.store.clients.size > 0) return
  layer.once('update', () => {
    const transcript = hocuspocus.documents.get(
      documentName({ kind: 'transcript', conversation: ref.conversation }),
    )
    transcript?.broadcastStateless(encode({ type: 'layer', member: ref.member }))
  })
}
