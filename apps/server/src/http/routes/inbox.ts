import { routes } from '@polyphony/contract'
import { Router } from 'express'
import { authorize } from '../../policies/authorize.ts'
import { membershipIn } from '../../policies/membershipIn.ts'
import { listInbox, markInbox } from '../../projections/inbox.ts'
import { listCodeThreads } from '../../projections/listCodeThreads.ts'
import { implement } from '../implement.ts'

/** What others wrote to a member, and what was said of codes. */
export const inboxRoutes = (): Router => {
  const router = Router()

  implement(router, routes.listInbox, async ({ params: { workspace }, query, actor }) => {
    authorize(actor, 'inbox.read', { workspace })
    return listInbox({ ...query, workspace, member: membershipIn(actor, workspace).member })
  })

  implement(router, routes.markInbox, async ({ params: { workspace }, body, actor }) => {
    authorize(actor, 'inbox.mark', { workspace })
    const changed = await markInbox({ workspace, member: membershipIn(actor, workspace).member }, body)
    return { changed }
  })

  implement(router, routes.listCodeThreads, async ({ params: { workspace }, query, actor }) => {
    authorize(actor, 'layer.read', { workspace })
    const { member } = membershipIn(actor, workspace)
    return listCodeThreads({ workspace, member, limit: query.limit, codes: query.codes.split(',') })
  })

  return router
}
