import type { Finding } from '@polyphony/contract'
import { model, Schema } from 'mongoose'

/** A claim drawn from the dialogues. Its narrative is the document `finding/<id>`. */
export interface FindingRecord {
  _id: string
  workspace: string
  title: string
  /** Code ids. */
  themes: string[]
  createdBy: string
  createdAt: Date
  updatedAt: Date
  /** In the bin since. */
  deletedAt: Date | null
}

const schema = new Schema<FindingRecord>({
  _id: String,
  workspace: { type: String, required: true, index: true },
  title: { type: String, required: true },
  themes: { type: [String], default: [] },
  createdBy: { type: String, required: true },
  createdAt: { type: Date, required: true },
  updatedAt: { type: Date, required: true },
  deletedAt: { type: Date, default: null },
})

export const FindingModel = model('Finding', schema, 'findings')

export const presentFinding = (record: FindingRecord): Finding => ({
  id: record._id,
  workspace: record.workspace,
  title: record.title,
  themes: [...record.themes],
  createdBy: record.createdBy,
  createdAt: record.createdAt.toISOString(),
  updatedAt: record.updatedAt.toISOString(),
})
