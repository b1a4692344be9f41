import { model, Schema } from 'mongoose'

/** A session on which leads cluster codes and excerpts. What lies on it is the document `board/<id>`. */
export interface BoardRecord {
  _id: string
  workspace: string
  title: string
  createdBy: string
  createdAt: Date
  /** Nothing on it can be changed since. */
  closedAt: Date | null
  closedBy: string | null
  /** In the bin since. */
  deletedAt: Date | null
}

const schema = new Schema<BoardRecord>({
  _id: String,
  workspace: { type: String, required: true, index: true },
  title: { type: String, required: true },
  createdBy: { type: String, required: true },
  createdAt: { type: Date, required: true },
  closedAt: { type: Date, default: null },
  closedBy: { type: String, default: null },
  deletedAt: { type: Date, default: null },
})

export const BoardModel = model('Board', schema, 'boards')
