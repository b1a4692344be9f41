import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { type Actor, PolyphonyError, routes } from '@polyphony/contract'
import { type DocumentRef, documentName, newId, type SourceWords } from '@polyphony/document'
import { Router } from 'express'
import { trusted } from 'mongoose'
import { bundleDocuments } from '../../commands/bundleDocuments.ts'
import { findConversation } from '../../commands/findConversation.ts'
import { packSourceWordsOf } from '../../commands/packSourceWordsOf.ts'
import { readTranscriptText } from '../../commands/readTranscriptText.ts'
import { liveDocuments } from '../../liveDocuments.ts'
import { PEAKS_MIME } from '../../media/peaksFile.ts'
import { ConversationModel, type ConversationRecord, presentConversation } from '../../models/conversation.ts'
import { GroupModel, type GroupRecord, presentGroup } from '../../models/group.ts'
import { MemberModel } from '../../models/member.ts'
import { authorize } from '../../policies/authorize.ts'
import { forgetDocumentAccess } from '../../policies/documentAccess.ts'
import { listCodings } from '../../projections/listCodings.ts'
import { listHighlights } from '../../projections/listHighlights.ts'
import { listLayers } from '../../projections/listLayers.ts'
import { listOutlines } from '../../projections/listOutlines.ts'
import { listSpeakers } from '../../projections/listSpeakers.ts'
import { listTies } from '../../projections/listTies.ts'
import { readPassages } from '../../projections/readPassages.ts'
import { tellReaders } from '../../projections/tellReaders.ts'
import type { ContentContext } from '../contentContext.ts'
import { implement } from '../implement.ts'
import { sendFile } from '../sendFile.ts'

/** The body of an answer that has none. */
const NO_WORDS: SourceWords = { text: [], start: [], end: [], confidence: null }

/** What of a conversation is listed across the workspace, and goes to the bin with it. */
const SAID = ['highlights', 'comments', 'ties']

/** Groups and conversations, what they consist of, and what was said of them. */
export const conversationRoutes = ({ media }: ContentContext): Router => {
  const router = Router()

  const readable = async (id: string, actor: Actor): Promise<ConversationRecord> => {
    const record = await findConversation(id)
    authorize(actor, 'conversation.read', record)
    return record
  }

  const requireGroup = async (group: string, workspace: string): Promise<void> => {
    if (await GroupModel.exists({ _id: group, workspace })) return
    throw new PolyphonyError('invalid-input', 'There is no such group in this workspace.')
  }

  /** Closes all documents of a conversation, whoever has them open. */
  const closeConversation = async ({ _id: conversation, workspace }: ConversationRecord): Promise<void> => {
    forgetDocumentAccess()
    const members: string[] = await MemberModel.find({ workspace }).distinct('_id')
    const refs: DocumentRef[] = [
      { kind: 'transcript', conversation },
      { kind: 'curation', conversation },
      // Also layers without content: somebody may be about to write the first of it.
      ...members.map(member => ({ kind: 'layer' as const, conversation, member })),
    ]
    for (const ref of refs) liveDocuments().disconnect({ document: documentName(ref) }, 'not-found')
  }

  implement(router, routes.listGroups, async ({ params, actor }) => {
    authorize(actor, 'group.read', params)
    const groups = await GroupModel.find({ workspace: params.workspace })
      .sort({ name: 1 })
      .lean<GroupRecord[]>()
    return groups.map(presentGroup)
  })

  implement(router, routes.createGroup, async ({ params, body, actor }) => {
    authorize(actor, 'group.write', params)
    const record: GroupRecord = { _id: newId(), workspace: params.workspace, name: body.name, trustees: [] }
    await GroupModel.create(record)
    return presentGroup(record)
  })

  implement(router, routes.updateGroup, async ({ params, body, actor }) => {
    const group = await GroupModel.findById(params.group).lean<GroupRecord>()
    if (!group) throw new PolyphonyError('not-found', 'There is no such group.')
    authorize(actor, 'group.write', group)
    if (body.trustees) {
      const found = await MemberModel.countDocuments({
        _id: trusted({ $in: body.trustees }),
        workspace: group.workspace,
      })
      if (found !== new Set(body.trustees).size) {
        throw new PolyphonyError('invalid-input', 'Every trustee must be a member of the workspace.')
      }
    }
    const updated = await GroupModel.findByIdAndUpdate(
      group._id,
      { $set: body },
      { returnDocument: 'after' },
    ).lean<GroupRecord>()
    if (!updated) throw new PolyphonyError('not-found', 'There is no such group.')
    return presentGroup(updated)
  })

  implement(router, routes.listConversations, async ({ params, actor }) => {
    authorize(actor, 'conversation.read', params)
    const records = await ConversationModel.find({ workspace: params.workspace, deletedAt: null })
      .sort({ createdAt: -1 })
      .lean<ConversationRecord[]>()
    return records.map(presentConversation)
  })

  implement(router, routes.getConversation, async ({ params, actor }) =>
    presentConversation(await readable(params.conversation, actor)),
  )

  implement(router, routes.updateConversation, async ({ params, body, actor }) => {
    const record = await findConversation(params.conversation)
    authorize(actor, 'conversation.update', record)
    if (body.group) await requireGroup(body.group, record.workspace)
    await ConversationModel.updateOne({ _id: record._id }, { $set: body })
    return presentConversation({ ...record, ...body })
  })

  implement(router, routes.deleteConversation, async ({ params, actor }) => {
    const record = await findConversation(params.conversation)
    authorize(actor, 'conversation.delete', record)
    await ConversationModel.updateOne({ _id: record._id }, { $set: { deletedAt: new Date() } })
    await closeConversation(record)
    tellReaders(liveDocuments(), record, SAID)
    return { ok: true as const }
  })

  implement(router, routes.restoreConversation, async ({ params, actor }) => {
    const record = await ConversationModel.findById(params.conversation).lean<ConversationRecord>()
    if (!record) throw new PolyphonyError('gone', 'The conversation is no longer in the bin.')
    authorize(actor, 'conversation.delete', record)
    await ConversationModel.updateOne({ _id: record._id }, { $set: { deletedAt: null } })
    tellReaders(liveDocuments(), record, SAID)
    return presentConversation({ ...record, deletedAt: null })
  })

  implement(router, routes.getTranscript, async ({ params, actor }) => {
    const record = await findConversation(params.conversation)
    authorize(actor, 'transcript.read', record)
    return readTranscriptText(record._id)
  })

  implement(router, routes.getSourceWords, async ({ params, actor, req, res }) => {
    const record = await findConversation(params.conversation)
    authorize(actor, 'transcript.read', record)
    const etag = `"${createHash('sha256').update(record._id).digest('base64url').slice(0, 22)}"`
    // They never change: the conversation's id names them for good.
    res.set({ ETag: etag, 'Cache-Control': 'private, max-age=31536000, immutable' })
    // Not `req.fresh`: scripts that ask with this header mostly add “no-cache”.
    const known = (req.headers['if-none-match'] ?? '').split(',').map(tag => tag.trim().replace(/^W\//, ''))
    if (known.includes(etag)) {
      res.status(304).end()
      return NO_WORDS
    }
    const packed = await packSourceWordsOf(record._id)
    res.type('json').vary('Accept-Encoding')
    if (req.acceptsEncodings('gzip')) res.set('Content-Encoding', 'gzip').end(packed)
    else res.end(gunzipSync(packed))
    return NO_WORDS
  })

  implement(router, routes.getRecording, async ({ params, actor, res }) => {
    const record = await findConversation(params.conversation)
    authorize(actor, 'recording.listen', record)
    if (!record.recording) throw new PolyphonyError('not-found', 'This conversation has no recording.')
    await sendFile(res, media.recording(record._id, record.recording.extension), record.recording.type)
  })

  implement(router, routes.getPeaks, async ({ params, actor, res }) => {
    const record = await findConversation(params.conversation)
    authorize(actor, 'recording.listen', record)
    // No error: a desk asks before it knows whether there is a recording.
    if (!record.recording?.peaks) return void res.status(204).end()
    await sendFile(res, media.peaks(record._id), PEAKS_MIME)
  })

  implement(router, routes.getDocuments, async ({ params, query, actor, res }) => {
    const record = await findConversation(params.conversation)
    authorize(actor, 'transcript.read', record)
    const bundle = await bundleDocuments(actor, record, query.part)
    // Compressed already, document by document.
    res.set({ 'Cache-Control': 'no-store, no-transform', 'Content-Type': 'application/octet-stream' })
    res.end(bundle)
  })

  implement(router, routes.listLayers, async ({ params, actor }) => {
    const record = await findConversation(params.conversation)
    authorize(actor, 'layer.read', record)
    return listLayers(record._id)
  })

  implement(router, routes.listOutlines, async ({ params, actor }) => {
    authorize(actor, 'transcript.read', params)
    return listOutlines(params.workspace)
  })

  implement(router, routes.listHighlights, async ({ params, query, actor }) => {
    authorize(actor, 'layer.read', params)
    return listHighlights({ ...query, workspace: params.workspace })
  })

  implement(router, routes.listCodings, async ({ params, query, actor }) => {
    authorize(actor, 'layer.read', params)
    return listCodings({ ...query, workspace: params.workspace })
  })

  implement(router, routes.readPassages, async ({ params, query, actor }) => {
    authorize(actor, 'layer.read', params)
    return readPassages(params.workspace, query.of)
  })

  implement(router, routes.listTies, async ({ params, query, actor }) => {
    authorize(actor, 'layer.read', params)
    return listTies({ ...query, workspace: params.workspace })
  })

  implement(router, routes.listSpeakers, async ({ params, actor }) => {
    authorize(actor, 'transcript.read', params)
    return listSpeakers(params.workspace)
  })

  return router
}
