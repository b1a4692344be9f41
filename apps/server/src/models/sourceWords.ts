import type { SourceWords } from '@polyphony/document'
import { model, Schema } from 'mongoose'

/** The timed words of a conversation as imported: written once, never changed. */
export interface SourceWordsRecord {
  /** The conversation's id. */
  _id: string
  words: SourceWords
}

const schema = new Schema<SourceWordsRecord>({
  _id: String,
  words: { type: Schema.Types.Mixed, required: true },
})

export const SourceWordsModel = model('SourceWords', schema, 'sourceWords')
