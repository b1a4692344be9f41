import { z } from 'zod'
import {
  Code,
  CodeKind,
  DefinitionPatch,
  Example,
  ExcerptRef,
  MAX_DEFINITION_LENGTH,
  MAX_NAME_LENGTH,
  Mapping,
  MatchType,
  OntologyId,
  Relation,
  RelationType,
  Stance,
} from './code.ts'
import { normaliseName } from './names.ts'

/** Longest accepted scheme or concept, in UTF-16 units. */
const MAX_IRI_LENGTH = 1000
/** Most steps in one batch: the largest codebook taken in at once. */
export const MAX_BATCH_STEPS = 100_000

const codeId = OntologyId
const name = z.string().overwrite(normaliseName).min(1, 'A code needs a name.').max(MAX_NAME_LENGTH)
const colour = z.string().regex(/^#[0-9a-f]{6}$/, 'A colour is written #rrggbb.')
const reason = z.string().trim().min(1, 'Say why, for those who read the history.').max(MAX_DEFINITION_LENGTH)
/** The same where it is asked for and may be left out. */
const maybeReason = z.string().trim().max(MAX_DEFINITION_LENGTH).nullable().default(null)
/** Place among the new siblings: directly before this sibling, or last when null. */
const before = codeId.nullable().default(null)

/** One record's way back: what `undo` expects to find (null: no such record) and what it leaves. */
const change = <T extends z.ZodType>(record: T) =>
  z.object({ id: codeId, from: record.nullable(), to: record.nullable() })
export const CodeChange = change(Code.partial().extend({ definition: DefinitionPatch.optional() }))
export type CodeChange = z.infer<typeof CodeChange>

/** One thing done to an ontology. Ids of new things are chosen by the caller, so that a resend is recognised. */
export const Step = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('create'),
    id: codeId,
    name,
    kind: CodeKind.default('thematic'),
    parent: codeId.nullable().default(null),
    before,
    /** Chosen by the ontology from the parent's hue when left out. */
    colour: colour.optional(),
    definition: DefinitionPatch.optional(),
    stance: Stance.nullable().default(null),
    notation: z.string().trim().min(1).max(32).nullable().default(null),
    /** A proposed code awaits a lead's adoption; it can be used meanwhile. */
    proposed: z.boolean().default(false),
    formerNames: z.array(name).optional(),
    /** For a codebook brought from elsewhere: the code is known and out of use. A successor must be there before it. */
    outOfUse: z
      .discriminatedUnion('status', [
        z.object({ status: z.literal('merged'), into: codeId, reason: maybeReason }),
        z.object({ status: z.enum(['retired', 'rejected']), reason }),
      ])
      .optional(),
  }),
  z.object({ type: z.literal('rename'), id: codeId, name }),
  z.object({
    type: z.literal('define'),
    id: codeId,
    definition: DefinitionPatch,
    stance: Stance.nullable().optional(),
    notation: z.string().trim().min(1).max(32).nullable().optional(),
  }),
  z.object({ type: z.literal('recolour'), id: codeId, colour }),
  z.object({ type: z.literal('move'), id: codeId, parent: codeId.nullable(), before }),
  /** Makes a theme a section of the guide or the other way round, with everything below it. */
  z.object({
    type: z.literal('recast'),
    id: codeId,
    kind: CodeKind,
    parent: codeId.nullable().default(null),
    before,
  }),
  z.object({ type: z.literal('merge'), ids: z.array(codeId).min(1), into: codeId, reason: maybeReason }),
  /** A `name` brings it back under another one, where its own has been taken meanwhile. */
  z.object({ type: z.literal('unmerge'), id: codeId, name: name.optional() }),
  /** Into new codes and such as are there already, two of them at the least. */
  z
    .object({
      type: z.literal('split'),
      id: codeId,
      into: z.array(
        z.object({ id: codeId, name, colour: colour.optional(), definition: DefinitionPatch.optional() }),
      ),
      also: z.array(codeId).default([]),
      reason: maybeReason,
    })
    .refine(({ into, also }) => into.length + also.length >= 2, 'A code is split into two codes or more.'),
  z.object({ type: z.literal('retire'), id: codeId, reason }),
  /** Brings a retired or rejected code back, as adopted. */
  z.object({ type: z.literal('restore'), id: codeId, name: name.optional() }),
  z.object({ type: z.literal('adopt'), id: codeId }),
  z.object({ type: z.literal('reject'), id: codeId, reason }),
  z.object({
    type: z.literal('relate'),
    id: codeId,
    relation: RelationType,
    from: codeId,
    to: codeId,
    note: z.string().max(MAX_DEFINITION_LENGTH).default(''),
  }),
  z.object({ type: z.literal('unrelate'), id: codeId }),
  z.object({
    type: z.literal('map'),
    id: codeId,
    code: codeId,
    scheme: z.string().min(1).max(MAX_IRI_LENGTH),
    concept: z.string().min(1).max(MAX_IRI_LENGTH),
    match: MatchType.default('relatedMatch'),
    note: z.string().max(MAX_DEFINITION_LENGTH).default(''),
  }),
  z.object({ type: z.literal('unmap'), id: codeId }),
  /** Names an excerpt as an example of a code. */
  z.object({
    type: z.literal('cite'),
    id: codeId,
    code: codeId,
    fit: Example.shape.fit.default('typical'),
    excerpt: ExcerptRef,
    note: z.string().max(MAX_DEFINITION_LENGTH).default(''),
  }),
  z.object({ type: z.literal('uncite'), id: codeId }),
])
export type Step = z.infer<typeof Step>
/** A step as a caller writes it, defaults left out. */
export type StepInput = z.input<typeof Step>

/** Everything that can change an ontology. */
export const Operation = z.discriminatedUnion('type', [
  ...Step.options,
  /** Several steps as one act: applied whole or not at all, one revision, taken back as one. */
  z.object({
    type: z.literal('batch'),
    id: codeId,
    /** What was done, for the history: `Imported codebook.qdc`. */
    title: z.string().trim().min(1).max(500),
    steps: z.array(Step).min(1).max(MAX_BATCH_STEPS),
  }),
  /** Takes one applied operation back, all of it or nothing. Made by `applyOperation`, not written by hand. */
  z.object({
    type: z.literal('undo'),
    codes: z.array(CodeChange),
    relations: z.array(change(Relation)),
    mappings: z.array(change(Mapping)),
    examples: z.array(change(Example)).default([]),
  }),
])
export type Operation = z.infer<typeof Operation>
/** An operation as a caller writes it, defaults left out. */
export type OperationInput = z.input<typeof Operation>
export type OperationType = Operation['type']
export type StepType = Step['type']

/** Those who do this are asked why: it changes what colleagues' codings mean. */
export const ASKS_WHY: ReadonlySet<OperationType> = new Set(['merge', 'split', 'retire', 'reject'])

/** Who applies an operation and when: becomes part of the revision. */
export interface OperationContext {
  /** Member id. */
  actor: string
  /** ISO 8601 */
  at: string
}

/** An applied operation: the record of a change, as kept in MongoDB. */
export const Revision = z.object({
  /** 1 for the first operation; equals `ontology.revision` after it. */
  number: z.number().int().positive(),
  operation: Operation,
  actor: z.string(),
  /** ISO 8601 */
  at: z.string(),
  /** Why, in the actor's words. */
  note: z.string().nullable(),
  /** The number of the revision this one takes back, if it is a revert. */
  reverts: z.number().int().positive().nullable(),
  /** Steps of a batch that a list leaves out, so that one import does not fill it; 0 where it is whole. */
  omitted: z.number().int().nonnegative().default(0),
})
export type Revision = z.infer<typeof Revision>
