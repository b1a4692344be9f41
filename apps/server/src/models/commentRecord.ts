import type { Body, Comment, CommentTarget } from '@polyphony/document'
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
  /** Whose highlight or message it answers; null for a comment on a code. */
  targetMember: string | null
  /** `_id` of the first message of its thread: its own, or that of the message it answers. */
  thread: string
  body: Body
  /** The words of the body. */
  text: string
  /** Member ids. */
  mentions: string[]
  createdAt: Date
  editedAt: Date | null
  /** Its author took it back; its place in the thread stays. */
  deletedAt: Date | null
  hash: string
}

const schema = new Schema<ProjectedComment>({
  _id: String,
  workspace: { type: String, required: true },
  conversation: { type: String, required: true },
  member: { type: String, required: true },
  comment: { type: String, required: true },
  target: { type: Schema.Types.Mixed, required: true },
  targetMember: { type: String, default: null },
  thread: { type: String, required: true },
  body: { type: Schema.Types.Mixed },
  text: { type: String },
  mentions: { type: [String], required: true },
  createdAt: { type: Date, required: true },
  editedAt: { type: Date, default: null },
  deletedAt: { type: Date, default: null },
  hash: { type: String, required: true },
})
schema.index({ workspace: 1, _id: 1 })
// What the inbox asks for, one index for each of its questions.
schema.index({ workspace: 1, member: 1 })
schema.index({ workspace: 1, targetMember: 1 })
schema.index({ workspace: 1, mentions: 1 })
schema.index({ thread: 1 })
schema.index({ workspace: 1, 'target.code': 1 })

export const CommentModel = model('Comment', schema, 'comments')

/** The comment as it stands in the layer. */
export const commentOfRecord = (record: ProjectedComment): Comment => ({
  id: record.comment,
  target: record.target,
  body: record.body,
  text: record.text,
  createdAt: record.createdAt.getTime(),
  editedAt: record.editedAt?.getTime() ?? null,
  deletedAt: record.deletedAt?.getTime() ?? null,
})
