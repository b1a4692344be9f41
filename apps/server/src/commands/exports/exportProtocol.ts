import { ExportFormat } from '@polyphony/contract'
import { z } from 'zod'

/** What the server hands its child process on standard input. */
export const ExportOrder = z.object({
  baseUrl: z.string(),
  token: z.string(),
  workspace: z.string(),
  formats: z.array(ExportFormat),
  findings: z.array(z.string()),
  comments: z.boolean(),
  directory: z.string(),
  archive: z.string(),
})
export type ExportOrder = z.infer<typeof ExportOrder>

/** What the child process says, one JSON line each. */
export const ExportNews = z.union([
  z.object({ step: z.string(), progress: z.number() }),
  z.object({ done: z.object({ bytes: z.number().int() }) }),
  z.object({ error: z.object({ code: z.string(), message: z.string() }) }),
])
export type ExportNews = z.infer<typeof ExportNews>
