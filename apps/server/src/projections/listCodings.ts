import type { CodingRecord } from '@polyphony/contract'
import type { ProjectedHighlight } from '../models/highlightRecord.ts'
import { type HighlightPage, pageOfHighlights } from './pageOfHighlights.ts'
import { type Rulings, readRulings } from './readRulings.ts'

/** The codings of a page of highlights: see `pageOfHighlights`. */
export const listCodings = async (
  query: HighlightPage,
): Promise<{ codings: CodingRecord[]; next: string | null }> => {
  const { page, next } = await pageOfHighlights(query)
  const { countsAs } = await readRulings(query.workspace, query.conversation)
  return { codings: page.flatMap(record => codingsOf(record, countsAs)), next }
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
