import type { ExcerptRef, RelationType } from '@polyphony/ontology'
import { model, Schema } from 'mongoose'

/** A relation between two excerpts as projected from its maker's layer: derived, made anew at any time. */
export interface ProjectedTie {
  /** `<conversation>/<member>/<tie>` */
  _id: string
  workspace: string
  /** Where the layer lies: that of the first excerpt. */
  conversation: string
  /** Who states it. */
  member: string
  tie: string
  type: RelationType
  from: ExcerptRef
  to: ExcerptRef
  note: string
  createdAt: Date
  hash: string
}

const schema = new Schema<ProjectedTie>({
  _id: String,
  workspace: { type: String, required: true },
  conversation: { type: String, required: true },
  member: { type: String, required: true },
  tie: { type: String, required: true },
  type: { type: String, required: true },
  from: { type: Schema.Types.Mixed, required: true },
  to: { type: Schema.Types.Mixed, required: true },
  note: { type: String, default: '' },
  createdAt: { type: Date, required: true },
  hash: { type: String, required: true },
})
schema.index({ workspace: 1, conversation: 1 })
schema.index({ workspace: 1, 'to.conversation': 1 })

export const TieModel = model('Tie', schema, 'excerptRelations')
