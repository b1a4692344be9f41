import { type Actor, PolyphonyError } from '@polyphony/contract'
import type { Revision } from '@polyphony/ontology'
import type { ExchangeNote } from '@polyphony/ontology/exchange'
import type { Logger } from 'pino'
import { authorize } from '../../policies/authorize.ts'
import { membershipIn } from '../../policies/membershipIn.ts'
import { commitOperations } from '../commitOperations.ts'
import { readOntology } from '../readOntology.ts'
import { staleRevision } from '../staleRevision.ts'
import { type CodebookImport, planCodebookImport } from './planCodebookImport.ts'

/** Most bytes of the operation as JSON: with its inverse it is one record, and a record has 16 MB. */
const LARGEST_OPERATION = 6 * 1024 ** 2

/**
 * Imports a codebook as one act: one revision, taken back as one. Only into the ontology that the plan was made for.
 * @throws forbidden, stale-revision, codebook-unreadable, too-large
 */
export const importCodebook = async ({
  workspace,
  actor,
  revision,
  upload,
  logger,
}: {
  workspace: string
  actor: Actor
  /** Which the plan was made for. */
  revision: number
  upload: CodebookImport
  logger: Logger
}): Promise<{ revision: number; recorded: Revision | null; notes: ExchangeNote[] }> => {
  const { member } = membershipIn(actor, workspace)
  authorize(actor, 'ontology.change', { workspace })
  const ontology = await readOntology(workspace)
  if (ontology.revision !== revision) throw await staleRevision(workspace, revision, ontology)
  const { plan, notes } = await planCodebookImport(ontology, upload)
  if (!plan.operation) return { revision, recorded: null, notes }
  if (Buffer.byteLength(JSON.stringify(plan.operation)) > LARGEST_OPERATION)
    throw new PolyphonyError(
      'too-large',
      'This is more than can be taken in, and back, as one act. Import the codebook in two parts.',
    )
  const committed = await commitOperations({
    workspace,
    member,
    operations: [plan.operation],
    revision,
    stale: 'refuse',
    logger,
  })
  return { revision: committed.revision, recorded: committed.revisions[0] ?? null, notes }
}
