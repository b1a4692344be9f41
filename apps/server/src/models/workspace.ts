import { LIMITS, type Workspace } from '@polyphony/contract'
import { model, Schema } from 'mongoose'

/** One study. */
export interface WorkspaceRecord {
  _id: string
  name: string
  /** Holds the demo conversation; made to be tried and thrown away. */
  demo: boolean
  /** Absent until a lead has said otherwise. */
  leastPeople?: number
  createdAt: Date
}

const schema = new Schema<WorkspaceRecord>({
  _id: String,
  name: { type: String, required: true },
  demo: { type: Boolean, required: true },
  leastPeople: Number,
  createdAt: { type: Date, required: true },
})

export const WorkspaceModel = model('Workspace', schema, 'workspaces')

export const presentWorkspace = (record: WorkspaceRecord): Workspace => ({
  id: record._id,
  name: record.name,
  demo: record.demo,
  leastPeople: record.leastPeople ?? LIMITS.leastPeople.default,
  createdAt: record.createdAt.toISOString(),
})
