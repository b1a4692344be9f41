import { z } from 'zod'

/**
 * What a client says of itself on the transcript's awareness. The server stamps `member`, `name` and `colour`: nobody
 * appears as somebody else.
 */
export const Presence = z.object({
  member: z.string(),
  name: z.string(),
  colour: z.string(),
  /** The turn at the top of the view. */
  reading: z.string().nullable().default(null),
  /** Encoded Yjs relative positions (base64) of what is selected. */
  selection: z.object({ start: z.string(), end: z.string() }).nullable().default(null),
  /** Seconds in the recording, and whether it plays. */
  listening: z.object({ at: z.number(), playing: z.boolean() }).nullable().default(null),
})
export type Presence = z.infer<typeof Presence>

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
])
export type StatelessMessage = z.infer<typeof StatelessMessage>
