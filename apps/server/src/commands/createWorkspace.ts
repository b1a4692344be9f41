import { newId } from '@polyphony/document'
import type { MemberRecord } from '../models/member.ts'
import { WorkspaceModel, type WorkspaceRecord } from '../models/workspace.ts'
import { addMember } from './addMember.ts'

/** Begins a study; the person becomes its owner and lead. */
export const createWorkspace = async ({
  name,
  user,
  demo = false,
}: {
  name: string
  user: string
  demo?: boolean
}): Promise<{ workspace: WorkspaceRecord; owner: MemberRecord }> => {
  const workspace: WorkspaceRecord = { _id: newId(), name, demo, createdAt: new Date() }
  await WorkspaceModel.create(workspace)
  try {
    const owner = await addMember({ workspace: workspace._id, user, role: 'lead', owner: true })
    return { workspace, owner }
  } catch (error) {
    // A workspace without anybody could never be opened.
    await WorkspaceModel.deleteOne({ _id: workspace._id })
    throw error
  }
}
