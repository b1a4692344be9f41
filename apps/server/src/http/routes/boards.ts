import { type Action, type Actor, type AffinityBoard, PolyphonyError, routes } from '@polyphony/contract'
import { beginBoard, documentName, newId, readBoard } from '@polyphony/document'
import { Router } from 'express'
import { liveDocuments } from '../../liveDocuments.ts'
import { BoardModel, type BoardRecord } from '../../models/board.ts'
import { authorize } from '../../policies/authorize.ts'
import { forgetDocumentAccess } from '../../policies/documentAccess.ts'
import { membershipIn } from '../../policies/membershipIn.ts'
import { implement } from '../implement.ts'

/** Affinity boards as records of a session; what lies on them is edited live. */
export const boardRoutes = (): Router => {
  const router = Router()

  const find = async (id: string, actor: Actor, action: Action): Promise<BoardRecord> => {
    const record = await BoardModel.findOne({ _id: id, deletedAt: null }).lean<BoardRecord>()
    if (!record) throw new PolyphonyError('not-found', 'There is no such board; it may have been deleted.')
    authorize(actor, action, record)
    return record
  }

  implement(router, routes.listBoards, async ({ params: { workspace }, actor }) => {
    authorize(actor, 'board.read', { workspace })
    const records = await BoardModel.find({ workspace, deletedAt: null })
      .sort({ createdAt: -1 })
      .lean<BoardRecord[]>()
    return Promise.all(records.map(present))
  })

  implement(router, routes.createBoard, async ({ params: { workspace }, body, actor }) => {
    authorize(actor, 'board.write', { workspace })
    const { member } = membershipIn(actor, workspace)
    const record: BoardRecord = {
      _id: newId(),
      workspace,
      title: body.title,
      createdBy: member,
      createdAt: new Date(),
      closedAt: null,
      closedBy: null,
      deletedAt: null,
    }
    await BoardModel.create(record)
    await liveDocuments().transact(nameOf(record), { member }, doc => beginBoard(doc))
    return present(record)
  })

  implement(router, routes.getBoard, async ({ params, actor }) =>
    present(await find(params.board, actor, 'board.read')),
  )

  implement(router, routes.updateBoard, async ({ params, body: { title, closed }, actor }) => {
    const record = await find(params.board, actor, 'board.write')
    const turns = closed !== undefined && closed !== (record.closedAt !== null)
    const change = {
      ...(title !== undefined && { title }),
      ...(turns && {
        closedAt: closed ? new Date() : null,
        closedBy: closed ? membershipIn(actor, record.workspace).member : null,
      }),
    }
    await BoardModel.updateOne({ _id: record._id }, { $set: change })
    if (turns) {
      // Whoever has it open finds out by connecting again.
      forgetDocumentAccess()
      liveDocuments().disconnect({ document: nameOf(record) }, 'access-changed')
    }
    return present({ ...record, ...change })
  })

  implement(router, routes.deleteBoard, async ({ params, actor }) => {
    const record = await find(params.board, actor, 'board.write')
    await BoardModel.updateOne({ _id: record._id }, { $set: { deletedAt: new Date() } })
    forgetDocumentAccess()
    liveDocuments().disconnect({ document: nameOf(record) }, 'not-found')
    return { ok: true as const }
  })

  implement(router, routes.restoreBoard, async ({ params, actor }) => {
    const record = await BoardModel.findById(params.board).lean<BoardRecord>()
    if (!record) throw new PolyphonyError('gone', 'The board is no longer in the bin.')
    authorize(actor, 'board.write', record)
    await BoardModel.updateOne({ _id: record._id }, { $set: { deletedAt: null } })
    return present({ ...record, deletedAt: null })
  })

  return router
}

const nameOf = ({ _id }: BoardRecord): string => documentName({ kind: 'board', board: _id })

/** With what its document says. */
const present = async (record: BoardRecord): Promise<AffinityBoard> => {
  const live = liveDocuments()
  const [board, people] = await Promise.all([
    live.read(nameOf(record), readBoard),
    live.writers(nameOf(record)),
  ])
  const clusters = [...board.clusters.values()]
  return {
    id: record._id,
    workspace: record.workspace,
    title: record.title,
    createdBy: record.createdBy,
    createdAt: record.createdAt.toISOString(),
    closedAt: record.closedAt?.toISOString() ?? null,
    closedBy: record.closedBy,
    people,
    cards: board.cards.size,
    clusters: clusters.length,
    outcomes: clusters.flatMap(({ title, outcome }) =>
      outcome ? [{ type: outcome.type, code: outcome.code, from: outcome.from, title }] : [],
    ),
  }
}
