import { z } from 'zod'
import { BinnedItem, Id } from '../model.ts'
import { defineRoute } from '../route.ts'

export const listBin = defineRoute({
  method: 'GET',
  path: '/api/workspaces/:workspace/bin',
  summary: 'Deleted conversations, findings and boards that the caller may restore, newest first',
  params: z.object({ workspace: Id }),
  response: z.array(BinnedItem),
})
