import type { Group } from '@polyphony/contract'
import { model, Schema } from 'mongoose'

/** A community that held conversations. */
export interface GroupRecord {
  _id: string
  workspace: string
  name: string
  /** Member ids. */
  trustees: string[]
}

const schema = new Schema<GroupRecord>({
  _id: String,
  workspace: { type: String, required: true, index: true },
  name: { type: String, required: true },
  trustees: { type: [String], default: [] },
})

export const GroupModel = model('Group', schema, 'groups')

export const presentGroup = (record: GroupRecord): Group => ({
  id: record._id,
  workspace: record.workspace,
  name: record.name,
  trustees: [...record.trustees],
})
