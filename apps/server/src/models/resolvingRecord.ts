import { model, Schema } from 'mongoose'

/** A statement that a thread is settled or open again, as projected from a layer: derived, made anew at any time. */
export interface ProjectedResolving {
  /** `<conversation>/<member>/<author of the first message>/<its id>` */
  _id: string
  workspace: string
  conversation: string
  /** Who states it. */
  member: string
  /** `_id` of the thread's first message. */
  thread: string
  resolved: boolean
  at: Date
  hash: string
}

const schema = new Schema<ProjectedResolving>({
  _id: String,
  workspace: { type: String, required: true },
  conversation: { type: String, required: true },
  member: { type: String, required: true },
  thread: { type: String, required: true, index: true },
  resolved: { type: Boolean, required: true },
  at: { type: Date, required: true },
  hash: { type: String, required: true },
})

export const ResolvingModel = model('Resolving', schema, 'resolvings')
