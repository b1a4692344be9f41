import type { Export } from '@polyphony/contract'
import { model, Schema } from 'mongoose'

/** An export made or under way; its archive lies in the media store. */
export interface ExportRecord {
  _id: string
  workspace: string
  member: string
  formats: Export['formats']
  findings: string[]
  comments: boolean
  state: Export['state']
  progress: number
  step: string
  error: Export['error']
  bytes: number | null
  createdAt: Date
}

const schema = new Schema<ExportRecord>({
  _id: String,
  workspace: { type: String, required: true, index: true },
  member: { type: String, required: true },
  formats: { type: [String], required: true },
  findings: { type: [String], default: [] },
  comments: { type: Boolean, default: false },
  state: { type: String, required: true },
  progress: { type: Number, required: true },
  step: { type: String, default: '' },
  error: { type: Schema.Types.Mixed, default: null },
  bytes: { type: Number, default: null },
  createdAt: { type: Date, required: true },
})

export const ExportModel = model('Export', schema, 'exports')

export const presentExport = (record: ExportRecord): Export => ({
  id: record._id,
  workspace: record.workspace,
  formats: [...record.formats],
  findings: [...record.findings],
  // Those made before there was the choice have none.
  comments: record.comments ?? false,
  state: record.state,
  progress: record.progress,
  step: record.step,
  error: record.error,
  bytes: record.bytes,
  createdAt: record.createdAt.toISOString(),
})
