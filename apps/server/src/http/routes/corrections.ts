import { routes } from '@polyphony/contract'
import { parsePhrase } from '@polyphony/document'
import { Router } from 'express'
import { trusted } from 'mongoose'
import { findConversation } from '../../commands/findConversation.ts'
import { findPlaces } from '../../commands/findPlaces.ts'
import { replacePlaces } from '../../commands/replacePlaces.ts'
import { CorrectionModel, type CorrectionRecord, presentCorrection } from '../../models/correctionRecord.ts'
import { authorize } from '../../policies/authorize.ts'
import { membershipIn } from '../../policies/membershipIn.ts'
import { implement } from '../implement.ts'

/** Who corrected the transcripts, and how. */
export const correctionRoutes = (): Router => {
  const router = Router()
  implement(router, routes.listCorrections, async ({ params, query, actor }) => {
    const record = await findConversation(params.conversation)
    authorize(actor, 'transcript.read', record)
    const { turn, limit, after } = query
    const found = await CorrectionModel.find({
      conversation: record._id,
      ...(turn !== undefined && { 'turns.turn': turn }),
      ...(after !== undefined && { at: trusted({ $lt: new Date(after) }) }),
    })
      .sort({ at: -1 })
      .limit(limit + 1)
      .lean<CorrectionRecord[]>()
    const page = found.slice(0, limit)
    return {
      corrections: page.map(presentCorrection),
      next: found.length > limit ? (page.at(-1)?.at.toISOString() ?? null) : null,
    }
  })

  implement(router, routes.findPlaces, ({ params: { workspace }, query, actor }) => {
    authorize(actor, 'transcript.read', { workspace })
    const search = parsePhrase(query.text, {
      wholeWord: query.wholeWord === 'true',
      exact: query.exact === 'true',
    })
    return search ? findPlaces(workspace, search) : { places: [], more: false }
  })

  implement(router, routes.replacePlaces, ({ params: { workspace }, body, actor }) => {
    authorize(actor, 'transcript.correct', { workspace })
    return replacePlaces(workspace, membershipIn(actor, workspace).member, body.replacements)
  })
  return router
}
