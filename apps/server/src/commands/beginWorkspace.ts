import type { Logger } from 'pino'
import { createOntology } from './createOntology.ts'
import { createWorkspace } from './createWorkspace.ts'

/** Begins a study with the starter codes; the person becomes its owner and lead. */
export const beginWorkspace = async (wanted: { name: string; user: string; logger: Logger }) => {
  const { name, user, logger } = wanted
  const { workspace, owner } = await createWorkspace({ name, user })
  try {
    await createOntology({ workspace: workspace._id, member: owner._id, logger })
  } catch (err) {
    // The workspace stands and can be worked in: its first codes are then made by hand.
    logger.error({ err, workspace: workspace._id }, 'a new workspace has no starter codes')
  }
  return { workspace, owner }
}
