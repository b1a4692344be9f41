import { type Actor, PolyphonyError, routes } from '@polyphony/contract'
import { newId } from '@polyphony/document'
import { Router } from 'express'
import { trusted } from 'mongoose'
import { ExportModel, type ExportRecord, presentExport } from '../../models/export.ts'
import { FindingModel } from '../../models/finding.ts'
import { authorize } from '../../policies/authorize.ts'
import { membershipIn } from '../../policies/membershipIn.ts'
import type { ContentContext } from '../contentContext.ts'
import { implement } from '../implement.ts'
import { sendFile } from '../sendFile.ts'

/** Exports: begun here, written by a child process, fetched as an archive. */
export const exportRoutes = ({ media, exports: runner }: ContentContext): Router => {
  const router = Router()

  const find = async (id: string, actor: Actor): Promise<ExportRecord> => {
    const record = await ExportModel.findById(id).lean<ExportRecord>()
    if (!record) throw new PolyphonyError('not-found', 'There is no such export.')
    authorize(actor, 'export.create', record)
    return record
  }

  implement(router, routes.listExports, async ({ params, actor }) => {
    authorize(actor, 'export.create', params)
    const records = await ExportModel.find({ workspace: params.workspace })
      .sort({ createdAt: -1 })
      .lean<ExportRecord[]>()
    return records.map(presentExport)
  })

  implement(router, routes.createExport, async ({ params, body, actor, session }) => {
    authorize(actor, 'export.create', params)
    if (body.comments) authorize(actor, 'comment.export', params)
    const found = await FindingModel.countDocuments({
      _id: trusted({ $in: body.findings }),
      workspace: params.workspace,
      deletedAt: null,
    })
    if (found !== new Set(body.findings).size) {
      throw new PolyphonyError(
        'invalid-input',
        'One of the findings is not in this workspace, or was deleted.',
      )
    }
    const record: ExportRecord = {
      _id: newId(),
      workspace: params.workspace,
      member: membershipIn(actor, params.workspace).member,
      formats: [...new Set(body.formats)],
      findings: body.findings,
      comments: body.comments,
      state: 'queued',
      progress: 0,
      step: 'Waiting',
      error: null,
      bytes: null,
      createdAt: new Date(),
    }
    await ExportModel.create(record)
    runner.start(record, session.user.id)
    return presentExport(record)
  })

  implement(router, routes.getExport, async ({ params, actor }) =>
    presentExport(await find(params.export, actor)),
  )

  implement(router, routes.cancelExport, async ({ params, actor }) => {
    const record = await find(params.export, actor)
    await runner.cancel(record._id)
    await ExportModel.deleteOne({ _id: record._id })
    return { ok: true as const }
  })

  implement(router, routes.downloadExport, async ({ params, actor, res }) => {
    const record = await find(params.export, actor)
    if (record.state !== 'ready') throw new PolyphonyError('not-ready', 'The export is not ready yet.')
    res.setHeader('Content-Disposition', `attachment; filename="polyphony-${record._id}.zip"`)
    await sendFile(res, media.exportArchive(record._id), 'application/zip')
  })

  return router
}
