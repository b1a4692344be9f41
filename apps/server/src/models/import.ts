import type { Import } from '@polyphony/contract'
import { model, Schema } from 'mongoose'

export type ImportedRecording = NonNullable<Import['recording']> & {
  /** What the bytes turned out to be; null until they have been looked at. */
  audio: { mime: string; extension: string } | null
}

/** An import under way. Its files lie in the media store's import folder until it becomes a conversation. */
export interface ImportRecord {
  _id: string
  workspace: string
  /** Member id of who began it. */
  member: string
  /** The id the conversation will have, so that finishing twice makes one. */
  conversation: string
  createdAt: Date
  recording: ImportedRecording | null
  /** Id of the tus upload that brings the recording. */
  upload: string | null
  transcript: NonNullable<Import['transcript']> | null
  /** Since when it is a conversation; kept for a while, so that finishing again gives the same one. */
  finishedAt: Date | null
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
  finishedAt: { type: Date, default: null },
})

export const ImportModel = model('Import', schema, 'imports')

/** `progress`: 0–1 of the reading under way, which is not worth a write each time it moves. */
export const presentImport = (record: ImportRecord, progress?: number): Import => {
  const { recording } = record
  return {
    id: record._id,
    workspace: record.workspace,
    createdAt: record.createdAt.toISOString(),
    recording: recording && {
      name: recording.name,
      bytes: recording.bytes,
      state: recording.state,
      progress: progress ?? recording.progress,
      duration: recording.duration,
      warning: recording.warning,
      error: recording.error,
    },
    transcript: record.transcript,
  }
}
