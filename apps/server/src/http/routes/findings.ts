import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Action, type Actor, PolyphonyError, routes } from '@polyphony/contract'
import { documentName, newId, readNarrative } from '@polyphony/document'
import { Router } from 'express'
import { trusted } from 'mongoose'
import { findConversation } from '../../commands/findConversation.ts'
import { decideExcerpt } from '../../commands/findings/decideExcerpt.ts'
import { excerptsOf, findExcerpt, findFinding } from '../../commands/findings/findFinding.ts'
import { pickExcerpt } from '../../commands/findings/pickExcerpt.ts'
import { liveDocuments } from '../../liveDocuments.ts'
import { cutClip } from '../../media/cutClip.ts'
import { MediaError } from '../../media/mediaError.ts'
import { ExcerptModel, type ExcerptRecord } from '../../models/excerpt.ts'
import { FindingModel, type FindingRecord, presentFinding } from '../../models/finding.ts'
import { authorize } from '../../policies/authorize.ts'
import { forgetDocumentAccess } from '../../policies/documentAccess.ts'
import { membershipIn } from '../../policies/membershipIn.ts'
import { presentExcerpts } from '../../projections/presentExcerpts.ts'
import type { ContentContext } from '../contentContext.ts'
import { implement } from '../implement.ts'
import { sendFile } from '../sendFile.ts'

/** Findings, the excerpts that support them, and the decisions on sharing those. */
export const findingRoutes = ({ media }: ContentContext): Router => {
  const router = Router()

  const find = async (id: string, actor: Actor, action: Action): Promise<FindingRecord> => {
    const record = await findFinding(id)
    authorize(actor, action, record)
    return record
  }

  implement(router, routes.listFindings, async ({ params, actor }) => {
    authorize(actor, 'finding.read', params)
    const records = await FindingModel.find({ workspace: params.workspace, deletedAt: null })
      .sort({ createdAt: 1 })
      .lean<FindingRecord[]>()
    return records.map(presentFinding)
  })

  implement(router, routes.createFinding, async ({ params, body, actor }) => {
    authorize(actor, 'finding.write', params)
    const now = new Date()
    const record: FindingRecord = {
      _id: newId(),
      workspace: params.workspace,
      title: body.title,
      themes: body.themes,
      createdBy: membershipIn(actor, params.workspace).member,
      createdAt: now,
      updatedAt: now,
      deletedAt: null,
    }
    await FindingModel.create(record)
    return presentFinding(record)
  })

  implement(router, routes.getFinding, async ({ params, actor }) => {
    const record = await find(params.finding, actor, 'finding.read')
    const narrative = await liveDocuments().read(
      documentName({ kind: 'finding', finding: record._id }),
      readNarrative,
    )
    const excerpts = await excerptsOf(record._id)
    return {
      finding: presentFinding(record),
      excerpts: await presentExcerpts(record.workspace, excerpts),
      narrative: narrative as unknown as Record<string, unknown>,
    }
  })

  implement(router, routes.updateFinding, async ({ params, body, actor }) => {
    const record = await find(params.finding, actor, 'finding.write')
    const change = { ...body, updatedAt: new Date() }
    await FindingModel.updateOne({ _id: record._id }, { $set: change })
    return presentFinding({ ...record, ...change })
  })

  implement(router, routes.deleteFinding, async ({ params, actor }) => {
    const record = await find(params.finding, actor, 'finding.delete')
    await FindingModel.updateOne({ _id: record._id }, { $set: { deletedAt: new Date() } })
    forgetDocumentAccess()
    liveDocuments().disconnect(
      { document: documentName({ kind: 'finding', finding: record._id }) },
      'not-found',
    )
    return { ok: true as const }
  })

  implement(router, routes.restoreFinding, async ({ params, actor }) => {
    const record = await FindingModel.findById(params.finding).lean<FindingRecord>()
    if (!record) throw new PolyphonyError('gone', 'The finding is no longer in the bin.')
    authorize(actor, 'finding.delete', record)
    await FindingModel.updateOne({ _id: record._id }, { $set: { deletedAt: null } })
    return presentFinding({ ...record, deletedAt: null })
  })

  implement(router, routes.addExcerpt, async ({ params, body, actor }) => {
    const finding = await find(params.finding, actor, 'finding.write')
    const conversation = await findConversation(body.conversation)
    if (conversation.workspace !== finding.workspace) {
      throw new PolyphonyError('invalid-input', 'An excerpt comes from a conversation of the same workspace.')
    }
    const picked = await pickExcerpt({ ...body, finding })
    return (await presentExcerpts(finding.workspace, [picked]))[0]!
  })

  implement(router, routes.orderExcerpts, async ({ params, body, actor }) => {
    const finding = await find(params.finding, actor, 'finding.write')
    const excerpts = await excerptsOf(finding._id)
    const known = new Set(excerpts.map(excerpt => excerpt._id))
    const named = new Set(body.excerpts)
    if (
      body.excerpts.length !== known.size ||
      named.size !== known.size ||
      [...named].some(id => !known.has(id))
    ) {
      throw new PolyphonyError(
        'invalid-input',
        'Name each excerpt of the finding once; somebody may have added or removed one.',
      )
    }
    await ExcerptModel.bulkWrite(
      body.excerpts.map((id, position) => ({
        updateOne: { filter: { _id: id }, update: { $set: { position } } },
      })),
    )
    return presentExcerpts(finding.workspace, await excerptsOf(finding._id))
  })

  const findAllowed = async (id: string, actor: Actor, action: Action): Promise<ExcerptRecord> => {
    const excerpt = await findExcerpt(id)
    authorize(actor, action, excerpt)
    return excerpt
  }

  implement(router, routes.removeExcerpt, async ({ params, actor }) => {
    const excerpt = await findAllowed(params.excerpt, actor, 'finding.write')
    await ExcerptModel.deleteOne({ _id: excerpt._id })
    return { ok: true as const }
  })

  implement(router, routes.decideExcerpt, async ({ params, body, actor }) => {
    const { _id, workspace } = await findAllowed(params.excerpt, actor, 'excerpt.decide')
    const decided = await decideExcerpt({
      excerpt: _id,
      state: body.state,
      reason: body.reason,
      expiresAt: body.expiresAt === null ? null : new Date(body.expiresAt),
      by: membershipIn(actor, workspace).member,
    })
    return (await presentExcerpts(workspace, [decided]))[0]!
  })

  implement(router, routes.listExcerpts, async ({ params, query, actor }) => {
    authorize(actor, 'finding.read', params)
    const live = await FindingModel.find({ workspace: params.workspace, deletedAt: null }).distinct('_id')
    const records = await ExcerptModel.find({ workspace: params.workspace, finding: trusted({ $in: live }) })
      .sort({ createdAt: 1 })
      .lean<ExcerptRecord[]>()
    const excerpts = await presentExcerpts(params.workspace, records)
    return query.state ? excerpts.filter(excerpt => excerpt.decision.state === query.state) : excerpts
  })

  implement(router, routes.getClip, async ({ params, actor, res, signal }) => {
    const excerpt = await findAllowed(params.excerpt, actor, 'recording.listen')
    const conversation = await findConversation(excerpt.conversation)
    const { start, end } = excerpt
    if (!conversation.recording || start === null || end === null || end <= start)
      throw new PolyphonyError('not-found', 'This excerpt has no audio.')
    const clip = join(media.scratch, `${newId(16)}.mp3`)
    try {
      const source = media.recording(conversation._id, conversation.recording.extension)
      await cutClip(source, { start, end }, clip, { format: 'mp3', signal })
      await sendFile(res, clip, 'audio/mpeg')
    } catch (error) {
      if (error instanceof MediaError)
        throw new PolyphonyError('audio-unsupported', error.message, { cause: error })
      throw error
    } finally {
      await rm(clip, { force: true })
    }
  })

  return router
}
