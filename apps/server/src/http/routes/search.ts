import { routes } from '@polyphony/contract'
import { parseSearch } from '@polyphony/document'
import { Router } from 'express'
import { searchWorkspace } from '../../commands/searchWorkspace.ts'
import { authorize } from '../../policies/authorize.ts'
import { implement } from '../implement.ts'

const NONE = {
  words: { hits: [], next: null },
  notes: { hits: [], next: null },
  speakers: [],
  codes: [],
  conversations: [],
  findings: [],
}

/** Searching a workspace. */
export const searchRoutes = (): Router => {
  const router = Router()
  implement(router, routes.search, ({ params: { workspace }, query, actor }) => {
    for (const action of ['transcript.read', 'layer.read', 'ontology.read', 'finding.read'] as const)
      authorize(actor, action, { workspace })
    const { q, wholeWord, ...rest } = query
    const search = parseSearch(q, { wholeWord: wholeWord === 'true' })
    return search ? searchWorkspace({ workspace, search, typed: q, ...rest }) : NONE
  })
  return router
}
