import type { CodingRecord } from '@polyphony/contract'
import mongoose from 'mongoose'
import { HighlightModel, type ProjectedHighlight } from '../models/highlightRecord.ts'
import { binnedConversations } from './binned.ts'
import { type Rulings, readRulings } from './readRulings.ts'

export interface CodingQuery {
  workspace: string
  conversation?: string
  /** Most highlights of a page. */
  limit: number
  /** The `next` of the page before. */
  after?: string
}

/** Codings as projected, by conversation, then author. `next` names the page that follows, null at the end. */
export const listCodings = async ({
  workspace,
  conversation,
  limit,
  after,
}: CodingQuery): Promise<{ codings: CodingRecord[]; next: string | null }> => {
  const binned = await binnedConversations(workspace)
  if (conversation !== undefined && binned.includes(conversation)) return { codings: [], next: null }
  const found = await HighlightModel.find({
    workspace,
    ...(conversation !== undefined
      ? { conversation }
      : binned.length > 0 && { conversation: mongoose.trusted({ $nin: binned }) }),
    ...(after !== undefined && { _id: mongoose.trusted({ $gt: after }) }),
  })
    .sort({ _id: 1 })
    .limit(limit + 1)
    .lean()
  const page = found.slice(0, limit)
  const { countsAs } = await readRulings(workspace, conversation)
  return {
    codings: page.flatMap(record => codingsOf(record, countsAs)),
    next: found.length > limit ? (page.at(-1)?._id ?? null) : null,
  }
}

const codingsOf = (record: ProjectedHighlight, countsAs: Rulings['countsAs']): CodingRecord[] =>
  record.codings.map(({ code, createdAt }) => ({
    conversation: record.conversation,
    member: record.member,
    highlight: record.highlight,
    applied: code,
    codes: [...countsAs(record.conversation, { ...record, code })],
    passages: record.passages.map(({ turn, speaker, from, to }) => ({ turn, speaker, from, to })),
    start: record.start,
    end: record.end,
    createdAt: createdAt.toISOString(),
  }))
