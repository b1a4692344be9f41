import type { Correction } from '@polyphony/contract'
import { model, Schema } from 'mongoose'

/** What one person corrected in a transcript within a minute. */
export interface CorrectionRecord {
  /** `<conversation>/<minute since the epoch>/<member>` */
  _id: string
  conversation: string
  member: string
  /** When it was begun, and when it was last added to. */
  since: Date
  at: Date
  turns: Correction['turns']
  speakers: Correction['speakers']
  /** Not in records of before words could be confirmed. */
  words?: Correction['words']
}

const schema = new Schema<CorrectionRecord>({
  _id: String,
  conversation: { type: String, required: true },
  member: { type: String, required: true },
  since: { type: Date, required: true },
  at: { type: Date, required: true },
  turns: { type: Schema.Types.Mixed, required: true },
  speakers: { type: Schema.Types.Mixed, required: true },
  words: { type: Schema.Types.Mixed },
})
schema.index({ conversation: 1, at: -1 })

export const CorrectionModel = model('Correction', schema, 'corrections')

export const presentCorrection = (record: CorrectionRecord): Correction => ({
  id: record._id,
  member: record.member,
  since: record.since.toISOString(),
  at: record.at.toISOString(),
  turns: record.turns,
  speakers: record.speakers,
  words: record.words ?? [],
})
