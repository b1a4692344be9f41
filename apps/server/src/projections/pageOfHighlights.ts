import { trusted } from 'mongoose'
import { HighlightModel, type ProjectedHighlight } from '../models/highlightRecord.ts'
import { binnedConversations } from './binned.ts'
import { under } from './under.ts'

export interface HighlightPage {
  workspace: string
  conversation?: string
  member?: string
  /** As applied. */
  code?: string
  limit: number
  /** The `next` of the page before. */
  after?: string
}

/**
 * Highlights as projected, by conversation, then author, without those of conversations in the bin. `next` names the
 * page that follows, null at the end. With `fields` only these are read of a record, which `T` is then: its words and
 * memo are most of it.
 */
export const pageOfHighlights = async <T extends object = ProjectedHighlight>(
  { workspace, conversation, member, code, limit, after }: HighlightPage,
  fields: readonly string[] = [],
): Promise<{ page: (T & { _id: string })[]; next: string | null }> => {
  const binned = await binnedConversations(workspace)
  if (conversation !== undefined && binned.includes(conversation)) return { page: [], next: null }
  const ids = {
    ...(conversation !== undefined && under(`${conversation}/`)),
    ...(after !== undefined && { $gt: after }),
  }
  const found = await HighlightModel.find({
    workspace,
    ...(conversation === undefined && binned.length > 0 && { conversation: trusted({ $nin: binned }) }),
    ...(member !== undefined && { member }),
    ...(code !== undefined && { 'codings.code': code }),
    ...(Object.keys(ids).length > 0 && { _id: trusted(ids) }),
  })
    .select([...fields])
    .sort({ _id: 1 })
    .limit(limit + 1)
    .lean<(T & { _id: string })[]>()
  const page = found.slice(0, limit)
  return { page, next: found.length > limit ? (page.at(-1)?._id ?? null) : null }
}
