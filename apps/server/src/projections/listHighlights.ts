import type { HighlightRecord } from '@polyphony/contract'
import { presentHighlight } from '../models/highlightRecord.ts'
import { readNames } from '../models/member.ts'
import { type HighlightPage, pageOfHighlights } from './pageOfHighlights.ts'
import { readRulings } from './readRulings.ts'

/** Highlights with what their codings count as, page by page: see `pageOfHighlights`. */
export const listHighlights = async (
  query: HighlightPage,
): Promise<{ highlights: HighlightRecord[]; next: string | null }> => {
  const { page, next } = await pageOfHighlights(query)
  const { countsAs } = await readRulings(query.workspace, page)
  const names = await readNames(page.flatMap(({ memoMentions = [] }) => memoMentions))
  return {
    highlights: page.map(record =>
      presentHighlight(
        record,
        id => names.get(id) ?? '…',
        code => countsAs(record.conversation, { ...record, code }),
      ),
    ),
    next,
  }
}
