import type { Actor } from '@polyphony/contract'
import { LIMITS, PolyphonyError, routes, UPLOADS_PATH } from '@polyphony/contract'
import { newId } from '@polyphony/document'
import { type Request, Router } from 'express'
import { finishImport } from '../../commands/imports/finishImport.ts'
import { receiveTranscript } from '../../commands/imports/receiveTranscript.ts'
import { ConversationModel, presentConversation } from '../../models/conversation.ts'
import { GroupModel } from '../../models/group.ts'
import { ImportModel, type ImportRecord, presentImport } from '../../models/import.ts'
import { authorize } from '../../policies/authorize.ts'
import { membershipIn } from '../../policies/membershipIn.ts'
import type { ContentContext } from '../contentContext.ts'
import { implement } from '../implement.ts'
import { readBody } from '../readBody.ts'

/** Imports: from files on somebody's disk to a conversation. */
export const importRoutes = ({ media, reader, uploads }: ContentContext): Router => {
  const router = Router()

  const find = async (id: string, actor: Actor, { finished = false } = {}): Promise<ImportRecord> => {
    const record = await ImportModel.findById(id).lean<ImportRecord>()
    if (!record || (record.finishedAt && !finished))
      throw new PolyphonyError('not-found', 'There is no such import; it may have been finished or given up.')
    authorize(actor, 'conversation.import', { workspace: record.workspace })
    return record
  }

  const present = async (record: ImportRecord) => {
    const uploading = record.recording?.state === 'uploading' && record.upload
    const progress = uploading ? await uploads.progress(record.upload!) : reader.progress(record._id)
    return presentImport(record, progress)
  }

  const removeRecording = async (record: ImportRecord): Promise<void> => {
    await reader.cancel(record._id)
    if (record.upload) await uploads.remove(record.upload)
  }

  router.use(UPLOADS_PATH, (request, response, next) => {
    // The upload protocol compares the whole path with the one it was made for.
    request.url = (request as Request).originalUrl
    return uploads.handler(request, response, next)
  })

  implement(router, routes.createImport, async ({ params, actor }) => {
    authorize(actor, 'conversation.import', params)
    const record: ImportRecord = {
      _id: newId(),
      workspace: params.workspace,
      member: membershipIn(actor, params.workspace).member,
      conversation: newId(),
      createdAt: new Date(),
      recording: null,
      upload: null,
      transcript: null,
      finishedAt: null,
    }
    await ImportModel.create(record)
    return presentImport(record)
  })

  implement(router, routes.getImport, async ({ params, actor }) => present(await find(params.import, actor)))

  implement(router, routes.putTranscript, async ({ params, query, actor, req }) => {
    const record = await find(params.import, actor)
    const bytes = await readBody(req, LIMITS.transcriptBytes, 'A transcript')
    return present(await receiveTranscript(media, record, query.name, bytes))
  })

  implement(router, routes.removeFromImport, async ({ params, actor }) => {
    const record = await find(params.import, actor)
    if (params.part === 'recording') {
      await removeRecording(record)
      await ImportModel.updateOne({ _id: record._id }, { $set: { recording: null, upload: null } })
      await media.removeImportFile(record._id, 'recording')
      await media.removeImportFile(record._id, 'peaks')
      return present({ ...record, recording: null, upload: null })
    }
    await ImportModel.updateOne({ _id: record._id }, { $set: { transcript: null } })
    await media.removeImportFile(record._id, 'transcript')
    await media.removeImportFile(record._id, 'draft')
    return present({ ...record, transcript: null })
  })

  implement(router, routes.finishImport, async ({ params, body, actor }) => {
    const record = await find(params.import, actor, { finished: true })
    if (body.group !== null && !(await GroupModel.exists({ _id: body.group, workspace: record.workspace }))) {
      throw new PolyphonyError('invalid-input', 'There is no such group in this workspace.')
    }
    return presentConversation(await finishImport(media, record, body))
  })

  implement(router, routes.cancelImport, async ({ params, actor }) => {
    const record = await find(params.import, actor)
    await removeRecording(record)
    await ImportModel.deleteOne({ _id: record._id })
    await media.removeImport(record._id)
    // The server may have been stopped while it was being finished.
    if (!(await ConversationModel.exists({ _id: record.conversation })))
      await media.removeConversation(record.conversation)
    return { ok: true as const }
  })

  return router
}
