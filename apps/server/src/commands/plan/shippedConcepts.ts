import type { ActionDetails, PlanConcept } from '@polyphony/contract'
import { conceptsOf, starterScheme } from '@polyphony/ontology'

const actions = new Map(
  starterScheme.commitments.flatMap(commitment =>
    commitment.actions.map(({ id, title: _, ...details }): [string, ActionDetails] => [id, details]),
  ),
)
const numbers = new Map(starterScheme.commitments.map(({ id, number }) => [id, number]))
const descriptions = new Map(starterScheme.priorities.map(({ id, description }) => [id, description]))

/** The plan that comes with the product, in its order. */
export const shippedConcepts: readonly PlanConcept[] = conceptsOf(starterScheme).map(
  ({ id, kind, parent, title }) => ({
    id,
    kind,
    parent,
    title,
    number: numbers.get(id) ?? null,
    description: descriptions.get(id) ?? '',
    own: false,
    hidden: false,
    details: actions.get(id) ?? null,
    version: 0,
    changedBy: null,
    changedAt: null,
  }),
)

/** What is known of an action that somebody has just added. */
export const nothingKnown: ActionDetails = {
  status: null,
  owners: null,
  goals: null,
  metrics: null,
  timing: null,
  resources: null,
  link: null,
}
