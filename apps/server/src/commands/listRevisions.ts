import type { ListedRevision } from '@polyphony/contract'
import { trusted } from 'mongoose'
import { aboutCodes, OntologyRevisionModel, presentRevision } from '../models/ontologyRevision.ts'

export interface RevisionFilter {
  /** Only earlier ones than this number. */
  before?: number
  /** Code ids, apart by commas. */
  codes?: string
  /** Member id. */
  actor?: string
  /** Kinds of operation, apart by commas. */
  types?: string
  /** ISO 8601 */
  until?: string
  limit: number
}

/** Revisions of an ontology, newest first, each with the one that took it back. */
export const listRevisions = async (
  workspace: string,
  { before, codes, actor, types, until, limit }: RevisionFilter,
): Promise<ListedRevision[]> => {
  const conditions: object[] = []
  if (codes !== undefined) conditions.push(aboutCodes(codes.split(',')))
  if (types !== undefined) {
    const among = trusted({ $in: types.split(',') })
    conditions.push({ $or: [{ 'operation.type': among }, { 'operation.steps.type': among }] })
  }
  const records = await OntologyRevisionModel.find({
    workspace,
    ...(before !== undefined && { number: trusted({ $lt: before }) }),
    ...(actor !== undefined && { actor }),
    ...(until !== undefined && { at: trusted({ $lte: new Date(until) }) }),
    ...(conditions.length > 0 && { $and: conditions }),
  })
    // What leads back is as large as the operation, and is not listed.
    .select('-inverse')
    .sort({ number: -1 })
    .limit(limit)
    .lean()
  const takers = await takersOf(
    workspace,
    records.map(({ number }) => number),
  )
  return records.map(record => ({
    ...presentRevision(record),
    takenBackBy: takers.get(record.number) ?? null,
  }))
}

/** By which revision each of these is taken back, where that one stands: it may have been taken back itself. */
const takersOf = async (workspace: string, numbers: number[]): Promise<ReadonlyMap<number, number>> => {
  if (numbers.length === 0) return new Map()
  const reverts = await OntologyRevisionModel.find({ workspace, reverts: trusted({ $in: numbers }) })
    .select('number reverts')
    .sort({ number: 1 })
    .lean()
  const later = await takersOf(
    workspace,
    reverts.map(({ number }) => number),
  )
  return new Map(reverts.flatMap(r => (later.has(r.number) ? [] : [[r.reverts!, r.number] as const])))
}
