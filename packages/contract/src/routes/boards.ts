import { z } from 'zod'
import { AffinityBoard, Id, Title } from '../model.ts'
import { defineRoute } from '../route.ts'

const workspace = z.object({ workspace: Id })
const board = z.object({ board: Id })

export const listBoards = defineRoute({
  method: 'GET',
  path: '/api/workspaces/:workspace/boards',
  summary: 'Affinity boards: who took part, what lies on them and what came of it; newest first',
  params: workspace,
  response: z.array(AffinityBoard),
})
export const createBoard = defineRoute({
  method: 'POST',
  path: '/api/workspaces/:workspace/boards',
  summary: 'Begin an affinity board',
  params: workspace,
  body: z.object({ title: Title }),
  response: AffinityBoard,
})
export const getBoard = defineRoute({
  method: 'GET',
  path: '/api/boards/:board',
  summary: 'An affinity board, without what lies on it',
  params: board,
  response: AffinityBoard,
})
export const updateBoard = defineRoute({
  method: 'PATCH',
  path: '/api/boards/:board',
  summary: 'Name a board, close it (nothing on it can be changed any more) or open it again',
  params: board,
  body: z.object({ title: Title.optional(), closed: z.boolean().optional() }),
  response: AffinityBoard,
})
export const deleteBoard = defineRoute({
  method: 'DELETE',
  path: '/api/boards/:board',
  summary: 'Move a board to the bin',
  params: board,
  response: z.object({ ok: z.literal(true) }),
})
export const restoreBoard = defineRoute({
  method: 'POST',
  path: '/api/boards/:board/restore',
  summary: 'Take a board out of the bin',
  params: board,
  response: AffinityBoard,
})
