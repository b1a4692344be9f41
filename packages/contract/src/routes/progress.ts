import { z } from 'zod'
import { Id, Instant, LIMITS, Title } from '../model.ts'
import { defineRoute } from '../route.ts'

const ok = z.object({ ok: z.literal(true) })
const workspace = z.object({ workspace: Id })
const conversation = z.object({ conversation: Id })
const assignee = z.object({ conversation: Id, member: Id })

/** Of the turns: 0–1. Headings (structural codes) cover nothing. */
const Share = z.object({
  /** By anybody. */
  all: z.number(),
  /** By whoever asks. */
  mine: z.number(),
})

const Review = z.object({ by: Id, at: Instant })
export type Review = z.infer<typeof Review>

/** How far the work on a conversation is. What was heard of it: `listListening`. */
const Progress = z.object({
  conversation: Id,
  /** Turns with a highlight, and with one that carries a code. */
  highlighted: Share,
  coded: Share,
  highlights: z.number().int(),
  codings: z.number().int(),
  /** Who has highlighted here. */
  members: z.array(Id),
  /** A lead called it reviewed. */
  reviewed: Review.nullable(),
})
export type Progress = z.infer<typeof Progress>

/** Somebody is to code a conversation. */
const Assignment = z.object({
  conversation: Id,
  workspace: Id,
  /** Who. */
  member: Id,
  /** Until the end of this day, YYYY-MM-DD: a day as on a calendar on the wall, the same everywhere. */
  due: z.iso.date().nullable(),
  note: z.string(),
  /** Who asked. */
  by: Id,
  createdAt: Instant,
  /** They say that their part is done. */
  doneAt: Instant.nullable(),
})
export type Assignment = z.infer<typeof Assignment>

/** What somebody did lately, gathered: what belongs together is one entry. */
const ActivityEntry = z.object({
  /** Names the entry; an entry that grows keeps it. */
  id: z.string(),
  kind: z.enum([
    'coded',
    'highlighted',
    'commented',
    'corrected',
    'codebook',
    'imported',
    'finding',
    'approved',
    'declined',
    'reviewed',
    'assigned',
    'finished',
  ]),
  /** Who; null where that was not recorded. */
  member: Id.nullable(),
  /** The last and the first of it. */
  at: Instant,
  from: Instant,
  count: z.number().int(),
  conversation: Id.nullable(),
  finding: Id.nullable(),
  /** Of the conversation or the finding. */
  title: Title.nullable(),
  /** Whom it is about: who was assigned, whose highlight it is. */
  about: Id.nullable(),
  /** The last highlight of it, in the layer of `about` where that is named, else of `member`. */
  highlight: z.string().nullable(),
  /** What was done, in words, where there is more to say. */
  words: z.string().nullable(),
})
export type ActivityEntry = z.infer<typeof ActivityEntry>

export const listPresence = defineRoute({
  method: 'GET',
  path: '/api/workspaces/:workspace/presence',
  summary: 'Who has which conversation open at this moment',
  params: workspace,
  response: z.array(z.object({ conversation: Id, members: z.array(Id) })),
})
export const listProgress = defineRoute({
  method: 'GET',
  path: '/api/workspaces/:workspace/progress',
  summary: 'How far the work on each conversation is: highlighted, coded, reviewed',
  params: workspace,
  response: z.array(Progress),
})
export const reviewConversation = defineRoute({
  method: 'PUT',
  path: '/api/conversations/:conversation/review',
  summary: 'Call a conversation reviewed, or open it again',
  params: conversation,
  body: z.object({ reviewed: z.boolean() }),
  response: z.object({ reviewed: Review.nullable() }),
})

export const listAssignments = defineRoute({
  method: 'GET',
  path: '/api/workspaces/:workspace/assignments',
  summary: 'Who is to code what by when',
  params: workspace,
  response: z.array(Assignment),
})
export const listMyAssignments = defineRoute({
  method: 'GET',
  path: '/api/assignments',
  summary: 'What I am to code, in all my workspaces',
  response: z.array(Assignment.extend({ title: Title })),
})
export const assignConversation = defineRoute({
  method: 'PUT',
  path: '/api/conversations/:conversation/assignments/:member',
  summary: 'Assign a conversation to a lead or an analyst, or change an assignment',
  params: assignee,
  body: z.object({
    due: z.iso.date().nullable().default(null),
    note: z.string().trim().max(LIMITS.noteLength).default(''),
    /** Left out, what is known stays: for putting back an assignment that was taken away. */
    doneAt: z.iso.datetime().nullable().optional(),
  }),
  response: Assignment,
})
export const unassignConversation = defineRoute({
  method: 'DELETE',
  path: '/api/conversations/:conversation/assignments/:member',
  summary: 'Take an assignment away',
  params: assignee,
  response: ok,
})
export const finishAssignment = defineRoute({
  method: 'PUT',
  path: '/api/conversations/:conversation/assignment',
  summary: 'Say that my part of a conversation is done, or open again',
  params: conversation,
  body: z.object({ done: z.boolean() }),
  response: Assignment,
})

export const listActivity = defineRoute({
  method: 'GET',
  path: '/api/workspaces/:workspace/activity',
  summary: 'Who did what lately, the newest first',
  params: workspace,
  query: z.object({
    limit: z.coerce.number().int().min(1).max(100).default(30),
    /** The `next` of the page before. */
    before: z.string().max(200).optional(),
  }),
  response: z.object({ entries: z.array(ActivityEntry), next: z.string().nullable() }),
})
