import { type Action, type Actor, PolyphonyError, routes } from '@polyphony/contract'
import { parseDocumentName } from '@polyphony/document'
import { Router } from 'express'
import { trusted } from 'mongoose'
import { assignConversation } from '../../commands/assignConversation.ts'
import { findConversation } from '../../commands/findConversation.ts'
import { liveDocuments } from '../../liveDocuments.ts'
import {
  AssignmentModel,
  type AssignmentRecord,
  assignmentId,
  presentAssignment,
} from '../../models/assignment.ts'
import { ConversationModel, type ConversationRecord } from '../../models/conversation.ts'
import { presentReview, ReviewModel, type ReviewRecord } from '../../models/review.ts'
import { authorize } from '../../policies/authorize.ts'
import { membershipIn } from '../../policies/membershipIn.ts'
import { listActivity } from '../../projections/listActivity.ts'
import { measureProgress } from '../../projections/measureProgress.ts'
import { readMarks } from '../../projections/readMarks.ts'
import { implement } from '../implement.ts'

/** How far the work is: who is here, what is done of each conversation and by whom, who is to do what. */
export const progressRoutes = (): Router => {
  const router = Router()

  const find = async (id: string, actor: Actor, action: Action): Promise<ConversationRecord> => {
    const record = await findConversation(id)
    authorize(actor, action, record)
    return record
  }

  implement(router, routes.listPresence, ({ params: { workspace }, actor }) => {
    authorize(actor, 'conversation.read', { workspace })
    return [...liveDocuments().present(workspace)].flatMap(([name, members]) => {
      const ref = parseDocumentName(name)
      return ref?.kind === 'transcript' ? [{ conversation: ref.conversation, members }] : []
    })
  })

  implement(router, routes.listProgress, async ({ params: { workspace }, actor }) => {
    authorize(actor, 'layer.read', { workspace })
    const { member } = membershipIn(actor, workspace)
    const [conversations, reviews] = await Promise.all([
      ConversationModel.find({ workspace, deletedAt: null }, { turns: 1 }).lean<
        Pick<ConversationRecord, '_id' | 'turns'>[]
      >(),
      ReviewModel.find({ workspace }).lean<ReviewRecord[]>(),
    ])
    const reviewed = new Map(reviews.map(review => [review._id, presentReview(review)]))
    const turns = new Map(conversations.map(({ _id, turns }) => [_id, turns]))
    const marks = await readMarks(workspace, [...turns.keys()])
    return measureProgress(turns, marks, member).map(progress => ({
      ...progress,
      reviewed: reviewed.get(progress.conversation) ?? null,
    }))
  })

  implement(router, routes.reviewConversation, async ({ params, body, actor }) => {
    const { _id, workspace } = await find(params.conversation, actor, 'conversation.review')
    if (!body.reviewed) {
      await ReviewModel.deleteOne({ _id })
      return { reviewed: null }
    }
    // Whoever was first has reviewed it.
    const by = membershipIn(actor, workspace).member
    const review = await ReviewModel.findOneAndUpdate(
      { _id },
      { $setOnInsert: { workspace, by, at: new Date() } },
      { upsert: true, returnDocument: 'after' },
    )
      .orFail()
      .lean<ReviewRecord>()
    return { reviewed: presentReview(review) }
  })

  implement(router, routes.listAssignments, async ({ params: { workspace }, actor }) => {
    authorize(actor, 'conversation.read', { workspace })
    const [live, records] = await Promise.all([
      ConversationModel.find({ workspace, deletedAt: null }).distinct('_id'),
      AssignmentModel.find({ workspace }).sort({ createdAt: 1 }).lean<AssignmentRecord[]>(),
    ])
    const shown = new Set<string>(live)
    return records.filter(({ conversation }) => shown.has(conversation)).map(presentAssignment)
  })

  implement(router, routes.listMyAssignments, async ({ actor }) => {
    const mine = actor.memberships.map(({ member }) => member)
    const records = await AssignmentModel.find({ member: trusted({ $in: mine }) }).lean<AssignmentRecord[]>()
    const conversations = await ConversationModel.find(
      { _id: trusted({ $in: records.map(({ conversation }) => conversation) }), deletedAt: null },
      { title: 1 },
    ).lean<Pick<ConversationRecord, '_id' | 'title'>[]>()
    const titles = new Map(conversations.map(({ _id, title }) => [_id, title]))
    return records.flatMap(record => {
      const title = titles.get(record.conversation)
      return title === undefined ? [] : [{ ...presentAssignment(record), title }]
    })
  })

  implement(router, routes.assignConversation, async ({ params, body, actor }) => {
    const conversation = await find(params.conversation, actor, 'assignment.write')
    const { due, note, doneAt } = body
    return presentAssignment(
      await assignConversation({
        conversation,
        member: params.member,
        due,
        note,
        ...(doneAt !== undefined && { doneAt: doneAt === null ? null : new Date(doneAt) }),
        by: membershipIn(actor, conversation.workspace).member,
      }),
    )
  })

  implement(router, routes.unassignConversation, async ({ params, actor }) => {
    const { _id } = await find(params.conversation, actor, 'assignment.write')
    await AssignmentModel.deleteOne({ _id: assignmentId(_id, params.member) })
    return { ok: true as const }
  })

  implement(router, routes.finishAssignment, async ({ params, body, actor }) => {
    const { _id, workspace } = await findConversation(params.conversation)
    const { member } = membershipIn(actor, workspace)
    authorize(actor, 'assignment.finish', { workspace, member })
    const id = assignmentId(_id, member)
    const known = await AssignmentModel.findById(id).lean<AssignmentRecord>()
    if (!known) throw new PolyphonyError('not-found', 'This conversation is not assigned to you any more.')
    // Said twice, it was done the first time.
    if ((known.doneAt !== null) === body.done) return presentAssignment(known)
    const doneAt = body.done ? new Date() : null
    await AssignmentModel.updateOne({ _id: id }, { $set: { doneAt } })
    return presentAssignment({ ...known, doneAt })
  })

  implement(router, routes.listActivity, ({ params: { workspace }, query, actor }) => {
    authorize(actor, 'layer.read', { workspace })
    return listActivity({ ...query, workspace })
  })

  return router
}
