import { setTimeout as wait } from 'node:timers/promises'
import { PolyphonyError } from '@polyphony/contract'
import {
  type Applied,
  applyOperation,
  type Ontology,
  OntologyError,
  type OperationInput,
  type Revision,
} from '@polyphony/ontology'
import type { Logger } from 'pino'
import { liveDocuments } from '../liveDocuments.ts'
import {
  OntologyRevisionModel,
  type OntologyRevisionRecord,
  presentRevision,
  revisionId,
} from '../models/ontologyRevision.ts'
import { tellRecounted } from '../projections/tellRecounted.ts'
import { findResent } from './findResent.ts'
import { publishOntology } from './publishOntology.ts'
import { isDuplicateKey, keepState, readOntology } from './readOntology.ts'
import { rebaseOperations } from './rebaseOperations.ts'
import { settledProposals } from './settledProposals.ts'
import { staleRevision } from './staleRevision.ts'
import { tellProposers } from './tellProposers.ts'

export interface CommitOperations {
  workspace: string
  /** Member id of who acts. */
  member: string
  operations: readonly OperationInput[]
  /** Why, in their words. */
  note?: string | null
  /** The revision of the ontology that the operations were written for; the one there is, when left out. */
  revision?: number
  /** Where it is not at that revision any more: refuse, or do what was meant where that is still possible. */
  stale?: 'rebase' | 'refuse'
  /** Number of the revision that these operations take back. */
  reverts?: number | null
  logger: Logger
}

export interface Committed {
  /** The ontology's revision afterwards. */
  revision: number
  /** What was recorded, in order. */
  revisions: Revision[]
}

/** A race lost that often is no race any more. */
const ATTEMPTS = 60
const LONGEST_WAIT_MS = 40

/**
 * Records operations, all of them or none, and answers when they are on disk and the ontology's document has been
 * asked to follow. Who may do so, the caller has checked.
 * @throws stale-revision, telling why and what has changed since; ontology-refused, telling why, with the place of the
 * operation in `issues`
 */
export const commitOperations = async (command: CommitOperations): Promise<Committed> => {
  const { workspace, logger } = command
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const ontology = await readOntology(workspace)
    const at = new Date()
    let steps: Applied[]
    try {
      steps = applyAll(ontology, await timely(command, ontology), at)
    } catch (error) {
      const resent = await findResent(command, error)
      if (resent) return { revision: ontology.revision, revisions: resent }
      throw error
    }
    // Others did the same meanwhile.
    if (steps.length === 0) return { revision: ontology.revision, revisions: [] }
    const records = steps.map(step => recordOf(command, step, at))
    if (!(await insertAll(records))) {
      // Somebody else took the number: apply to what is there now.
      await wait(Math.random() * LONGEST_WAIT_MS)
      continue
    }
    const after = steps.at(-1)?.ontology ?? ontology
    // Recorded it is already: browsers need not wait until the state has been kept as well.
    await Promise.all([keepState(workspace, after), publishOntology(workspace, after, logger)])
    tellProposers(workspace, records)
    await tellRecounted(liveDocuments(), workspace, ontology, after).catch((err: unknown) =>
      logger.warn({ err, workspace }, 'readers were not told what counts as something else now'),
    )
    return { revision: after.revision, revisions: records.map(presentRevision) }
  }
  throw new PolyphonyError('unavailable', 'Too many people change the ontology at this moment. Try again.')
}

/** The command as it is to be applied to the ontology there is now. */
const timely = async (command: CommitOperations, ontology: Ontology): Promise<CommitOperations> => {
  const { workspace, operations, revision = ontology.revision, stale = 'refuse' } = command
  if (revision === ontology.revision) return command
  if (stale === 'refuse') throw await staleRevision(workspace, revision, ontology)
  return { ...command, operations: await rebaseOperations({ workspace, operations, revision, ontology }) }
}

const applyAll = (from: Ontology, { operations, member }: CommitOperations, at: Date): Applied[] => {
  const steps: Applied[] = []
  let ontology = from
  for (const [index, operation] of operations.entries()) {
    try {
      const step = applyOperation(ontology, operation, { actor: member, at: at.toISOString() })
      steps.push(step)
      ontology = step.ontology
    } catch (error) {
      if (!(error instanceof OntologyError)) throw error
      throw new PolyphonyError('ontology-refused', error.message, {
        cause: error,
        issues: [{ path: `operations.${index}`, message: error.code }],
      })
    }
  }
  return steps
}

const recordOf = (
  { workspace, member, note = null, reverts = null }: CommitOperations,
  applied: Applied,
  at: Date,
): OntologyRevisionRecord => ({
  _id: revisionId(workspace, applied.ontology.revision),
  workspace,
  number: applied.ontology.revision,
  // Through JSON: a field left undefined would be stored as null, which is another value.
  operation: JSON.parse(JSON.stringify(applied.operation)),
  inverse: JSON.parse(JSON.stringify(applied.inverse)),
  actor: member,
  at,
  note,
  reverts,
  settles: settledProposals(applied, member),
})

/** Writes all of the records or none; false when one of the numbers is taken. */
const insertAll = async (records: OntologyRevisionRecord[]): Promise<boolean> => {
  try {
    if (records.length === 1) await OntologyRevisionModel.insertMany(records)
    else
      await OntologyRevisionModel.db.transaction(session =>
        OntologyRevisionModel.insertMany(records, { session }),
      )
    return true
  } catch (error) {
    if (isDuplicateKey(error)) return false
    throw error
  }
}
