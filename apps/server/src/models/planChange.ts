import type { PlanChange } from '@polyphony/contract'
import { model, Schema } from 'mongoose'

/** One change of the plan, kept for good: who, when, and what it was and became. */
export interface PlanChangeRecord {
  _id: string
  workspace: string
  concept: string
  /** Member id. */
  actor: string
  at: Date
  fields: PlanChange['fields']
}

const schema = new Schema<PlanChangeRecord>(
  {
    _id: String,
    workspace: { type: String, required: true },
    concept: { type: String, required: true },
    actor: { type: String, required: true },
    at: { type: Date, required: true },
    fields: { type: Schema.Types.Mixed, required: true },
  },
  { minimize: false },
)
schema.index({ workspace: 1, at: -1 })

export const PlanChangeModel = model('PlanChange', schema, 'planChanges')

export const presentPlanChange = ({ _id, concept, actor, at, fields }: PlanChangeRecord): PlanChange => ({
  id: _id,
  concept,
  actor,
  at: at.toISOString(),
  fields,
})
