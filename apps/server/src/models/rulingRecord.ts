import { model, Schema } from 'mongoose'

/** What counts of the leads' rulings on a coding, as projected from a curation: made anew from it at any time. */
export interface ProjectedRuling {
  /** `<conversation>/<member>/<highlight>:<code>` */
  _id: string
  workspace: string
  conversation: string
  /** Whose coding it is. */
  member: string
  highlight: string
  /** The code that was applied. */
  code: string
  /** The codes it counts as. */
  codes: string[]
  /** The lead who decided so. */
  by: string
  at: Date
  reason: string | null
  /** Of everything above: what has not changed is not written again. */
  hash: string
}

const schema = new Schema<ProjectedRuling>({
  _id: String,
  workspace: { type: String, required: true },
  conversation: { type: String, required: true },
  member: { type: String, required: true },
  highlight: { type: String, required: true },
  code: { type: String, required: true },
  codes: { type: [String], required: true },
  by: { type: String, required: true },
  at: { type: Date, required: true },
  reason: { type: String, default: null },
  hash: { type: String, required: true },
})
schema.index({ workspace: 1, conversation: 1 })
schema.index({ workspace: 1, member: 1 })

export const RulingModel = model('Ruling', schema, 'rulings')
