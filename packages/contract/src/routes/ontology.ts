import { Ontology, Operation, Revision } from '@polyphony/ontology'
import { z } from 'zod'
import { Id } from '../model.ts'
import { defineRoute } from '../route.ts'

const workspace = z.object({ workspace: Id })

export const getOntology = defineRoute({
  method: 'GET',
  path: '/api/workspaces/:workspace/ontology',
  summary: 'The codes with their hierarchy and relations',
  params: workspace,
  response: Ontology,
})
export const applyOperations = defineRoute({
  method: 'POST',
  path: '/api/workspaces/:workspace/ontology/operations',
  summary: 'Change the ontology: all of the operations, in order, or none',
  params: workspace,
  body: z.object({
    operations: z.array(Operation).min(1).max(1000),
    note: z.string().max(10_000).nullable().default(null),
    /** The revision that the operations were written for; left out, they apply to whatever is there. */
    revision: z.number().int().nonnegative().optional(),
    /**
     * Where the ontology is not at that revision any more: `rebase` does what was meant where that is still possible
     * (merges followed, what others did the same left out) and refuses the rest; `refuse` refuses.
     */
    stale: z.enum(['rebase', 'refuse']).default('rebase'),
  }),
  response: z.object({ revision: z.number().int(), revisions: z.array(Revision) }),
})
export const listRevisions = defineRoute({
  method: 'GET',
  path: '/api/workspaces/:workspace/ontology/revisions',
  summary: 'Who changed what, newest first',
  params: workspace,
  query: z.object({
    before: z.coerce.number().int().optional(),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  response: z.array(Revision),
})
export const revertRevision = defineRoute({
  method: 'POST',
  path: '/api/workspaces/:workspace/ontology/revisions/:revision/revert',
  summary:
    'Take one operation back; with `unlessUsed=true` refused when others have applied the code that would go',
  params: z.object({ workspace: Id, revision: z.coerce.number().int().positive() }),
  query: z.object({ unlessUsed: z.stringbool().optional() }),
  response: z.object({ revision: z.number().int(), revisions: z.array(Revision) }),
})
