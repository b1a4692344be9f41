import type { DistinctCodes } from '@polyphony/contract'
import { model, Schema } from 'mongoose'

/** Two codes that a lead has called different; see `DistinctCodes` of the contract. */
export interface DistinctCodesRecord {
  /** `<workspace>/<a>/<b>`, the smaller id first: said once for the two. */
  _id: string
  workspace: string
  a: string
  b: string
  by: string
  at: Date
}

const schema = new Schema<DistinctCodesRecord>({
  _id: String,
  workspace: { type: String, required: true, index: true },
  a: { type: String, required: true },
  b: { type: String, required: true },
  by: { type: String, required: true },
  at: { type: Date, required: true },
})

export const DistinctCodesModel = model('DistinctCodes', schema, 'distinctCodes')

export const presentDistinctCodes = ({ a, b, by, at }: DistinctCodesRecord): DistinctCodes => ({
  a,
  b,
  by,
  at: at.toISOString(),
})
