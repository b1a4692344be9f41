import { setTimeout as wait } from 'node:timers/promises'
import { PolyphonyError } from '@polyphony/contract'
import {
  type Applied,
  applyOperation,
  describeOperation,
  type Ontology,
  OntologyError,
  type OperationInput,
  type Revision,
} from '@polyphony/ontology'
import { trusted } from 'mongoose'
import type { Logger } from 'pino'
import {
  OntologyRevisionModel,
  type OntologyRevisionRecord,
  presentRevision,
  revisionId,
} from '../models/ontologyRevision.ts'
import { findResent } from './findResent.ts'
import { publishOntology } from './publishOntology.ts'
import { isDuplicateKey, keepState, readOntology } from './readOntology.ts'

export interface CommitOperations {
  workspace: string
  /** Member id of who acts. */
  member: string
  operations: readonly OperationInput[]
  /** Why, in their words. */
  note?: string | null
  /** Refuse when the ontology is not at this revision any more. */
  revision?: number
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
 * @throws stale-revision, telling what has changed since; ontology-refused, telling why, with the place of the
 * operation in `issues`
 */
export const commitOperations = async (command: CommitOperations): Promise<Committed> => {
  const { workspace, revision, logger } = command
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const ontology = await readOntology(workspace)
    if (revision !== undefined && revision !== ontology.revision)
      throw await staleRevision(workspace, revision, ontology)
    const at = new Date()
    let steps: Applied[]
    try {
      steps = applyAll(ontology, command, at)
    } catch (error) {
      const resent = await findResent(command, error)
      if (resent) return { revision: ontology.revision, revisions: resent }
      throw error
    }
    const records = steps.map(step => recordOf(command, step, at))
    if (!(await insertAll(records))) {
      // Somebody else took the number: apply to what is there now.
      await wait(Math.random() * LONGEST_WAIT_MS)
      continue
    }
    const after = steps.at(-1)?.ontology ?? ontology
    await keepState(workspace, after)
    await publishOntology(workspace, logger)
    return { revision: after.revision, revisions: records.map(presentRevision) }
  }
  throw new PolyphonyError('unavailable', 'Too many people change the ontology at this moment. Try again.')
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
  { ontology, operation, inverse }: Applied,
  at: Date,
): OntologyRevisionRecord => ({
  _id: revisionId(workspace, ontology.revision),
  workspace,
  number: ontology.revision,
  // Through JSON: a field left undefined would be stored as null, which is another value.
  operation: JSON.parse(JSON.stringify(operation)),
  inverse: JSON.parse(JSON.stringify(inverse)),
  actor: member,
  at,
  note,
  reverts,
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

/** At most so many of the changes somebody missed are told. */
const TOLD = 20

const staleRevision = async (
  workspace: string,
  revision: number,
  ontology: Ontology,
): Promise<PolyphonyError> => {
  const since = await OntologyRevisionModel.find({ workspace, number: trusted({ $gt: revision }) })
    .sort({ number: -1 })
    .limit(TOLD)
    .lean()
  const missed = ontology.revision - revision
  return new PolyphonyError(
    'stale-revision',
    missed > 0
      ? `The ontology has changed ${missed === 1 ? 'once' : `${missed} times`} since you looked. Look at the changes and try again.`
      : `The ontology has no revision ${revision} yet; it is at ${ontology.revision}.`,
    {
      issues: since.map(({ number, operation }) => ({
        path: `revisions.${number}`,
        message: describeOperation(operation, ontology),
      })),
    },
  )
}
