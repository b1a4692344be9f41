import { z } from 'zod'

/** Where words stand, as others can find them: encoded Yjs relative positions (base64). */
const Passage = z.object({ start: z.string(), end: z.string() })

/**
 * What a client says of itself on the awareness of a transcript or a curation. The server stamps `member`, `name` and `colour`: nobody
 * appears as somebody else. What an older client does not say has a default.
 */
export const Presence = z.object({
  member: z.string(),
  name: z.string(),
  colour: z.string(),
  /** The turn at the top of the view. */
  reading: z.string().nullable().default(null),
  /** How much of that turn lies above the view, 0–1. */
  within: z.number().min(0).max(1).default(0),
  /** What is selected. */
  selection: Passage.nullable().default(null),
  /** The word that is being pointed at, for as long as it is. */
  pointer: Passage.nullable().default(null),
  /** Seconds in the recording, whether it plays, and how fast. */
  listening: z
    .object({ at: z.number(), playing: z.boolean(), rate: z.number().positive().default(1) })
    .nullable()
    .default(null),
  /** Member whose view and playback this person goes with. */
  following: z.string().nullable().default(null),
  /** In a curation: the coding that is being looked at, as `codingRefKey` names it. */
  sorting: z.string().max(200).nullable().default(null),
})
export type Presence = z.infer<typeof Presence>

const coordinate = z.number().min(-1e6).max(1e6)

/** What a client says of itself on the awareness of a board; identity is stamped as in `Presence`. */
export const BoardPresence = z.object({
  member: z.string(),
  name: z.string(),
  colour: z.string(),
  /** Where the pointer is, in pixels of the board at full size; null when it is elsewhere. */
  cursor: z.tuple([coordinate, coordinate]).nullable().default(null),
  /**
   * What is being moved, by how much from where it lay when `id` was told first. `dropped` once it is let go, until the
   * document has it.
   */
  drag: z
    .object({
      id: z.string(),
      cards: z.array(z.string()).max(100),
      clusters: z.array(z.string()).max(100),
      dx: coordinate,
      dy: coordinate,
      dropped: z.boolean(),
    })
    .nullable()
    .default(null),
})
export type BoardPresence = z.infer<typeof BoardPresence>

/**
 * Query parameter of a socket's address: the version of the narrative's schema that the client's editor knows
 * (`narrativeSchemaVersion`). An editor with another one would delete what it does not know, so it may only read.
 */
export const SCHEMA_PARAMETER = 'schema'

/** Stateless messages the collaboration server sends on a document. */
export const StatelessMessage = z.discriminatedUnion('type', [
  /** The database cannot be reached (false) or can be again (true): what the interface calls Not saved. */
  z.object({ type: z.literal('saving'), ok: z.boolean() }),
  /** A member's layer of this conversation has its first content (sent on the transcript). */
  z.object({ type: z.literal('layer'), member: z.string() }),
  /** Something was written that concerns the reader (sent to them alone, on ontology and transcript). */
  z.object({ type: z.literal('inbox') }),
  /** What is listed of a conversation has changed: its codings, its threads, relations between excerpts (on ontology). */
  z.object({
    type: z.literal('said'),
    conversation: z.string(),
    about: z.array(z.enum(['codings', 'threads', 'relations'])),
  }),
  /** Somebody has changed the plan that codes are mapped to (on ontology). */
  z.object({ type: z.literal('plan') }),
])
export type StatelessMessage = z.infer<typeof StatelessMessage>
