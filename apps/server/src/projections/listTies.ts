import type { TieRecord } from '@polyphony/contract'
import { type ProjectedTie, TieModel } from '../models/tieRecord.ts'
import { binnedConversations } from './binned.ts'

/** Relations between excerpts of a workspace, or those with an end in one conversation, oldest first. */
export const listTies = async ({
  workspace,
  conversation,
}: {
  workspace: string
  conversation?: string
}): Promise<TieRecord[]> => {
  const find = (filter: object) => TieModel.find({ workspace, ...filter }).lean<ProjectedTie[]>()
  const found =
    conversation === undefined
      ? await find({})
      : [...(await find({ conversation })), ...(await find({ 'to.conversation': conversation }))]
  const binned = new Set(await binnedConversations(workspace))
  const ties = new Map(found.map(tie => [tie._id, tie]))
  return [...ties.values()]
    .filter(({ from, to }) => !binned.has(from.conversation) && !binned.has(to.conversation))
    .sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a._id < b._id ? -1 : 1))
    .map(({ tie, type, from, to, note, conversation, member, createdAt }) => ({
      id: tie,
      type,
      from,
      to,
      note,
      conversation,
      member,
      createdAt: createdAt.toISOString(),
    }))
}
