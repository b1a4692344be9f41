import { Body } from '@polyphony/document'
import { ExcerptRelation } from '@polyphony/ontology'
import { z } from 'zod'
import { Role } from './policy/can.ts'

/** Limits that users can meet; each is named in the README. */
export const LIMITS = {
  nameLength: 120,
  titleLength: 200,
  textLength: 20_000,
  /** Of an assignment. */
  noteLength: 2000,
  passwordMinLength: 10,
  passwordMaxLength: 256,
  recordingBytes: 1024 ** 3,
  recordingSeconds: 6 * 3600,
  transcriptBytes: 64 * 1024 ** 2,
  transcriptTurns: 20_000,
  codebookBytes: 8 * 1024 ** 2,
  transcriptWords: 500_000,
  clipSeconds: 600,
  /** Stretches heard that one request may add. */
  listeningStretches: 500,
  /** Days in which what was deleted can be taken out of the bin. */
  binDays: 30,
  /** People on whom a cell of a table must rest to leave, and what a lead may make of that. */
  leastPeople: { default: 11, min: 2, max: 100 },
  /** Priorities, commitments and actions that a workspace adds to its plan. */
  planConcepts: 500,
} as const

export const Id = z.string().regex(/^[0-9A-Za-z]{1,32}$/)
export const Name = z.string().trim().min(1).max(LIMITS.nameLength)
export const Title = z.string().trim().min(1).max(LIMITS.titleLength)
export const Text = z.string().max(LIMITS.textLength)
/** ISO 8601 */
export const Instant = z.string()
export const Email = z.email().max(254).toLowerCase()
export const Password = z.string().min(LIMITS.passwordMinLength).max(LIMITS.passwordMaxLength)

/** How far a conversation, or anything taken from it, may travel. */
export const Ceiling = z.enum(['team', 'institution', 'public'])
export type Ceiling = z.infer<typeof Ceiling>

/** People on whom a cell of a table must rest before it leaves the workspace. */
export const LeastPeople = z.number().int().min(LIMITS.leastPeople.min).max(LIMITS.leastPeople.max)

export const Workspace = z.object({
  id: Id,
  name: Name,
  createdAt: Instant,
  demo: z.boolean(),
  leastPeople: LeastPeople,
})
export type Workspace = z.infer<typeof Workspace>

export const Member = z.object({
  id: Id,
  workspace: Id,
  user: z.string(),
  name: Name,
  email: z.string(),
  role: Role,
  owner: z.boolean(),
  /** `#rrggbb`, how this person's presence and layers are coloured. */
  colour: z.string(),
  joinedAt: Instant,
  /** Present for somebody who is no longer a member; what they wrote keeps their name. */
  removedAt: Instant.optional(),
})
export type Member = z.infer<typeof Member>

/** Who is signed in, and where they are a member. */
export const Session = z.object({
  /** False until the first person has followed the one-time link. */
  ready: z.boolean(),
  user: z.object({ id: z.string(), name: z.string(), email: z.string() }).nullable(),
  memberships: z.array(z.object({ workspace: Workspace, member: Id, role: Role, owner: z.boolean() })),
})
export type Session = z.infer<typeof Session>

export const Invitation = z.object({
  id: Id,
  workspace: Id,
  role: Role,
  email: z.string().nullable(),
  createdAt: Instant,
  expiresAt: Instant,
  acceptedAt: Instant.nullable(),
})
export type Invitation = z.infer<typeof Invitation>

export const Token = z.object({
  id: Id,
  name: Name,
  readOnly: z.boolean(),
  createdAt: Instant,
  lastUsedAt: Instant.nullable(),
  expiresAt: Instant.nullable(),
})
export type Token = z.infer<typeof Token>

export const Group = z.object({ id: Id, workspace: Id, name: Name, trustees: z.array(Id) })
export type Group = z.infer<typeof Group>

export const Recording = z.object({
  /** MIME type as served. */
  type: z.string(),
  bytes: z.number().int(),
  /** Seconds. */
  duration: z.number(),
  /** True once `/api/conversations/:conversation/peaks` answers. */
  peaks: z.boolean(),
})
export type Recording = z.infer<typeof Recording>

export const Conversation = z.object({
  id: Id,
  workspace: Id,
  group: Id.nullable(),
  title: Title,
  /** Day of the conversation, YYYY-MM-DD, where known. */
  heldOn: z.string().nullable(),
  ceiling: Ceiling,
  recording: Recording.nullable(),
  /** Seconds: of the recording, else of the transcript's times. */
  duration: z.number().nullable(),
  turns: z.number().int(),
  words: z.number().int(),
  createdAt: Instant,
})
export type Conversation = z.infer<typeof Conversation>

/** A transcript as it stands, for readers that hold no live document. */
export const Transcript = z.object({
  conversation: Id,
  speakers: z.array(
    z.object({ id: z.string(), name: z.string(), role: z.enum(['facilitator', 'participant']) }),
  ),
  /** Times in seconds, null where unknown. */
  turns: z.array(
    z.object({
      id: z.string(),
      speaker: z.string(),
      start: z.number().nullable(),
      end: z.number().nullable(),
      text: z.string(),
    }),
  ),
})
export type Transcript = z.infer<typeof Transcript>

/** Who speaks when and how much in a conversation, without a word of it: what shares and distances are computed from. */
export const Outline = z.object({
  conversation: Id,
  speakers: Transcript.shape.speakers,
  /** The turns in order, a column for each fact. */
  turns: z.object({
    id: z.array(z.string()),
    /** Place in `speakers`; -1 for a speaker who is not listed. */
    speaker: z.array(z.number().int()),
    /** Length of the text in UTF-16 units. */
    length: z.array(z.number().int()),
    /** Seconds, null where unknown. */
    start: z.array(z.number().nullable()),
    end: z.array(z.number().nullable()),
  }),
})
export type Outline = z.infer<typeof Outline>

/** What an import found, skipped or repaired, in words for people. */
export const ReportEntry = z.object({
  kind: z.enum(['skipped', 'repaired', 'note']),
  what: z.string(),
  where: z.string().optional(),
  count: z.number().int(),
  examples: z.array(z.string()),
})
export type ReportEntry = z.infer<typeof ReportEntry>

export const ImportedSpeaker = z.object({
  key: z.string(),
  name: z.string(),
  turns: z.number().int(),
  words: z.number().int(),
  seconds: z.number().nullable(),
})

/** An import under way: a recording, a transcript or both, not yet a conversation. */
export const Import = z.object({
  id: Id,
  workspace: Id,
  createdAt: Instant,
  recording: z
    .object({
      name: z.string(),
      bytes: z.number().int(),
      /** `uploading`, then the server reads it and draws the waveform. */
      state: z.enum(['uploading', 'queued', 'reading', 'ready', 'failed']),
      /** 0–1 of the state under way. */
      progress: z.number(),
      duration: z.number().nullable(),
      warning: z.string().nullable(),
      error: z.object({ code: z.string(), message: z.string() }).nullable(),
    })
    .nullable(),
  transcript: z
    .object({
      name: z.string(),
      format: z.string(),
      speakers: z.array(ImportedSpeaker),
      turns: z.number().int(),
      words: z.number().int(),
      /** The first turns, for a look. */
      preview: z.array(
        z.object({ speaker: z.string().nullable(), start: z.number().nullable(), text: z.string() }),
      ),
      report: z.array(ReportEntry),
    })
    .nullable(),
})
export type Import = z.infer<typeof Import>

/** A trustee's answer on sharing an excerpt. */
export const Decision = z.object({
  state: z.enum(['pending', 'approved', 'declined']),
  by: Id.nullable(),
  at: Instant.nullable(),
  reason: z.string().nullable(),
  expiresAt: Instant.nullable(),
})
export type Decision = z.infer<typeof Decision>

/** A passage picked from a highlight to support a finding; its words are kept as they were when it was picked. */
export const Excerpt = z.object({
  id: Id,
  finding: Id,
  workspace: Id,
  conversation: Id,
  /** Whose highlight it was picked from. */
  member: Id,
  highlight: Id,
  turns: z.array(z.object({ speaker: z.string(), text: z.string() })),
  /** Seconds in the recording; null where the transcript has no times. */
  start: z.number().nullable(),
  end: z.number().nullable(),
  codes: z.array(z.string()),
  decision: Decision,
  createdAt: Instant,
})
export type Excerpt = z.infer<typeof Excerpt>

/** A claim with its narrative, themes and excerpts. The narrative is edited live as the document `finding/<id>`. */
export const Finding = z.object({
  id: Id,
  workspace: Id,
  title: Title,
  themes: z.array(z.string()),
  createdBy: Id,
  createdAt: Instant,
  updatedAt: Instant,
})
export type Finding = z.infer<typeof Finding>

/** A board on which leads cluster codes and excerpts. What lies on it is edited live as the document `board/<id>`. */
export const AffinityBoard = z.object({
  id: Id,
  workspace: Id,
  title: Title,
  createdBy: Id,
  createdAt: Instant,
  /** Nothing on it can be changed since; null while it is worked on. */
  closedAt: Instant.nullable(),
  closedBy: Id.nullable(),
  /** Members who changed something on it. */
  people: z.array(Id),
  cards: z.number().int(),
  /** What clusters of it became in the codebook: what, the id of the code, and those of the others it was made of. */
  outcomes: z.array(
    z.object({
      type: z.enum(['theme', 'parent', 'merge']),
      code: z.string(),
      from: z.array(z.string()),
      /** Of the cluster. */
      title: z.string(),
    }),
  ),
  clusters: z.number().int(),
})
export type AffinityBoard = z.infer<typeof AffinityBoard>

/** Something in a workspace's bin: restorable until `goneAt`. */
export const BinnedItem = z.object({
  kind: z.enum(['conversation', 'finding', 'board']),
  id: Id,
  title: Title,
  deletedAt: Instant,
  goneAt: Instant,
})
export type BinnedItem = z.infer<typeof BinnedItem>

export const ExportFormat = z.enum(['site', 'csv', 'jsonld'])
export type ExportFormat = z.infer<typeof ExportFormat>
/** Whether a format holds what the team coded and said, for the team; the site holds what was decided on alone. */
export const holdsTeamData = (format: ExportFormat): boolean => format !== 'site'

export const Export = z.object({
  id: Id,
  workspace: Id,
  formats: z.array(ExportFormat),
  findings: z.array(Id),
  /** Whether the data formats hold the comments of the team. */
  comments: z.boolean(),
  state: z.enum(['queued', 'running', 'ready', 'failed', 'cancelled']),
  progress: z.number(),
  /** What it is doing, for people. */
  step: z.string(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  bytes: z.number().int().nullable(),
  createdAt: Instant,
})
export type Export = z.infer<typeof Export>

/** A highlight as projected from a layer, with its words as they stand now. */
export const HighlightRecord = z.object({
  workspace: Id,
  conversation: Id,
  member: Id,
  highlight: Id,
  status: z.enum(['exact', 'edited', 'moved', 'deleted', 'orphan']),
  /** Per turn touched: turn id, speaker id, the words, and where they stand in the turn (UTF-16 units). */
  passages: z.array(
    z.object({
      turn: z.string(),
      speaker: z.string(),
      text: z.string(),
      from: z.number().int(),
      to: z.number().int(),
    }),
  ),
  /** Seconds. */
  start: z.number().nullable(),
  end: z.number().nullable(),
  memo: z.string().nullable(),
  /** The codes it counts as coded with, each once; merges are not resolved. */
  codes: z.array(z.string()),
  /** The codes its author applied, each with the codes that it counts as: leads may have decided otherwise. */
  codings: z.array(z.object({ applied: z.string(), codes: z.array(z.string()) })),
  createdAt: Instant,
})
export type HighlightRecord = z.infer<typeof HighlightRecord>

/** One person's statement that a code applies to a highlight, as everything that counts codings reads it. */
export const CodingRecord = z.object({
  conversation: Id,
  member: Id,
  highlight: Id,
  /** The code its author applied. */
  applied: z.string(),
  /** The codes it counts as. Merges resolve through the ontology, here nothing is resolved. */
  codes: z.array(z.string()),
  /** Of the highlight, as in `HighlightRecord`, without the words. */
  passages: z.array(HighlightRecord.shape.passages.element.omit({ text: true })),
  /** Of the highlight, in seconds. */
  start: z.number().nullable(),
  end: z.number().nullable(),
  createdAt: Instant,
})
export type CodingRecord = z.infer<typeof CodingRecord>

/** A highlight as it is read among others: its words with their neighbours, who speaks, who coded it and when. */
export const Passage = z.object({
  conversation: Id,
  member: z.string(),
  highlight: z.string(),
  status: HighlightRecord.shape.status,
  /** Turn by turn; `speaker` is the name. Empty once the words are gone. */
  turns: z.array(z.object({ turn: z.string(), speaker: z.string(), text: z.string() })),
  /** What stands beside it in its first and last turn, cut to some words. */
  before: z.string(),
  after: z.string(),
  /** Seconds. */
  start: z.number().nullable(),
  end: z.number().nullable(),
  memo: Body.nullable(),
})
export type Passage = z.infer<typeof Passage>

/** Somebody's statement how two excerpts stand to each other, as projected from their layer. */
export const TieRecord = ExcerptRelation.extend({
  /** Where it is written: that of `from`. */
  conversation: Id,
  /** Who states it. */
  member: z.string(),
  createdAt: Instant,
})
export type TieRecord = z.infer<typeof TieRecord>

/** Somebody who speaks in a conversation. */
export const SpeakerName = z.object({ conversation: Id, speaker: z.string(), name: z.string() })
export type SpeakerName = z.infer<typeof SpeakerName>

/** What a thread hangs on. A highlight is named with its author. */
export const ThreadPlace = z.discriminatedUnion('type', [
  z.object({ type: z.literal('highlight'), member: z.string(), highlight: z.string() }),
  z.object({ type: z.literal('code'), code: z.string() }),
])
export type ThreadPlace = z.infer<typeof ThreadPlace>

/** Something others wrote that concerns a member: derived from the layers, with the member's own mark. */
export const InboxEntry = z.object({
  /** Names the entry in marks. */
  id: z.string(),
  kind: z.enum(['mention', 'reply', 'comment', 'proposal', 'rejection']),
  /** Where it was written: a decision on a proposal is a revision of the ontology, one on a coding is a ruling. */
  source: z.enum(['comment', 'memo', 'revision', 'ruling']),
  /** Null for a decision on a proposal. */
  conversation: Id.nullable(),
  /** Of the conversation. */
  title: z.string(),
  /** What became of a code that I proposed; null for everything else. */
  proposal: z
    .object({
      code: z.string(),
      /** As it was called then. */
      name: z.string(),
      outcome: z.enum(['adopted', 'rejected', 'merged', 'retired']),
      /** The code it was merged into. */
      into: z.string().nullable(),
    })
    .nullable(),
  /** Of a coding of mine that a lead rejected, the code I applied; null for everything else. */
  rejected: z.string().nullable(),
  /** Who wrote it, or decided. `body` is then the reason. */
  member: z.string(),
  body: Body,
  /** What it hangs on; null when the first message of its thread is not to be had. */
  place: ThreadPlace.nullable(),
  /** The message as `<member>/<comment>`; null for what is none. */
  comment: z.string().nullable(),
  /** The words of the highlight it hangs on; null for codes and highlights that were deleted. */
  quote: z.string().nullable(),
  at: Instant,
  /** Its thread is settled. */
  resolved: z.boolean(),
  seen: z.boolean(),
})
export type InboxEntry = z.infer<typeof InboxEntry>

/** A thread on a code in one conversation, as projected from the layers. */
export const CodeThread = z.object({
  conversation: Id,
  /** Of the conversation. */
  title: z.string(),
  /** `<member>/<comment>` of its first message. */
  key: z.string(),
  code: z.string(),
  resolved: z.boolean(),
  /** When it was last settled or opened again; whoever states otherwise dates it after this. */
  statedAt: Instant.nullable(),
  /** Oldest first; `body` is null for one that was taken back. */
  messages: z.array(
    z.object({
      member: z.string(),
      comment: z.string(),
      body: Body.nullable(),
      createdAt: Instant,
      editedAt: Instant.nullable(),
    }),
  ),
})
export type CodeThread = z.infer<typeof CodeThread>

/** A thread of a conversation, on a passage or a code, as projected from the layers. */
export const ThreadRecord = z.object({
  /** `<member>/<comment>` of its first message. */
  key: z.string(),
  /** Null when the first message is not to be had. */
  place: ThreadPlace.nullable(),
  resolved: z.boolean(),
  /** Who last settled it or opened it again, and when; null where nobody has. */
  resolving: z.object({ member: z.string(), at: Instant }).nullable(),
  /** Oldest first, the one that began it before the others. */
  messages: z.array(
    z.object({
      member: z.string(),
      comment: z.string(),
      /** What it answers; null for the message that began the thread. */
      answers: z.object({ member: z.string(), comment: z.string() }).nullable(),
      /** Its words, mentions by name; null for one that was taken back. */
      text: z.string().nullable(),
      createdAt: Instant,
      editedAt: Instant.nullable(),
    }),
  ),
})
export type ThreadRecord = z.infer<typeof ThreadRecord>

/** Formats that a codebook is written in. */
export const CodebookFile = z.enum(['qdc', 'jsonld', 'ttl', 'csv', 'xlsx'])
export type CodebookFile = z.infer<typeof CodebookFile>

/** What was left out, mended or decided while a codebook was read or written. */
export const ExchangeNote = z.object({
  /** Stable id, such as `guid-invalid`. */
  what: z.string(),
  kind: z.enum(['loss', 'repair', 'choice']),
  count: z.number().int(),
  /** The first few places. */
  where: z.array(z.string()),
  /** All of it as an English sentence. */
  message: z.string(),
})
export type ExchangeNote = z.infer<typeof ExchangeNote>
