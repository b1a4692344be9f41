import type { HighlightRecord } from '@polyphony/contract'
import mongoose from 'mongoose'
import { HighlightModel, presentHighlight } from '../models/highlightRecord.ts'
import { readNames } from '../models/member.ts'
import { binnedConversations } from './binned.ts'
import { readRulings } from './readRulings.ts'

export interface HighlightQuery {
  workspace: string
  conversation?: string
  member?: string
  /** As applied. */
  code?: string
  limit: number
  /** The `next` of the page before. */
  after?: string
}

/** Highlights as projected, by conversation, then author. `next` names the page that follows, null at the end. */
export const listHighlights = async ({
  workspace,
  conversation,
  member,
  code,
  limit,
  after,
}: HighlightQuery): Promise<{ highlights: HighlightRecord[]; next: string | null }> => {
  const binned = await binnedConversations(workspace)
  if (conversation !== undefined && binned.includes(conversation)) return { highlights: [], next: null }
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
  const { countsAs } = await readRulings(workspace, conversation)
  const names = await readNames(page.flatMap(({ memoMentions = [] }) => memoMentions))
  return {
    highlights: page.map(record =>
      presentHighlight(
        record,
        id => names.get(id) ?? '…',
        code => countsAs(record.conversation, { ...record, code }),
      ),
    ),
    next: found.length > limit ? (page.at(-1)?._id ?? null) : null,
  }
}
