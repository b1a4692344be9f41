import { type CodebookFile, PolyphonyError, routes } from '@polyphony/contract'
import { describeNote, type ExchangeNote } from '@polyphony/ontology/exchange'
import { Router } from 'express'
import { applyOntologyOperations } from '../../commands/applyOntologyOperations.ts'
import { importCodebook } from '../../commands/codebooks/importCodebook.ts'
import { planCodebookImport } from '../../commands/codebooks/planCodebookImport.ts'
import { writeCodebook } from '../../commands/codebooks/writeCodebook.ts'
import { listRevisions } from '../../commands/listRevisions.ts'
import { readOntology } from '../../commands/readOntology.ts'
import { readOntologyAt } from '../../commands/readOntologyAt.ts'
import { previewRevert, revertRevision } from '../../commands/revertRevision.ts'
import { setDistinctCodes } from '../../commands/setDistinctCodes.ts'
import {
  DistinctCodesModel,
  type DistinctCodesRecord,
  presentDistinctCodes,
} from '../../models/distinctCodes.ts'
import { WorkspaceModel, type WorkspaceRecord } from '../../models/workspace.ts'
import { authorize } from '../../policies/authorize.ts'
import { membershipIn } from '../../policies/membershipIn.ts'
import { implement } from '../implement.ts'
import type { ServerContext } from '../serverContext.ts'

const presentNote = (note: ExchangeNote) => ({ ...note, message: describeNote(note) })

/** The codebook of a workspace in a format. */
const written = async (workspace: string, format: CodebookFile) => {
  const record = await WorkspaceModel.findById(workspace).lean<WorkspaceRecord>()
  if (!record) throw new PolyphonyError('not-found', 'There is no such workspace.')
  return writeCodebook(await readOntology(workspace), format, { ...record, id: record._id })
}

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

  implement(router, routes.listRevisions, ({ params: { workspace }, query, actor }) => {
    authorize(actor, 'ontology.read', { workspace })
    return listRevisions(workspace, query)
  })

  implement(router, routes.getOntologyAt, async ({ params: { workspace, revision }, actor, res }) => {
    authorize(actor, 'ontology.read', { workspace })
    const ontology = await readOntologyAt(workspace, revision)
    // What has been never changes; who may see it is asked again after a while.
    res.setHeader('Cache-Control', 'private, max-age=600')
    return ontology
  })

  implement(router, routes.previewRevert, ({ params: { workspace, revision }, actor }) =>
    previewRevert({ workspace, revision, actor }),
  )

  implement(router, routes.revertRevision, ({ params: { workspace, revision }, query, actor }) =>
    revertRevision({ workspace, revision, unlessUsed: query.unlessUsed ?? false, actor, logger }),
  )

  implement(router, routes.listDistinctCodes, async ({ params: { workspace }, actor }) => {
    authorize(actor, 'ontology.read', { workspace })
    const records = await DistinctCodesModel.find({ workspace })
      .sort({ at: -1 })
      .lean<DistinctCodesRecord[]>()
    return records.map(presentDistinctCodes)
  })

  implement(router, routes.setDistinctCodes, async ({ params: { workspace }, body, actor }) => {
    authorize(actor, 'ontology.change', { workspace })
    const by = membershipIn(actor, workspace).member
    await setDistinctCodes({ workspace, ...body, by })
    return { ok: true as const }
  })

  implement(router, routes.exportCodebook, async ({ params: { workspace, format }, actor, res }) => {
    authorize(actor, 'ontology.read', { workspace })
    const { content, mediaType } = await written(workspace, format)
    res.setHeader('Content-Disposition', `attachment; filename="codebook.${format}"`)
    res.setHeader('Content-Type', mediaType)
    res.end(content)
  })

  implement(router, routes.previewCodebookExport, async ({ params: { workspace, format }, actor }) => {
    authorize(actor, 'ontology.read', { workspace })
    const { notes } = await written(workspace, format)
    return notes.map(presentNote)
  })

  implement(router, routes.planCodebookImport, async ({ params: { workspace }, body, actor }) => {
    authorize(actor, 'ontology.change', { workspace })
    const ontology = await readOntology(workspace)
    const { format, codebook, languages, plan, notes } = await planCodebookImport(ontology, body)
    return {
      revision: ontology.revision,
      format,
      title: codebook.title,
      origin: codebook.origin,
      languages,
      codes: plan.codes,
      changes: plan.operation?.type === 'batch' ? plan.operation.steps.length : 0,
      notes: notes.map(presentNote),
    }
  })

  implement(router, routes.importCodebook, async ({ params: { workspace }, body, actor }) => {
    const { revision, ...upload } = body
    const { notes, ...answer } = await importCodebook({ workspace, actor, revision, upload, logger })
    return { ...answer, notes: notes.map(presentNote) }
  })

  return router
}
