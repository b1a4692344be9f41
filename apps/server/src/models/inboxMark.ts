import { model, Schema } from 'mongoose'

/**
 * A member has seen an entry of their inbox. One record an entry, not "all before a moment": what was written without
 * a connection arrives late, with its own time, and must not count as seen.
 */
interface InboxMark {
  /** `<member>:<entry>` */
  _id: string
  member: string
  entry: string
  /** Null for what lies in none: a decision on a proposal. */
  conversation: string | null
}

const schema = new Schema<InboxMark>({
  _id: String,
  member: { type: String, required: true, index: true },
  entry: { type: String, required: true },
  conversation: { type: String, default: null, index: true },
})

export const InboxMarkModel = model('InboxMark', schema, 'inboxmarks')
