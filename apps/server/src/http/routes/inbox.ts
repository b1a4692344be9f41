import { routes } from '@polyphony/contract'
import { Router } from 'express'
import { findConversation } from '../../commands/findConversation.ts'
import { authorize } from '../../policies/authorize.ts'
import { membershipIn } from '../../policies/membershipIn.ts'
import { listInbox, markInbox } from '../../projections/inbox.ts'
import { listCodeThreads } from '../../projections/listCodeThreads.ts'
import { listThreads } from '../../projections/listThreads.ts'
import { implement } from '../implement.ts'

/** What others wrote to a member, what was said of codes, and all that was said of a conversation. */
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

  implement(router, routes.listThreads, async ({ params, actor }) => {
    const { _id: conversation, workspace } = await findConversation(params.conversation)
    // On the desk everybody reads these from the layers; as a whole they leave by a lead's choice.
    authorize(actor, 'comment.export', { workspace })
    return listThreads({ workspace, conversation, member: membershipIn(actor, workspace).member })
  })

  return router
}
