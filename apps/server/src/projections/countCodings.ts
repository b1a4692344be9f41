import { HighlightModel } from '../models/highlightRecord.ts'
import { binnedConversations } from './binned.ts'

export interface CodingCount {
  code: string
  codings: number
  members: number
  conversations: number
}

/** How often, by how many people and in how many conversations each code of a workspace is applied. */
export const countCodings = async (workspace: string): Promise<CodingCount[]> => {
  const binned = await binnedConversations(workspace)
  const groups = await HighlightModel.aggregate<{
    _id: { code: string; member: string; conversation: string }
    codings: number
  }>([
    { $match: { workspace, ...(binned.length > 0 && { conversation: { $nin: binned } }) } },
    { $unwind: '$codings' },
    {
      $group: {
        _id: { code: '$codings.code', member: '$member', conversation: '$conversation' },
        codings: { $sum: 1 },
      },
    },
  ])
  const counts = new Map<string, { codings: number; members: Set<string>; conversations: Set<string> }>()
  for (const { _id, codings } of groups) {
    const count = counts.get(_id.code) ?? { codings: 0, members: new Set(), conversations: new Set() }
    count.codings += codings
    count.members.add(_id.member)
    count.conversations.add(_id.conversation)
    counts.set(_id.code, count)
  }
  return [...counts]
    .map(([code, { codings, members, conversations }]) => ({
      code,
      codings,
      members: members.size,
      conversations: conversations.size,
    }))
    .sort((a, b) => b.codings - a.codings || (a.code < b.code ? -1 : 1))
}
