import { type BinnedItem, can, LIMITS, PolyphonyError, routes } from '@polyphony/contract'
import { Router } from 'express'
import { trusted } from 'mongoose'
import { BoardModel, type BoardRecord } from '../../models/board.ts'
import { ConversationModel, type ConversationRecord } from '../../models/conversation.ts'
import { FindingModel, type FindingRecord } from '../../models/finding.ts'
import { implement } from '../implement.ts'

const BIN_MS = LIMITS.binDays * 24 * 3600 * 1000

/** What was deleted and can be restored; restoring is a route of what it is. */
export const binRoutes = (): Router => {
  const router = Router()

  implement(router, routes.listBin, async ({ params: { workspace }, actor }) => {
    const inBin = { workspace, deletedAt: trusted({ $ne: null }) }
    const may = {
      conversation: can(actor, 'conversation.delete', { workspace }),
      finding: can(actor, 'finding.delete', { workspace }),
      board: can(actor, 'board.write', { workspace }),
    }
    if (!may.conversation && !may.finding && !may.board) {
      throw new PolyphonyError('forbidden', 'Your role does not delete or restore anything here.')
    }
    const conversations = may.conversation
      ? await ConversationModel.find(inBin).lean<ConversationRecord[]>()
      : []
    const findings = may.finding ? await FindingModel.find(inBin).lean<FindingRecord[]>() : []
    const boards = may.board ? await BoardModel.find(inBin).lean<BoardRecord[]>() : []
    return [
      ...conversations.map(record => present('conversation', record)),
      ...findings.map(record => present('finding', record)),
      ...boards.map(record => present('board', record)),
    ].sort((a, b) => b.deletedAt.localeCompare(a.deletedAt))
  })

  return router
}

const present = (
  kind: BinnedItem['kind'],
  { _id, title, deletedAt }: ConversationRecord | FindingRecord | BoardRecord,
): BinnedItem => {
  const at = deletedAt!.getTime()
  return {
    kind,
    id: _id,
    title,
    deletedAt: new Date(at).toISOString(),
    goneAt: new Date(at + BIN_MS).toISOString(),
  }
}
