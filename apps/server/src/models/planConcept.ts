import type { ActionDetails, PlanConcept } from '@polyphony/contract'
import { model, Schema } from 'mongoose'

/** What a workspace says of a priority, commitment or action: all of its own ones, what it changed of shipped ones. */
export interface PlanConceptRecord {
  /** `<workspace>/<concept>` */
  _id: string
  workspace: string
  concept: string
  kind: PlanConcept['kind']
  /** The commitment of an action. */
  parent: string | null
  /** Added here rather than shipped. */
  own: boolean
  /** Null: as shipped. */
  title: string | null
  /** Null: as shipped. */
  description: string | null
  /** Null: as shipped. */
  number: number | null
  hidden: boolean
  /** Those that were said here; the others are as shipped. */
  details: Partial<ActionDetails>
  /** Counts changes, so that none is made to what somebody else has changed meanwhile. */
  version: number
  createdAt: Date
  /** Member id. */
  changedBy: string
  changedAt: Date
}

const schema = new Schema<PlanConceptRecord>(
  {
    _id: String,
    workspace: { type: String, required: true, index: true },
    concept: { type: String, required: true },
    kind: { type: String, required: true },
    parent: { type: String, default: null },
    own: { type: Boolean, required: true },
    title: { type: String, default: null },
    description: { type: String, default: null },
    number: { type: Number, default: null },
    hidden: { type: Boolean, required: true },
    details: { type: Schema.Types.Mixed, required: true },
    version: { type: Number, required: true },
    createdAt: { type: Date, required: true },
    changedBy: { type: String, required: true },
    changedAt: { type: Date, required: true },
  },
  { minimize: false },
)

export const PlanConceptModel = model('PlanConcept', schema, 'planConcepts')

export const planConceptId = (workspace: string, concept: string): string => `${workspace}/${concept}`
