import mongoose from 'mongoose'
import { HighlightModel, type ProjectedHighlight } from '../models/highlightRecord.ts'
import { binnedConversations } from './binned.ts'

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
 * page that follows, null at the end.
 */
export const pageOfHighlights = async ({
  workspace,
  conversation,
  member,
  code,
  limit,
  after,
}: HighlightPage): Promise<{ page: ProjectedHighlight[]; next: string | null }> => {
  const binned = await binnedConversations(workspace)
  if (conversation !== undefined && binned.includes(conversation)) return { page: [], next: null }
  const found = await HighlightModel.find({
    workspace,
    ...(conversation !== undefined
      ? { conversation }
      : binned.length > 0 && { conversation: mongoose.trusted({ $nin: binned }) }),
    ...(member !== undefined && { member }),
    ...(code !== undefined && { 'codings.code': code }),
    ...(after !== undefined && { _id: mongoose.trusted({ $gt: after }) }),
  })
    .sort({ _id: 1 })
    .limit(limit + 1)
    .lean()
  const page = found.slice(0, limit)
  return { page, next: found.length > limit ? (page.at(-1)?._id ?? null) : null }
}
