import type { PlanConcept } from '@polyphony/contract'
import { PlanConceptModel, type PlanConceptRecord } from '../../models/planConcept.ts'
import { nothingKnown, shippedConcepts } from './shippedConcepts.ts'

/** A concept with what the workspace says of it. */
export const presentConcept = (
  shipped: PlanConcept | undefined,
  record: PlanConceptRecord | null | undefined,
): PlanConcept => {
  if (!record) return shipped!
  const { concept, kind, parent, own, hidden, version, changedBy, changedAt } = record
  return {
    id: concept,
    kind,
    parent,
    title: record.title ?? shipped?.title ?? concept,
    description: record.description ?? shipped?.description ?? '',
    number: record.number ?? shipped?.number ?? null,
    own,
    hidden,
    details: kind === 'action' ? { ...(shipped?.details ?? nothingKnown), ...record.details } : null,
    version,
    changedBy,
    changedAt: changedAt.toISOString(),
  }
}

/** The plan of a workspace: priorities, then commitments by number, each before its actions; hidden ones too. */
export const readPlan = async (workspace: string): Promise<PlanConcept[]> => {
  const records = await PlanConceptModel.find({ workspace })
    .sort({ createdAt: 1 })
    .lean<PlanConceptRecord[]>()
  const said = new Map(records.map(record => [record.concept, record]))
  const concepts = [
    ...shippedConcepts.map(shipped => presentConcept(shipped, said.get(shipped.id))),
    ...records.filter(({ own }) => own).map(record => presentConcept(undefined, record)),
  ]
  const of = (kind: PlanConcept['kind']) => concepts.filter(concept => concept.kind === kind)
  const actions = of('action')
  const last = Number.POSITIVE_INFINITY
  return [
    ...of('priority'),
    ...of('commitment')
      .sort((a, b) => (a.number ?? last) - (b.number ?? last) || 0)
      .flatMap(commitment => [commitment, ...actions.filter(({ parent }) => parent === commitment.id)]),
  ]
}
