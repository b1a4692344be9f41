import type { CommentTarget } from '@polyphony/document'
import { model, Schema } from 'mongoose'

/** A comment as projected from its author's layer: derived, and made anew from the layer at any time. */
export interface ProjectedComment {
  /** `<conversation>/<member>/<comment>` */
  _id: string
  workspace: string
  conversation: string
  /** Who wrote it. */
  member: string
  comment: string
  target: CommentTarget
  text: string
  createdAt: Date
  editedAt: Date | null
  hash: string
}

const schema = new Schema<ProjectedComment>({
  _id: String,
  workspace: { type: String, required: true },
  conversation: { type: String, required: true },
  member: { type: String, required: true },
  comment: { type: String, required: true },
  target: { type: Schema.Types.Mixed, required: true },
  text: { type: String, required: true },
  createdAt: { type: Date, required: true },
  editedAt: { type: Date, default: null },
  hash: { type: String, required: true },
})
schema.index({ workspace: 1, _id: 1 })

export const CommentModel = model('Comment', schema, 'comments')
