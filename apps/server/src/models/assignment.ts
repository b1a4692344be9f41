import type { Assignment } from '@polyphony/contract'
import { model, Schema } from 'mongoose'

/** Somebody is to code a conversation, by a day; see `Assignment` of the contract. */
export interface AssignmentRecord {
  /** `<conversation>/<member>`: nobody is assigned twice. */
  _id: string
  workspace: string
  conversation: string
  member: string
  /** YYYY-MM-DD: a day, not an instant. */
  due: string | null
  note: string
  by: string
  createdAt: Date
  doneAt: Date | null
}

const schema = new Schema<AssignmentRecord>({
  _id: String,
  workspace: { type: String, required: true, index: true },
  conversation: { type: String, required: true },
  member: { type: String, required: true, index: true },
  due: { type: String, default: null },
  note: { type: String, default: '' },
  by: { type: String, required: true },
  createdAt: { type: Date, required: true },
  doneAt: { type: Date, default: null },
})

export const AssignmentModel = model('Assignment', schema, 'assignments')

export const assignmentId = (conversation: string, member: string): string => `${conversation}/${member}`

export const presentAssignment = (record: AssignmentRecord): Assignment => ({
  conversation: record.conversation,
  workspace: record.workspace,
  member: record.member,
  due: record.due,
  note: record.note,
  by: record.by,
  createdAt: record.createdAt.toISOString(),
  doneAt: record.doneAt?.toISOString() ?? null,
})
