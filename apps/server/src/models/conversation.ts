import type { Ceiling, Conversation } from '@polyphony/contract'
import { model, Schema } from 'mongoose'

/** One recorded dialogue. Its text is the document `transcript/<id>`, its audio a file of the media store. */
export interface ConversationRecord {
  _id: string
  workspace: string
  group: string | null
  title: string
  /** YYYY-MM-DD */
  heldOn: string | null
  ceiling: Ceiling
  recording: { type: string; extension: string; bytes: number; duration: number; peaks: boolean } | null
  /** Seconds. */
  duration: number | null
  turns: number
  words: number
  createdAt: Date
  /** Member id; null where it was not recorded. */
  importedBy: string | null
  /** In the bin since; deleted for good some weeks later. */
  deletedAt: Date | null
}

const schema = new Schema<ConversationRecord>({
  _id: String,
  workspace: { type: String, required: true, index: true },
  group: { type: String, default: null },
  title: { type: String, required: true },
  heldOn: { type: String, default: null },
  ceiling: { type: String, required: true },
  recording: { type: Schema.Types.Mixed, default: null },
  duration: { type: Number, default: null },
  turns: { type: Number, required: true },
  words: { type: Number, required: true },
  createdAt: { type: Date, required: true },
  importedBy: { type: String, default: null },
  deletedAt: { type: Date, default: null },
})

export const ConversationModel = model('Conversation', schema, 'conversations')

export const presentConversation = (record: ConversationRecord): Conversation => ({
  id: record._id,
  workspace: record.workspace,
  group: record.group,
  title: record.title,
  heldOn: record.heldOn,
  ceiling: record.ceiling,
  recording: record.recording && {
    type: record.recording.type,
    bytes: record.recording.bytes,
    duration: record.recording.duration,
    peaks: record.recording.peaks,
  },
  duration: record.duration,
  turns: record.turns,
  words: record.words,
  createdAt: record.createdAt.toISOString(),
})
