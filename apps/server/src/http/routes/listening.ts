import { routes } from '@polyphony/contract'
import { Router } from 'express'
import { trusted } from 'mongoose'
import { findConversation } from '../../commands/findConversation.ts'
import { recordListening } from '../../commands/recordListening.ts'
import { ConversationModel, type ConversationRecord } from '../../models/conversation.ts'
import { ListeningModel, type ListeningRecord, presentListening } from '../../models/listening.ts'
import { authorize } from '../../policies/authorize.ts'
import { membershipIn } from '../../policies/membershipIn.ts'
import { implement } from '../implement.ts'

/** Who has heard what of the recordings. */
export const listeningRoutes = (): Router => {
  const router = Router()

  implement(router, routes.recordListening, async ({ params, body, actor }) => {
    const conversation = await findConversation(params.conversation)
    const { workspace } = conversation
    const { member } = membershipIn(actor, workspace)
    authorize(actor, 'listening.write', { workspace, member })
    return presentListening(await recordListening({ conversation, member, ...body }))
  })

  implement(router, routes.getListening, async ({ params, actor }) => {
    const { _id, workspace } = await findConversation(params.conversation)
    authorize(actor, 'listening.read', { workspace })
    const records = await ListeningModel.find({ conversation: _id }).lean<ListeningRecord[]>()
    return records.map(presentListening)
  })

  implement(router, routes.listListening, async ({ params: { workspace }, actor }) => {
    authorize(actor, 'listening.read', { workspace })
    const conversations = await ConversationModel.find(
      { workspace, deletedAt: null, recording: trusted({ $ne: null }) },
      { recording: 1 },
    ).lean<Pick<ConversationRecord, '_id' | 'recording'>[]>()
    const durations = new Map(conversations.map(({ _id, recording }) => [_id, recording!.duration]))
    const records = await ListeningModel.find({ workspace }, { heard: 0 }).lean<
      Omit<ListeningRecord, 'heard'>[]
    >()
    return records.flatMap(({ conversation, member, seconds, position, updatedAt }) => {
      const duration = durations.get(conversation)
      if (duration === undefined) return []
      return { conversation, member, seconds, duration, position, updatedAt: updatedAt.toISOString() }
    })
  })

  return router
}
