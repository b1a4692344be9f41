import { newId } from '@polyphony/document'
import { type OperationInput, starterOntology } from '@polyphony/ontology'
import type { Logger } from 'pino'
import { commitOperations } from './commitOperations.ts'
import { readOntology } from './readOntology.ts'

/**
 * Gives a new workspace its first codes: the starter ontology unless others are given. One that has codes already is
 * left as it is.
 */
export const createOntology = async ({
  workspace,
  member,
  operations = starterOntology(newId),
  logger,
}: {
  workspace: string
  /** Member id of who begins it. */
  member: string
  operations?: readonly OperationInput[]
  logger: Logger
}): Promise<void> => {
  const { revision } = await readOntology(workspace)
  if (revision > 0) return
  await commitOperations({ workspace, member, operations, revision, note: 'A beginning', logger })
}
