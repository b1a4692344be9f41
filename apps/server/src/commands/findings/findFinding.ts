import { PolyphonyError } from '@polyphony/contract'
import { ExcerptModel, type ExcerptRecord } from '../../models/excerpt.ts'
import { FindingModel, type FindingRecord } from '../../models/finding.ts'

/** A finding that is not in the bin. @throws not-found */
export const findFinding = async (id: string): Promise<FindingRecord> => {
  const record = await FindingModel.findOne({ _id: id, deletedAt: null }).lean<FindingRecord>()
  if (!record) throw new PolyphonyError('not-found', 'There is no such finding; it may have been deleted.')
  return record
}

/** @throws not-found */
export const findExcerpt = async (id: string): Promise<ExcerptRecord> => {
  const record = await ExcerptModel.findById(id).lean<ExcerptRecord>()
  if (!record) throw new PolyphonyError('not-found', 'There is no such excerpt; it may have been taken out.')
  return record
}

/** The excerpts of a finding in their order. */
export const excerptsOf = (finding: string): Promise<ExcerptRecord[]> =>
  ExcerptModel.find({ finding }).sort({ position: 1, _id: 1 }).lean<ExcerptRecord[]>()
