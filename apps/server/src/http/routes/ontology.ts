import { routes } from '@polyphony/contract'
import { Router } from 'express'
import { trusted } from 'mongoose'
import { applyOntologyOperations } from '../../commands/applyOntologyOperations.ts'
import { readOntology } from '../../commands/readOntology.ts'
import { revertRevision } from '../../commands/revertRevision.ts'
import { OntologyRevisionModel, presentRevision } from '../../models/ontologyRevision.ts'
import { authorize } from '../../policies/authorize.ts'
import { implement } from '../implement.ts'
import type { ServerContext } from '../serverContext.ts'

/** The ontology: what it is, how it changes, who changed it, and taking a change back. */
export const ontologyRoutes = ({ logger }: Pick<ServerContext, 'logger'>): Router => {
  const router = Router()

  implement(router, routes.getOntology, ({ params: { workspace }, actor }) => {
    authorize(actor, 'ontology.read', { workspace })
    return readOntology(workspace)
  })

  implement(router, routes.applyOperations, ({ params: { workspace }, body, actor }) =>
    applyOntologyOperations({ workspace, actor, ...body, logger }),
  )

  implement(router, routes.listRevisions, async ({ params: { workspace }, query, actor }) => {
    authorize(actor, 'ontology.read', { workspace })
    const { before, limit } = query
    const records = await OntologyRevisionModel.find({
      workspace,
      ...(before !== undefined && { number: trusted({ $lt: before }) }),
    })
      .sort({ number: -1 })
      .limit(limit)
      .lean()
    return records.map(presentRevision)
  })

  implement(router, routes.revertRevision, ({ params: { workspace, revision }, query, actor }) =>
    revertRevision({ workspace, revision, unlessUsed: query.unlessUsed ?? false, actor, logger }),
  )

  return router
}
