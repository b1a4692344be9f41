import { z } from 'zod'
import { Id } from '../model.ts'
import { defineRoute } from '../route.ts'

/** Where in a text something was found: UTF-16 units, end exclusive. */
const Match = z.object({ from: z.number().int(), to: z.number().int() })

/** A stretch of text with what was found in it; `text` may be cut out of a longer one. */
const Found = z.object({ text: z.string(), matches: z.array(Match) })

/** Words said. */
const WordsHit = Found.extend({
  conversation: Id,
  turn: z.string(),
  /** First source word of the turn, by which a link finds it when it is joined to another. */
  word: z.number().int(),
  speaker: z.string(),
  /** Seconds at which the first match is spoken, and at which what is shown ends; null where unknown. */
  start: z.number().nullable(),
  end: z.number().nullable(),
})
export type WordsHit = z.infer<typeof WordsHit>

/** A memo or a comment. A comment on a code hangs on no highlight. */
const NoteHit = Found.extend({
  kind: z.enum(['memo', 'comment']),
  conversation: Id,
  /** Who wrote it. */
  member: Id,
  /** The highlight it is on, with the member whose it is. */
  highlight: z.object({ member: z.string(), highlight: z.string() }).nullable(),
  start: z.number().nullable(),
})
export type NoteHit = z.infer<typeof NoteHit>

const Page = <T extends z.ZodType>(hit: T) =>
  z.object({
    hits: z.array(hit),
    /** Names the page that follows; null at the end. */
    next: z.string().nullable(),
  })

export const SearchResults = z.object({
  words: Page(WordsHit),
  notes: Page(NoteHit),
  speakers: z.array(
    Found.extend({
      conversation: Id,
      speaker: z.string(),
      turns: z.number().int(),
      /** Their first turn. */
      turn: z.string(),
      word: z.number().int(),
      start: z.number().nullable(),
      end: z.number().nullable(),
    }),
  ),
  codes: z.array(
    Found.extend({
      code: z.string(),
      name: z.string(),
      colour: z.string(),
      field: z.enum(['name', 'notation', 'formerName', 'definition']),
    }),
  ),
  conversations: z.array(Found.extend({ conversation: Id })),
  findings: z.array(Found.extend({ finding: Id })),
})
export type SearchResults = z.infer<typeof SearchResults>

/** Words, and phrases in quotes, read by `parseSearch`: never a pattern or an operator. */
export const search = defineRoute({
  method: 'GET',
  path: '/api/workspaces/:workspace/search',
  summary: 'Search what was said, and speakers, codes, memos, comments and titles',
  params: z.object({ workspace: Id }),
  query: z.object({
    q: z.string().max(200),
    wholeWord: z.enum(['true', 'false']).optional(),
    /** Only in this conversation. */
    conversation: Id.optional(),
    /** What is paged through; without it, the first of everything. */
    kind: z.enum(['words', 'notes']).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
    /** The `next` of the page before. */
    after: z.string().max(300).optional(),
  }),
  response: SearchResults,
})
