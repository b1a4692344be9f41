import { routes } from '@polyphony/contract'
import { starterScheme } from '@polyphony/ontology'
import { Router } from 'express'
import { trusted } from 'mongoose'
import { addPlanConcept, changePlanConcept } from '../../commands/plan/changePlan.ts'
import { readPlan } from '../../commands/plan/readPlan.ts'
import { PlanChangeModel, type PlanChangeRecord, presentPlanChange } from '../../models/planChange.ts'
import { authorize } from '../../policies/authorize.ts'
import { membershipIn } from '../../policies/membershipIn.ts'
import { implement } from '../implement.ts'

/** The plan that codes are mapped to: what it holds, how it is changed, who changed it. */
export const planRoutes = (): Router => {
  const router = Router()

  implement(router, routes.getPlan, async ({ params: { workspace }, actor }) => {
    authorize(actor, 'plan.read', { workspace })
    return { scheme: starterScheme.id, title: starterScheme.title, concepts: await readPlan(workspace) }
  })

  implement(router, routes.addPlanConcept, ({ params: { workspace }, body, actor }) => {
    authorize(actor, 'plan.write', { workspace })
    const { member } = membershipIn(actor, workspace)
    return addPlanConcept({ workspace, member, concept: body })
  })

  implement(router, routes.changePlanConcept, ({ params: { workspace, concept }, body, actor }) => {
    authorize(actor, 'plan.write', { workspace })
    const { member } = membershipIn(actor, workspace)
    return changePlanConcept({ workspace, member, concept, change: body })
  })

  implement(router, routes.listPlanChanges, async ({ params: { workspace }, query, actor }) => {
    authorize(actor, 'plan.read', { workspace })
    const { concept, before, limit } = query
    const records = await PlanChangeModel.find({
      workspace,
      ...(concept !== undefined && { concept }),
      ...(before !== undefined && { at: trusted({ $lt: new Date(before) }) }),
    })
      .sort({ at: -1 })
      .limit(limit)
      .lean<PlanChangeRecord[]>()
    return records.map(presentPlanChange)
  })

  return router
}
