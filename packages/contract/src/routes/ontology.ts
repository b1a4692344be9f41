import { Ontology, OntologyId, Operation, Revision } from '@polyphony/ontology'
import { z } from 'zod'
import { CodebookFile, ExchangeNote, Id, Instant, LIMITS } from '../model.ts'
import { defineRoute } from '../route.ts'

const workspace = z.object({ workspace: Id })

const listedRevision = Revision.extend({
  /** The one that took it back and still stands; null where none does. */
  takenBackBy: z.number().int().positive().nullable(),
})
/** A revision as a list shows it. */
export type ListedRevision = z.infer<typeof listedRevision>

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
    /** Code ids, apart by commas: only what changed one of them, moved or merged something to it, or ties it to others. */
    codes: z.string().min(1).max(4_000).optional(),
    /** Only what this member did. */
    actor: Id.optional(),
    /** Kinds of operation, apart by commas; several done as one count as each of them. */
    types: z
      .string()
      .max(400)
      .regex(/^[a-z]+(,[a-z]+)*$/)
      .optional(),
    /** Only what was done by then: how the ontology stood at the end of a day. */
    until: z.iso.datetime().optional(),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  response: z.array(listedRevision),
})
export const getOntologyAt = defineRoute({
  method: 'GET',
  path: '/api/workspaces/:workspace/ontology/revisions/:revision/state',
  summary: 'The ontology as it was right after a revision; 0 is the beginning. It never changes again',
  params: z.object({ workspace: Id, revision: z.coerce.number().int().nonnegative() }),
  response: Ontology,
})
export const previewRevert = defineRoute({
  method: 'GET',
  path: '/api/workspaces/:workspace/ontology/revisions/:revision/revert',
  summary: 'What taking one operation back would do to the ontology as it is, or why it would be refused',
  params: z.object({ workspace: Id, revision: z.coerce.number().int().positive() }),
  response: z.object({
    /** The revision of the ontology that this was worked out for. */
    revision: z.number().int(),
    /** What would be applied; empty where it is refused. */
    operations: z.array(Operation),
    /** The reason, for people; null where nothing speaks against it. */
    refused: z.string().nullable(),
  }),
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

/** Two codes that look like one, and that a lead has called different: they are not suggested for merging again. */
const DistinctCodes = z.object({ a: OntologyId, b: OntologyId, by: Id, at: Instant })
export type DistinctCodes = z.infer<typeof DistinctCodes>
export const listDistinctCodes = defineRoute({
  method: 'GET',
  path: '/api/workspaces/:workspace/ontology/distinct',
  summary: 'Pairs of codes that a lead has called different, though they look like one',
  params: workspace,
  response: z.array(DistinctCodes),
})
export const setDistinctCodes = defineRoute({
  method: 'PUT',
  path: '/api/workspaces/:workspace/ontology/distinct',
  summary: 'Call two codes different, so that nobody is asked again whether they are one, or take that back',
  params: workspace,
  body: z.object({ a: OntologyId, b: OntologyId, distinct: z.boolean() }),
  response: z.object({ ok: z.literal(true) }),
})

export const exportCodebook = defineRoute({
  method: 'GET',
  path: '/api/workspaces/:workspace/ontology/codebook/:format',
  summary: 'The codebook as a file: REFI-QDA, SKOS (JSON-LD, Turtle), CSV or XLSX',
  params: workspace.extend({ format: CodebookFile }),
})
export const previewCodebookExport = defineRoute({
  method: 'GET',
  path: '/api/workspaces/:workspace/ontology/codebook/:format/notes',
  summary: 'What such a file would leave out',
  params: workspace.extend({ format: CodebookFile }),
  response: z.array(ExchangeNote),
})

const codebookImport = z.object({
  /** The name of the file, for the history. */
  name: z.string().trim().min(1).max(200),
  /** The file. */
  content: z.base64(),
  /** Told from the file when left out. */
  format: z.enum(['qdc', 'turtle', 'json-ld', 'csv']).optional(),
  /** Of the names, in a file that has them in several languages; BCP 47. */
  language: z.string().max(35).optional(),
  /** Where the file and a code that is here differ: keep ours, fill what is empty, or take the file's. */
  onMatch: z.enum(['keep', 'fill', 'replace']).default('fill'),
  /** Other decisions than the plan's own, by key: a code to be one with, a new one, or none. */
  choices: z
    .record(z.string(), z.union([z.enum(['create', 'skip']), z.object({ code: z.string() })]))
    .default({}),
})
// Base64 is a third longer, and the decisions come on top.
const bodyBytes = 2 * LIMITS.codebookBytes

const NamedCode = z.object({ id: z.string(), name: z.string() })
export const planCodebookImport = defineRoute({
  method: 'POST',
  path: '/api/workspaces/:workspace/ontology/codebook/plan',
  summary: 'What importing a codebook would do, code by code; nothing is changed',
  params: workspace,
  body: codebookImport,
  bodyBytes,
  response: z.object({
    /** The revision that the plan was made for; importing asks for it. */
    revision: z.number().int(),
    format: z.enum(['qdc', 'turtle', 'json-ld', 'csv']),
    title: z.string().nullable(),
    /** The program that wrote the file. */
    origin: z.string().nullable(),
    /** That the names are in, the one that most are in first; `''` where none is told, nothing where the format has none. */
    languages: z.array(z.string()),
    codes: z.array(
      z.object({
        key: z.string(),
        name: z.string(),
        /** Key of what it stands under in the file. */
        parent: z.string().nullable(),
        /** Merged, retired or rejected in the file. */
        outOfUse: z.boolean(),
        action: z.enum(['create', 'match', 'restore', 'skip']),
        /** By what it was recognised. */
        by: z.enum(['id', 'place', 'name', 'choice']).nullable(),
        code: NamedCode.nullable(),
        differences: z.array(
          z.object({ field: z.string(), ours: z.string(), theirs: z.string(), taken: z.boolean() }),
        ),
      }),
    ),
    /** How many changes it would make, links included. */
    changes: z.number().int(),
    notes: z.array(ExchangeNote),
  }),
})
export const importCodebook = defineRoute({
  method: 'POST',
  path: '/api/workspaces/:workspace/ontology/codebook',
  summary: 'Import a codebook as one act, which is one revision and taken back as one',
  params: workspace,
  body: codebookImport.extend({
    /** That of the plan. Refused when somebody has changed the ontology since: what the plan showed may not hold. */
    revision: z.number().int().nonnegative(),
  }),
  bodyBytes,
  response: z.object({
    revision: z.number().int(),
    /** Null where there was nothing to do. */
    recorded: Revision.nullable(),
    notes: z.array(ExchangeNote),
  }),
})
