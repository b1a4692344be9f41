import mongoose from 'mongoose'
import { ConversationModel } from '../models/conversation.ts'

/** Conversations of a workspace that lie in the bin: what was said of them shows nowhere. */
export const binnedConversations = async (workspace: string): Promise<string[]> => {
  const binned = await ConversationModel.find(
    { workspace, deletedAt: mongoose.trusted({ $ne: null }) },
    { _id: 1 },
  ).lean()
  return binned.map(({ _id }) => _id)
}
