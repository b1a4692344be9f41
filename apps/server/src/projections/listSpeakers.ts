import type { SpeakerName } from '@polyphony/contract'
import { SearchModel, type SpeakerRecord } from '../models/searchRecord.ts'
import { binnedConversations } from './binned.ts'

/** Who speaks in the conversations of a workspace, by name; those who say nothing are left out. */
export const listSpeakers = async (workspace: string): Promise<SpeakerName[]> => {
  const binned = new Set(await binnedConversations(workspace))
  const records = await SearchModel.find({ workspace, kind: 'speaker' }).lean<SpeakerRecord[]>()
  return records
    .filter(({ conversation }) => !binned.has(conversation))
    .map(({ conversation, speaker, text }) => ({ conversation, speaker, name: text }))
}
