import { z } from 'zod'
import { Id } from '../model.ts'
import { defineRoute } from '../route.ts'

const workspace = z.object({ workspace: Id })

/** Most places that are listed, and replaced, at once. */
export const MOST_PLACES = 2000

/** A stretch of one turn. UTF-16 units of the turn's text, end exclusive. */
const Place = z.object({
  conversation: Id,
  turn: z.string().max(100),
  from: z.number().int().nonnegative(),
  to: z.number().int().positive(),
  /** The words that stand there. */
  text: z.string().min(1).max(1000),
})

const FoundPlace = Place.extend({
  speaker: z.string(),
  /** Seconds at which it is spoken; null where unknown. */
  start: z.number().nullable(),
  /** The words on either side. */
  before: z.string(),
  behind: z.string(),
})
export type FoundPlace = z.infer<typeof FoundPlace>

const Replacement = Place.extend({ insert: z.string().min(1).max(1000) })
export type Replacement = z.infer<typeof Replacement>

/** Every place, exactly: what stands between spaces is looked for as one text. */
export const findPlaces = defineRoute({
  method: 'GET',
  path: '/api/workspaces/:workspace/places',
  summary: 'Where a text is said, in all conversations: what replacing it everywhere would touch',
  params: workspace,
  query: z.object({
    text: z.string().max(200),
    wholeWord: z.enum(['true', 'false']).default('true'),
    /** Case and accents count. */
    exact: z.enum(['true', 'false']).default('false'),
  }),
  response: z.object({
    places: z.array(FoundPlace),
    /** There are more than can be listed at once. */
    more: z.boolean(),
  }),
})

export const replacePlaces = defineRoute({
  method: 'POST',
  path: '/api/workspaces/:workspace/places',
  summary:
    'Correct a word that was misheard in any number of places; each conversation as a whole or not at all',
  params: workspace,
  body: z.object({ replacements: z.array(Replacement).min(1).max(MOST_PLACES) }),
  response: z.object({
    replaced: z.number().int(),
    /** Places where other words stand by now; they are left as they are. */
    changed: z.number().int(),
    /** Conversations that could not be written at the moment, with all their places. */
    failed: z.array(Id),
    /** The same request with these takes it back. */
    inverse: z.array(Replacement),
  }),
})
