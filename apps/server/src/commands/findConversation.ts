import { PolyphonyError } from '@polyphony/contract'
import { ConversationModel, type ConversationRecord } from '../models/conversation.ts'

/** A conversation that is not in the bin. @throws not-found */
export const findConversation = async (id: string): Promise<ConversationRecord> => {
  const record = await ConversationModel.findOne({ _id: id, deletedAt: null }).lean<ConversationRecord>()
  if (!record)
    throw new PolyphonyError('not-found', 'There is no such conversation; it may have been deleted.')
  return record
}
