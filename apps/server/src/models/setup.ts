import { model, Schema } from 'mongoose'

/** The first start: one record, `setup`, with the hash of the one-time link until somebody has followed it. */
export interface SetupRecord {
  _id: string
  hash: string | null
  /** Somebody has taken the link and the account is being made, or has been. */
  takenAt: Date | null
}

const schema = new Schema<SetupRecord>({
  _id: String,
  hash: { type: String, default: null },
  takenAt: { type: Date, default: null },
})

export const SetupModel = model('Setup', schema, 'setup')
