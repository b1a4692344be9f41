import { z } from 'zod'
import { Stretch } from '../listening/stretches.ts'
import { Id, Instant, LIMITS } from '../model.ts'
import { defineRoute } from '../route.ts'

/** What one member has heard of one conversation. */
const Listening = z.object({
  member: Id,
  /** In order, none touching another. */
  heard: z.array(Stretch),
  /** Seconds heard, each counted once. */
  seconds: z.number(),
  /** Where they stopped, in seconds; null before they first listened. */
  position: z.number().nullable(),
  updatedAt: Instant,
})
export type Listening = z.infer<typeof Listening>

/** How much one member has heard of one conversation. */
const ListeningSummary = Listening.omit({ heard: true }).extend({
  conversation: Id,
  /** Of the recording, in seconds. */
  duration: z.number(),
})
export type ListeningSummary = z.infer<typeof ListeningSummary>

export const recordListening = defineRoute({
  method: 'POST',
  path: '/api/conversations/:conversation/listening',
  summary: 'Add stretches of the recording that I have heard; sending them again changes nothing',
  params: z.object({ conversation: Id }),
  body: z.object({
    heard: z
      .array(Stretch.refine(([from, to]) => from < to, 'A stretch ends after it begins.'))
      .max(LIMITS.listeningStretches),
    /** Where I stand now, in seconds; null leaves it as it is. */
    position: z.number().min(0).nullable().default(null),
  }),
  response: Listening,
})
export const getListening = defineRoute({
  method: 'GET',
  path: '/api/conversations/:conversation/listening',
  summary: 'Who has heard which stretches of a conversation',
  params: z.object({ conversation: Id }),
  response: z.array(Listening),
})
export const listListening = defineRoute({
  method: 'GET',
  path: '/api/workspaces/:workspace/listening',
  summary: 'How much each member has heard of each conversation',
  params: z.object({ workspace: Id }),
  response: z.array(ListeningSummary),
})
