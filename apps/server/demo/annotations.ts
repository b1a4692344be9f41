import { MatchType } from '@polyphony/ontology'
import { z } from 'zod'

const id = z.string().regex(/^[a-z0-9-]+$/)

const at = { x: z.int(), y: z.int() }
const Card = z.union([
  z.strictObject({ code: id, ...at }),
  z.strictObject({ highlight: id, ...at }),
  z.strictObject({ note: z.string(), ...at }),
])

/** The demo's annotations (annotations.json). Turns are indexes into the turns of transcript.json. */
export const DemoAnnotations = z.strictObject({
  title: z.string(),
  group: z.string(),
  /** The speaker who guides the conversation; all others are participants. */
  facilitator: z.string(),
  /** Sections of the conversation guide, from one turn to another, both included: structural codes. */
  guide: z.array(z.strictObject({ id, name: z.string(), from: z.int(), to: z.int() })),
  /** Thematic codes, each after its parent. */
  codes: z.array(
    z.strictObject({
      id,
      name: z.string(),
      parent: id.nullable(),
      stance: z.enum(['lived', 'aspirational']).nullable(),
      definition: z.strictObject({
        short: z.string(),
        whenToUse: z.string().optional(),
        whenNotToUse: z.string().optional(),
      }),
    }),
  ),
  relations: z.array(
    z.strictObject({
      type: z.enum(['connection', 'tension', 'commonality']),
      from: id,
      to: id,
      note: z.string(),
    }),
  ),
  /** What codes have to do with the plan that comes with the product. */
  mappings: z.array(z.strictObject({ code: id, concept: id, match: MatchType, note: z.string() })),
  analysts: z.array(z.strictObject({ id, name: z.string() })),
  highlights: z.array(
    z.strictObject({
      id,
      analyst: id,
      turn: z.int(),
      /** Exact words; see `locateQuote`. */
      quote: z.string(),
      codes: z.array(id).min(1),
      memo: z.string().optional(),
    }),
  ),
  /** In the order they were written; those on one highlight or one code are a thread. */
  comments: z.array(
    z.union([
      z.strictObject({ analyst: id, highlight: id, text: z.string() }),
      z.strictObject({ analyst: id, code: id, text: z.string() }),
    ]),
  ),
  /** An affinity board, begun by a lead; places are pixels of the board at full size. */
  board: z.strictObject({
    title: z.string(),
    clusters: z.array(
      z.strictObject({
        title: z.string(),
        colour: z.string(),
        x: z.int(),
        y: z.int(),
        width: z.int(),
        height: z.int(),
        cards: z.array(Card),
      }),
    ),
    loose: z.array(Card),
  }),
  finding: z.strictObject({
    title: z.string(),
    themes: z.array(id),
    codes: z.array(id),
    /** Its paragraphs. */
    narrative: z.array(z.string()).min(1),
    /** In the order of the medley, each with what its trustee might decide. */
    excerpts: z.array(
      z.strictObject({
        highlight: id,
        caption: z.string(),
        decision: z.strictObject({
          status: z.enum(['approved', 'declined']),
          reason: z.string(),
        }),
      }),
    ),
  }),
})
export type DemoAnnotations = z.infer<typeof DemoAnnotations>
