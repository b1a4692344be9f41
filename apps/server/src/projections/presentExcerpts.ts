import type { Excerpt } from '@polyphony/contract'
import { type ExcerptRecord, presentExcerpt } from '../models/excerpt.ts'
import { readRulings } from './readRulings.ts'

/** Excerpts as they are answered, with the codes that their codings count as by now. */
export const presentExcerpts = async (
  workspace: string,
  records: readonly ExcerptRecord[],
): Promise<Excerpt[]> => {
  const { countsAs } = await readRulings(workspace)
  return records.map(record => ({
    ...presentExcerpt(record),
    codes: [...new Set(record.codes.flatMap(code => countsAs(record.conversation, { ...record, code })))],
  }))
}
