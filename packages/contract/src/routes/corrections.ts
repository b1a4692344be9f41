import { z } from 'zod'
import { Id, Instant } from '../model.ts'
import { defineRoute } from '../route.ts'

const State = z.object({
  /** Null where it is too long to be kept. */
  text: z.string().nullable(),
  /** Speaker id. */
  speaker: z.string(),
  /** Not in records of before there was anything to take back with it. */
  firstSourceWord: z.number().int().optional(),
})

/** What one person corrected within a minute. The server knows who; no document claims it. */
export const Correction = z.object({
  id: z.string(),
  member: Id,
  since: Instant,
  at: Instant,
  /** Turns as they stood before and after; null where a turn came (a split) or went (a join). */
  turns: z.array(
    z.object({
      turn: z.string(),
      before: State.nullable(),
      after: State.nullable(),
      /** Of a turn that came or went: the turn before it at that moment. */
      behind: z.string().nullable().optional(),
    }),
  ),
  /** Speakers that were added, renamed, given another role, or taken off. */
  speakers: z.array(
    z.object({ speaker: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
  ),
  /** Words that were found right as they were recognised, or no longer so; by the number of the source word. */
  words: z.array(z.object({ word: z.number().int().nonnegative(), right: z.boolean() })),
})
export type Correction = z.infer<typeof Correction>

export const listCorrections = defineRoute({
  method: 'GET',
  path: '/api/conversations/:conversation/corrections',
  summary: 'Who corrected the transcript and how, the latest first',
  params: z.object({ conversation: Id }),
  query: z.object({
    /** Only of this turn. */
    turn: z.string().max(100).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    /** The `next` of the page before. */
    after: z.iso.datetime().optional(),
  }),
  response: z.object({ corrections: z.array(Correction), next: z.string().nullable() }),
})
