import type { Review } from '@polyphony/contract'
import { model, Schema } from 'mongoose'

/** A lead called a conversation reviewed. Opening it again takes the record away. */
export interface ReviewRecord {
  /** The conversation's id. */
  _id: string
  workspace: string
  /** Member id. */
  by: string
  at: Date
}

const schema = new Schema<ReviewRecord>({
  _id: String,
  workspace: { type: String, required: true, index: true },
  by: { type: String, required: true },
  at: { type: Date, required: true },
})

export const ReviewModel = model('Review', schema, 'reviews')

export const presentReview = ({ by, at }: ReviewRecord): Review => ({ by, at: at.toISOString() })
