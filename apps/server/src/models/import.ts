import type { Import } from '@polyphony/contract'
import { model, Schema } from 'mongoose'

/** An import under way. Its files lie in the media store's import folder until it becomes a conversation. */
export interface ImportRecord {
  _id: string
  workspace: string
  /** Member id of who began it. */
  member: string
  /** The id the conversation will have, so that finishing twice makes one. */
  conversation: string
  createdAt: Date
  recording: NonNullable<Import['recording']> | null
  /** Id of the tus upload that brings the recording. */
  upload: string | null
  transcript: NonNullable<Import['transcript']> | null
}

const schema = new Schema<ImportRecord>({
  _id: String,
  workspace: { type: String, required: true, index: true },
  member: { type: String, required: true },
  conversation: { type: String, required: true },
  createdAt: { type: Date, required: true },
  recording: { type: Schema.Types.Mixed, default: null },
  upload: { type: String, default: null },
  transcript: { type: Schema.Types.Mixed, default: null },
})

export const ImportModel = model('Import', schema, 'imports')

export const presentImport = (record: ImportRecord): Import => ({
  id: record._id,
  workspace: record.workspace,
  createdAt: record.createdAt.toISOString(),
  recording: record.recording,
  transcript: record.transcript,
})
