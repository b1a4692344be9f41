import {
  LIMITS,
  type PlanChange,
  type PlanConcept,
  type PlanConceptChange,
  PolyphonyError,
} from '@polyphony/contract'
import { documentName, newId } from '@polyphony/document'
import { liveDocuments } from '../../liveDocuments.ts'
import { PlanChangeModel } from '../../models/planChange.ts'
import { PlanConceptModel, type PlanConceptRecord, planConceptId } from '../../models/planConcept.ts'
import { isDuplicateKey } from '../readOntology.ts'
import { presentConcept } from './readPlan.ts'
import { shippedConcepts } from './shippedConcepts.ts'

const shippedBy = (concept: string): PlanConcept | undefined =>
  shippedConcepts.find(({ id }) => id === concept)
const recordOf = (workspace: string, concept: string) =>
  PlanConceptModel.findById(planConceptId(workspace, concept)).lean<PlanConceptRecord>()

interface ByMember {
  workspace: string
  /** Member id of who acts. */
  member: string
}

/** Adds a concept of the workspace's own. @throws invalid-input, already-exists, too-large */
export const addPlanConcept = async ({
  workspace,
  member,
  concept: { id, kind, parent, number, title, description },
}: ByMember & {
  concept: Pick<PlanConcept, 'id' | 'kind' | 'parent' | 'number' | 'title' | 'description'>
}): Promise<PlanConcept> => {
  if ((kind === 'action') !== (parent !== null))
    throw new PolyphonyError('invalid-input', 'An action belongs to a commitment, and nothing else does.')
  if (parent !== null) {
    const commitment = shippedBy(parent) ?? (await recordOf(workspace, parent))
    if (commitment?.kind !== 'commitment')
      throw new PolyphonyError('invalid-input', 'There is no such commitment.')
  }
  if ((await PlanConceptModel.countDocuments({ workspace, own: true })) >= LIMITS.planConcepts)
    throw new PolyphonyError(
      'too-large',
      `A plan may have at most ${LIMITS.planConcepts} priorities, commitments and actions of its own.`,
    )
  const known = await recordOf(workspace, id)
  if (shippedBy(id) || known) {
    // Sent again, because the answer got lost.
    if (known?.own && known.kind === kind && known.title === title && known.version === 1)
      return presentConcept(undefined, known)
    throw new PolyphonyError('already-exists', 'There is something of this id in the plan already.')
  }
  const at = new Date()
  const record: PlanConceptRecord = {
    _id: planConceptId(workspace, id),
    workspace,
    concept: id,
    kind,
    parent,
    own: true,
    title,
    description,
    number: kind === 'commitment' ? number : null,
    hidden: false,
    details: {},
    version: 1,
    createdAt: at,
    changedBy: member,
    changedAt: at,
  }
  await store(record, null, [{ field: 'title', from: null, to: title }])
  return presentConcept(undefined, record)
}

/** Changes a concept; what stays as it is leaves no trace. @throws not-found, invalid-input, stale-revision */
export const changePlanConcept = async ({
  workspace,
  member,
  concept: id,
  change: { version, details = {}, ...asked },
}: ByMember & { concept: string; change: PlanConceptChange }): Promise<PlanConcept> => {
  const shipped = shippedBy(id)
  const known = await recordOf(workspace, id)
  if (!shipped && !known) throw new PolyphonyError('not-found', 'The plan has nothing of this id.')
  const before = presentConcept(shipped, known)
  if (before.version !== version) throw changedMeanwhile()
  if (before.details === null && Object.keys(details).length > 0)
    throw new PolyphonyError(
      'invalid-input',
      'Only actions have owners, goals, metrics, timing and resources.',
    )
  // A shipped commitment without a number of ours has its own again.
  const change = { ...asked, ...(asked.number === null && { number: shipped?.number ?? null }) }
  const fields = [
    ...differences(before, change),
    ...(before.details ? differences(before.details, details) : []),
  ]
  if (fields.length === 0) return before
  const at = new Date()
  const record: PlanConceptRecord = {
    _id: planConceptId(workspace, id),
    workspace,
    concept: id,
    kind: before.kind,
    parent: before.parent,
    own: before.own,
    title: change.title ?? known?.title ?? null,
    description: change.description ?? known?.description ?? null,
    number: asked.number === undefined ? (known?.number ?? null) : asked.number,
    hidden: change.hidden ?? known?.hidden ?? false,
    details: { ...known?.details, ...details },
    version: version + 1,
    createdAt: known?.createdAt ?? at,
    changedBy: member,
    changedAt: at,
  }
  await store(record, known ? version : null, fields)
  return presentConcept(shipped, record)
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

const differences = <T extends object>(before: T, change: Partial<T>): PlanChange['fields'] =>
  Object.entries(change).flatMap(([field, to]) => {
    const from = before[field as keyof T]
    return to === undefined || same(from, to) ? [] : [{ field, from, to }]
  })

const changedMeanwhile = (): PolyphonyError =>
  new PolyphonyError(
    'stale-revision',
    'Somebody has changed this meanwhile. Look at what stands there now, and change it again.',
  )

/**
 * Writes a record in the place of that of `version` (null: of none), and what was changed; both or neither. Whoever
 * looks at the codebook is told to look again.
 */
const store = async (
  record: PlanConceptRecord,
  version: number | null,
  fields: PlanChange['fields'],
): Promise<void> => {
  const { workspace, concept, changedBy: actor, changedAt: at } = record
  try {
    await PlanConceptModel.db.transaction(async session => {
      if (version === null) await PlanConceptModel.insertMany([record], { session })
      else {
        const { _id, ...rest } = record
        const { matchedCount } = await PlanConceptModel.updateOne(
          { _id, version },
          { $set: rest },
          { session },
        )
        if (matchedCount === 0) throw changedMeanwhile()
      }
      await PlanChangeModel.insertMany([{ _id: newId(), workspace, concept, actor, at, fields }], { session })
    })
  } catch (error) {
    if (isDuplicateKey(error)) throw changedMeanwhile()
    throw error
  }
  liveDocuments().tell('all', [documentName({ kind: 'ontology', workspace })], { type: 'plan' })
}
