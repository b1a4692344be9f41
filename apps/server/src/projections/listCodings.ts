import type { CodingRecord } from '@polyphony/contract'
import type { ProjectedHighlight } from '../models/highlightRecord.ts'
import { type HighlightPage, pageOfHighlights } from './pageOfHighlights.ts'
import { type Rulings, readRulings } from './readRulings.ts'

const OF_HIGHLIGHT = ['conversation', 'member', 'highlight', 'codings', 'start', 'end'] as const
const OF_PASSAGE = ['turn', 'speaker', 'from', 'to'] as const

type Coded = Pick<ProjectedHighlight, (typeof OF_HIGHLIGHT)[number]> & {
  passages: Pick<ProjectedHighlight['passages'][number], (typeof OF_PASSAGE)[number]>[]
}
const FIELDS = [...OF_HIGHLIGHT, ...OF_PASSAGE.map(field => `passages.${field}`)]

/** The codings of a page of highlights: see `pageOfHighlights`. */
export const listCodings = async (
  query: HighlightPage,
): Promise<{ codings: CodingRecord[]; next: string | null }> => {
  const { page, next } = await pageOfHighlights<Coded>(query, FIELDS)
  const { countsAs } = await readRulings(query.workspace, page)
  return { codings: page.flatMap(record => codingsOf(record, countsAs)), next }
}

const codingsOf = (record: Coded, countsAs: Rulings['countsAs']): CodingRecord[] =>
  record.codings.map(({ code, createdAt }) => ({
    conversation: record.conversation,
    member: record.member,
    highlight: record.highlight,
    applied: code,
    codes: [...countsAs(record.conversation, { ...record, code })],
    passages: record.passages,
    start: record.start,
    end: record.end,
    createdAt: createdAt.toISOString(),
  }))
