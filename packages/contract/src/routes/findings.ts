import { z } from 'zod'
import { Decision, Excerpt, Export, ExportFormat, Finding, holdsTeamData, Id, Text, Title } from '../model.ts'
import { defineRoute } from '../route.ts'

const ok = z.object({ ok: z.literal(true) })
const workspace = z.object({ workspace: Id })
const finding = z.object({ finding: Id })
const excerpt = z.object({ excerpt: Id })

/** A rich text as ProseMirror JSON. */
const RichText = z.record(z.string(), z.unknown())

export const listFindings = defineRoute({
  method: 'GET',
  path: '/api/workspaces/:workspace/findings',
  summary: 'Findings of a workspace',
  params: workspace,
  response: z.array(Finding),
})
export const createFinding = defineRoute({
  method: 'POST',
  path: '/api/workspaces/:workspace/findings',
  summary: 'Begin a finding',
  params: workspace,
  body: z.object({ title: Title, themes: z.array(z.string()).default([]) }),
  response: Finding,
})
export const getFinding = defineRoute({
  method: 'GET',
  path: '/api/findings/:finding',
  summary: 'A finding with its excerpts and its narrative as it stands',
  params: finding,
  response: z.object({ finding: Finding, excerpts: z.array(Excerpt), narrative: RichText }),
})
export const updateFinding = defineRoute({
  method: 'PATCH',
  path: '/api/findings/:finding',
  summary: 'Change title or themes',
  params: finding,
  body: z.object({ title: Title.optional(), themes: z.array(z.string()).optional() }),
  response: Finding,
})
export const deleteFinding = defineRoute({
  method: 'DELETE',
  path: '/api/findings/:finding',
  summary: 'Move a finding to the bin',
  params: finding,
  response: ok,
})
export const restoreFinding = defineRoute({
  method: 'POST',
  path: '/api/findings/:finding/restore',
  summary: 'Take a finding out of the bin',
  params: finding,
  response: Finding,
})

export const addExcerpt = defineRoute({
  method: 'POST',
  path: '/api/findings/:finding/excerpts',
  summary: 'Pick a highlight as an excerpt',
  params: finding,
  body: z.object({ conversation: Id, member: Id, highlight: Id }),
  response: Excerpt,
})
export const orderExcerpts = defineRoute({
  method: 'PUT',
  path: '/api/findings/:finding/excerpts/order',
  summary: 'Put the excerpts in an order',
  params: finding,
  body: z.object({ excerpts: z.array(Id) }),
  response: z.array(Excerpt),
})
export const removeExcerpt = defineRoute({
  method: 'DELETE',
  path: '/api/excerpts/:excerpt',
  summary: 'Take an excerpt out of its finding',
  params: excerpt,
  response: ok,
})
export const decideExcerpt = defineRoute({
  method: 'POST',
  path: '/api/excerpts/:excerpt/decision',
  summary: "Decide on sharing an excerpt: a trustee's or lead's word",
  params: excerpt,
  body: z.object({
    state: Decision.shape.state,
    reason: Text.nullable().default(null),
    expiresAt: z.iso.datetime().nullable().default(null),
  }),
  response: Excerpt,
})
export const listExcerpts = defineRoute({
  method: 'GET',
  path: '/api/workspaces/:workspace/excerpts',
  summary: 'Excerpts, for those who decide',
  params: workspace,
  query: z.object({ state: Decision.shape.state.optional() }),
  response: z.array(Excerpt),
})
/** MP3 bytes, cut anew from the recording. */
export const getClip = defineRoute({
  method: 'GET',
  path: '/api/excerpts/:excerpt/clip',
  summary: "An excerpt's audio, cut anew (MP3)",
  params: excerpt,
})

export const listExports = defineRoute({
  method: 'GET',
  path: '/api/workspaces/:workspace/exports',
  summary: 'Exports made and under way',
  params: workspace,
  response: z.array(Export),
})
export const createExport = defineRoute({
  method: 'POST',
  path: '/api/workspaces/:workspace/exports',
  summary: 'Export findings, codings and codebook',
  params: workspace,
  body: z
    .object({
      formats: z.array(ExportFormat).min(1),
      findings: z.array(Id).default([]),
      /** Comments of the team as well: for leads, and in formats that hold the team's data alone. */
      comments: z.boolean().default(false),
    })
    .refine(({ comments, formats }) => !comments || formats.some(holdsTeamData), {
      path: ['comments'],
      error: 'the site never holds comments: choose csv or jsonld as well',
    }),
  response: Export,
})
export const getExport = defineRoute({
  method: 'GET',
  path: '/api/exports/:export',
  summary: 'How far an export is',
  params: z.object({ export: Id }),
  response: Export,
})
export const cancelExport = defineRoute({
  method: 'DELETE',
  path: '/api/exports/:export',
  summary: 'Stop an export and delete what it wrote',
  params: z.object({ export: Id }),
  response: ok,
})
/** A zip archive. */
export const downloadExport = defineRoute({
  method: 'GET',
  path: '/api/exports/:export/file',
  summary: 'The exported files as a zip archive',
  params: z.object({ export: Id }),
})
