import { type CodingRef, codingRefKey, countsAs } from '@polyphony/document'
import { trusted } from 'mongoose'
import { readOntology } from '../commands/readOntology.ts'
import { type ProjectedRuling, RulingModel } from '../models/rulingRecord.ts'

export interface Rulings {
  /** Those there are, in the order of their `_id`s. */
  all: readonly ProjectedRuling[]
  /** The codes that a coding counts as; merges are not resolved. */
  countsAs: (conversation: string, coding: CodingRef) => readonly string[]
}

/** What leads decided on the codings of a workspace, or on those of a page of highlights and what lies between them. */
export const readRulings = async (
  workspace: string,
  page?: readonly { conversation: string }[],
): Promise<Rulings> => {
  const conversations = page?.map(({ conversation }) => conversation).sort()
  const [first, last] = [conversations?.[0], conversations?.at(-1)]
  const of = first && last && { conversation: trusted({ $gte: first, $lte: last }) }
  const all =
    page && !of
      ? []
      : await RulingModel.find({ workspace, ...of })
          .sort({ _id: 1 })
          .lean<ProjectedRuling[]>()
  if (all.length === 0) return { all, countsAs: (_conversation, { code }) => [code] }
  const ontology = await readOntology(workspace)
  const byId = new Map(all.map(ruling => [ruling._id, ruling]))
  return {
    all,
    countsAs: (conversation, coding) =>
      countsAs(ontology, coding.code, byId.get(`${conversation}/${codingRefKey(coding)}`)),
  }
}
