import { z } from 'zod'
import { CodeThread, Id, InboxEntry, ThreadRecord } from '../model.ts'
import { defineRoute } from '../route.ts'

const workspace = z.object({ workspace: Id })

export const listInbox = defineRoute({
  method: 'GET',
  path: '/api/workspaces/:workspace/inbox',
  summary:
    'What others wrote to me: mentions, answers in my threads, comments on my highlights, decisions on my proposals and against my codings; newest first',
  params: workspace,
  query: z.object({
    unseen: z.stringbool().optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
    after: z.string().max(200).optional(),
  }),
  response: z.object({
    entries: z.array(InboxEntry),
    next: z.string().nullable(),
    /** Of all, not only of this page. */
    unseen: z.number().int(),
  }),
})
export const markInbox = defineRoute({
  method: 'POST',
  path: '/api/workspaces/:workspace/inbox/seen',
  summary: 'Mark entries of my inbox as seen or not; without `entries`, all there are',
  params: workspace,
  body: z.object({
    entries: z.array(z.string().max(200)).max(5_000).optional(),
    seen: z.boolean().default(true),
  }),
  /** Those whose mark has changed. */
  response: z.object({ changed: z.array(z.string()) }),
})

export const listCodeThreads = defineRoute({
  method: 'GET',
  path: '/api/workspaces/:workspace/code-threads',
  summary: 'Comments on codes, as threads, of all conversations; newest first',
  params: workspace,
  query: z.object({
    /** Code ids, apart by commas: a code and those merged into it. */
    codes: z.string().min(1).max(4_000),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  response: z.object({ threads: z.array(CodeThread), more: z.boolean() }),
})

export const listThreads = defineRoute({
  method: 'GET',
  path: '/api/conversations/:conversation/threads',
  summary: 'All comments of a conversation, as threads, to take them out of the workspace; oldest first',
  params: z.object({ conversation: Id }),
  response: z.array(ThreadRecord),
})
