import { OntologyId, SchemeAction, type SchemeConcept } from '@polyphony/ontology'
import { z } from 'zod'
import { Id, Instant, Text, Title } from '../model.ts'
import { defineRoute } from '../route.ts'

const workspace = z.object({ workspace: Id })
const concept = workspace.extend({ concept: OntologyId })

const ConceptKind = z.enum(['priority', 'commitment', 'action']) satisfies z.ZodType<SchemeConcept['kind']>

/** What is known of an action: who answers for it, what it is to reach, how that shows, by when and with what. */
export const ActionDetails = SchemeAction.omit({ id: true, title: true })
export type ActionDetails = z.infer<typeof ActionDetails>

/** A priority, commitment or action, as a workspace has it: shipped with the product or its own, changed or not. */
export const PlanConcept = z.object({
  id: OntologyId,
  kind: ConceptKind,
  /** The commitment of an action. */
  parent: OntologyId.nullable(),
  /** Of a commitment. */
  number: z.number().int().nullable(),
  title: Title,
  description: Text,
  /** Added by the workspace rather than shipped. */
  own: z.boolean(),
  hidden: z.boolean(),
  /** Of an action. */
  details: ActionDetails.nullable(),
  /** How often it was changed here; a change names the one it was made for. */
  version: z.number().int().nonnegative(),
  /** Member who changed it last. */
  changedBy: z.string().nullable(),
  changedAt: Instant.nullable(),
})
export type PlanConcept = z.infer<typeof PlanConcept>

export const getPlan = defineRoute({
  method: 'GET',
  path: '/api/workspaces/:workspace/plan',
  summary:
    'The plan that codes are mapped to: priorities, then commitments, each before its actions; hidden ones too',
  params: workspace,
  response: z.object({
    /** Id of the scheme, as mappings name it. */
    scheme: z.string(),
    title: z.string(),
    concepts: z.array(PlanConcept),
  }),
})
export const addPlanConcept = defineRoute({
  method: 'POST',
  path: '/api/workspaces/:workspace/plan/concepts',
  summary: 'Add a priority, commitment or action of one’s own',
  params: workspace,
  body: z.object({
    /** Chosen by the caller, so that sending it again adds nothing twice. */
    id: OntologyId,
    kind: ConceptKind,
    /** The commitment of an action; null for anything else. */
    parent: OntologyId.nullable().default(null),
    number: z.number().int().min(0).max(999).nullable().default(null),
    title: Title,
    description: Text.default(''),
  }),
  response: PlanConcept,
})
/** A change of a concept: what is left out stays. */
export const PlanConceptChange = z.object({
  /** That the change was made for. */
  version: z.number().int().nonnegative(),
  title: Title.optional(),
  description: Text.optional(),
  /** Null: as shipped, and of one's own none. */
  number: z.number().int().min(0).max(999).nullable().optional(),
  hidden: z.boolean().optional(),
  details: ActionDetails.partial().optional(),
})
export type PlanConceptChange = z.infer<typeof PlanConceptChange>
export const changePlanConcept = defineRoute({
  method: 'PATCH',
  path: '/api/workspaces/:workspace/plan/concepts/:concept',
  summary:
    'Change a priority, commitment or action; what is left out stays. Refused when it has been changed since',
  params: concept,
  body: PlanConceptChange,
  response: PlanConcept,
})

/** One change of the plan: what it was and what it became, field by field. */
const planChange = z.object({
  id: z.string(),
  concept: OntologyId,
  actor: z.string(),
  at: Instant,
  fields: z.array(z.object({ field: z.string(), from: z.unknown(), to: z.unknown() })),
})
export type PlanChange = z.infer<typeof planChange>
export const listPlanChanges = defineRoute({
  method: 'GET',
  path: '/api/workspaces/:workspace/plan/changes',
  summary: 'Who changed what in the plan, newest first',
  params: workspace,
  query: z.object({
    concept: OntologyId.optional(),
    /** Only what was changed before this instant. */
    before: z.iso.datetime().optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  response: z.array(planChange),
})
