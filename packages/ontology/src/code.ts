import { z } from 'zod'

/** What a code is for: `thematic` codes name ideas, `structural` codes name sections of the conversation guide. */
export const CodeKind = z.enum(['thematic', 'structural'])
export type CodeKind = z.infer<typeof CodeKind>

/**
 * Where a code stands. `proposed` codes are used at once and await a lead's word; `merged` codes point to their
 * successor and `retired` ones to nothing; both keep their record, so no coding ever dangles.
 */
export const CodeStatus = z.enum(['proposed', 'adopted', 'rejected', 'retired', 'merged'])
export type CodeStatus = z.infer<typeof CodeStatus>

/** Whether a code speaks of values as they are lived or as they are hoped for. */
export const Stance = z.enum(['lived', 'aspirational'])
export type Stance = z.infer<typeof Stance>

/** Longest accepted code name, in UTF-16 units. */
export const MAX_NAME_LENGTH = 120
/** Longest accepted text in a definition's field, in UTF-16 units. */
export const MAX_DEFINITION_LENGTH = 10_000

const text = z.string().max(MAX_DEFINITION_LENGTH)

export const Definition = z.object({
  short: text.default(''),
  full: text.default(''),
  whenToUse: text.default(''),
  whenNotToUse: text.default(''),
})
export type Definition = z.infer<typeof Definition>

/** Some fields of a definition. Not `Definition.partial()`: that would fill in the fields left out, and empty them. */
export const DefinitionPatch = z
  .object({ short: text, full: text, whenToUse: text, whenNotToUse: text })
  .partial()
export type DefinitionPatch = z.infer<typeof DefinitionPatch>

/** Ids of codes, relations and mappings: safe as a key, in a URL and in a file. */
export const OntologyId = z
  .string()
  .regex(/^[0-9A-Za-z][0-9A-Za-z_-]{0,63}$/, 'An id is 1–64 letters, digits, hyphens or underscores.')

/** A named idea in the ontology. */
export const Code = z.object({
  id: z.string().min(1).max(64),
  name: z.string().min(1).max(MAX_NAME_LENGTH),
  kind: CodeKind,
  status: CodeStatus,
  /**
   * The broader code as recorded, or null for a root (a thematic root is a theme). It may have been merged or retired
   * since; `parentOf` says under which living code this one stands now.
   */
  parent: z.string().nullable(),
  /** Place among siblings: siblings sort by `position`, then by id. */
  position: z.number(),
  /** `#rrggbb` */
  colour: z.string().regex(/^#[0-9a-f]{6}$/),
  definition: Definition,
  stance: Stance.nullable(),
  /** A short sign for the code (REFI-QDA and SKOS notation), unique when set. */
  notation: z.string().max(32).nullable(),
  formerNames: z.array(z.string()),
  /** The successor of a merged code. */
  mergedInto: z.string().nullable(),
  /** The codes it was split into, new ones and such as were there; the code itself stays. */
  splitInto: z.array(z.string()),
  /** Why it was merged, rejected or retired; null where nothing was said. */
  reason: z.string().nullable(),
  createdBy: z.string(),
  /** ISO 8601 */
  createdAt: z.string(),
})
export type Code = z.infer<typeof Code>

/** How two codes stand to each other beside the hierarchy: the three things the dialogues are read for. */
export const RelationType = z.enum(['connection', 'tension', 'commonality'])
export type RelationType = z.infer<typeof RelationType>

export const Relation = z.object({
  id: z.string(),
  type: RelationType,
  from: z.string(),
  to: z.string(),
  note: z.string().max(MAX_DEFINITION_LENGTH),
})
export type Relation = z.infer<typeof Relation>

/** SKOS mapping properties. */
export const MatchType = z.enum(['exactMatch', 'closeMatch', 'broadMatch', 'narrowMatch', 'relatedMatch'])
export type MatchType = z.infer<typeof MatchType>

/** A code's link to a concept of an external scheme, such as a commitment of the starter scheme. */
export const Mapping = z.object({
  id: z.string(),
  code: z.string(),
  /** Id of the scheme, e.g. `strategic-plan`, or the start of its concepts' IRIs, e.g. `http://www.wikidata.org/entity/`. */
  scheme: z.string(),
  /** Id of the concept in that scheme, e.g. `commitment-3`; the rest of the IRI, e.g. `Q170028`. */
  concept: z.string(),
  match: MatchType,
  /** Absent from what was kept before there were any. */
  note: z.string().max(MAX_DEFINITION_LENGTH).default(''),
})
export type Mapping = z.infer<typeof Mapping>

/**
 * A passage of a conversation, by the highlight that marks it. It carries no words: whoever shows it asks for them where
 * consent is known, so that a codebook never takes along what somebody has withdrawn.
 */
export const ExcerptRef = z.object({ conversation: OntologyId, member: OntologyId, highlight: OntologyId })
export type ExcerptRef = z.infer<typeof ExcerptRef>

/** An excerpt that shows what a code means, or where its meaning ends. */
export const Example = z.object({
  id: z.string(),
  code: z.string(),
  fit: z.enum(['typical', 'atypical']),
  excerpt: ExcerptRef,
  note: z.string().max(MAX_DEFINITION_LENGTH),
})
export type Example = z.infer<typeof Example>

/**
 * How two excerpts stand to each other. It is somebody's statement about passages, not a part of the codebook: it is
 * kept where statements are kept, and read with the same three words.
 */
export const ExcerptRelation = z.object({
  id: OntologyId,
  type: RelationType,
  from: ExcerptRef,
  to: ExcerptRef,
  note: z.string().max(MAX_DEFINITION_LENGTH).default(''),
})
export type ExcerptRelation = z.infer<typeof ExcerptRelation>

/** The codes of a workspace with their hierarchy, relations, mappings and examples: an immutable value. */
export const Ontology = z.object({
  /** Number of operations applied so far; 0 for an empty ontology. */
  revision: z.number().int().nonnegative(),
  codes: z.record(z.string(), Code),
  relations: z.record(z.string(), Relation),
  mappings: z.record(z.string(), Mapping),
  /** Absent from what was kept before there were any. */
  examples: z.record(z.string(), Example).default({}),
})
export type Ontology = z.infer<typeof Ontology>

export const emptyOntology: Ontology = { revision: 0, codes: {}, relations: {}, mappings: {}, examples: {} }

/** Codes that can be applied and found: proposed and adopted ones. */
export const isLive = (code: Code): boolean => code.status === 'proposed' || code.status === 'adopted'
