import { documentName } from '@polyphony/document'
import type { LiveDocuments } from '../liveDocuments.ts'

/** Tells members that their inbox may look different now, where they are at this desk or in the codebook. */
export const tellInbox = (
  live: LiveDocuments,
  conversation: { _id: string; workspace: string },
  members: ReadonlySet<string>,
): void => {
  if (members.size === 0) return
  const names = [
    documentName({ kind: 'ontology', workspace: conversation.workspace }),
    documentName({ kind: 'transcript', conversation: conversation._id }),
  ]
  live.tell(members, names, { type: 'inbox' })
}
