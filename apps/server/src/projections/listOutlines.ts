import type { Outline } from '@polyphony/contract'
import mongoose from 'mongoose'
import { type OutlineRecord, SearchModel } from '../models/searchRecord.ts'
import { binnedConversations } from './binned.ts'

/** The outline of every conversation of a workspace that is not in the bin. */
export const listOutlines = async (workspace: string): Promise<Outline[]> => {
  const binned = await binnedConversations(workspace)
  const found = (await SearchModel.find({
    workspace,
    kind: 'outline',
    ...(binned.length > 0 && { conversation: mongoose.trusted({ $nin: binned }) }),
  })
    .sort({ _id: 1 })
    .lean()) as unknown as OutlineRecord[]
  return found.map(({ conversation, speakers, turns }) => ({ conversation, speakers, turns }))
}
