import type { DocumentRef } from '@polyphony/document'
import { ConversationModel } from '../models/conversation.ts'
import { SearchModel } from '../models/searchRecord.ts'

/** Transcripts with turns of which none can be searched yet. */
export const unsearchable = async (): Promise<DocumentRef[]> => {
  const missing: DocumentRef[] = []
  for (const { _id: conversation, workspace } of await ConversationModel.find({}, { workspace: 1 }).lean())
    if (!(await SearchModel.exists({ workspace, kind: 'turn', conversation })))
      missing.push({ kind: 'transcript', conversation })
  return missing
}
