import { SourceWords } from '@polyphony/document'
import { z } from 'zod'
import {
  Ceiling,
  CodingRecord,
  Conversation,
  Group,
  HighlightRecord,
  Id,
  Import,
  Name,
  Outline,
  Passage,
  SpeakerName,
  TieRecord,
  Title,
  Transcript,
} from '../model.ts'
import { defineRoute } from '../route.ts'

const ok = z.object({ ok: z.literal(true) })
const workspace = z.object({ workspace: Id })
const conversation = z.object({ conversation: Id })
const importId = z.object({ import: Id })

export const listGroups = defineRoute({
  method: 'GET',
  path: '/api/workspaces/:workspace/groups',
  summary: 'Groups that held conversations',
  params: workspace,
  response: z.array(Group),
})
export const createGroup = defineRoute({
  method: 'POST',
  path: '/api/workspaces/:workspace/groups',
  summary: 'Add a group',
  params: workspace,
  body: z.object({ name: Name }),
  response: Group,
})
export const updateGroup = defineRoute({
  method: 'PATCH',
  path: '/api/groups/:group',
  summary: 'Rename a group or name its trustees',
  params: z.object({ group: Id }),
  body: z.object({ name: Name.optional(), trustees: z.array(Id).optional() }),
  response: Group,
})

export const listConversations = defineRoute({
  method: 'GET',
  path: '/api/workspaces/:workspace/conversations',
  summary: 'Conversations of a workspace',
  params: workspace,
  response: z.array(Conversation),
})
export const getConversation = defineRoute({
  method: 'GET',
  path: '/api/conversations/:conversation',
  summary: 'One conversation',
  params: conversation,
  response: Conversation,
})
export const updateConversation = defineRoute({
  method: 'PATCH',
  path: '/api/conversations/:conversation',
  summary: 'Change title, group, day or ceiling',
  params: conversation,
  body: z.object({
    title: Title.optional(),
    group: Id.nullable().optional(),
    heldOn: z.iso.date().nullable().optional(),
    ceiling: Ceiling.optional(),
  }),
  response: Conversation,
})
export const deleteConversation = defineRoute({
  method: 'DELETE',
  path: '/api/conversations/:conversation',
  summary: 'Move a conversation to the bin; it can be restored for 30 days',
  params: conversation,
  response: ok,
})
export const restoreConversation = defineRoute({
  method: 'POST',
  path: '/api/conversations/:conversation/restore',
  summary: 'Take a conversation out of the bin',
  params: conversation,
  response: Conversation,
})

export const getSourceWords = defineRoute({
  method: 'GET',
  path: '/api/conversations/:conversation/words',
  summary: 'The timed words as imported; immutable, with an ETag',
  params: conversation,
  response: SourceWords,
})
export const getTranscript = defineRoute({
  method: 'GET',
  path: '/api/conversations/:conversation/transcript',
  summary: 'The transcript as it stands now, turn by turn, with times',
  params: conversation,
  response: Transcript,
})
export const listOutlines = defineRoute({
  method: 'GET',
  path: '/api/workspaces/:workspace/outlines',
  summary: 'Who speaks when and how much in each conversation, without the words',
  params: workspace,
  response: z.array(Outline),
})
/** Bytes with ranges. */
export const getRecording = defineRoute({
  method: 'GET',
  path: '/api/conversations/:conversation/recording',
  summary: 'The recording, with byte ranges',
  params: conversation,
})
/** Binary: see the server's peaks file; int8 minimum and maximum, 20 pairs a second. No content where there is none. */
export const getPeaks = defineRoute({
  method: 'GET',
  path: '/api/conversations/:conversation/peaks',
  summary: 'The waveform: int8 minimum and maximum pairs, 20 a second',
  params: conversation,
})
/** Binary: see `packDocuments`. May be some seconds old: what came since follows on the socket. */
export const getDocuments = defineRoute({
  method: 'GET',
  path: '/api/conversations/:conversation/documents',
  summary: 'The transcript, the layers you may read and the ontology, as compressed Yjs updates in one piece',
  params: conversation,
  /** `text`: transcript and ontology, which are there first; `layers`: the rest. Left out: all. */
  query: z.object({ part: z.enum(['text', 'layers']).optional() }),
})
/** Layers that have content, so that a client attaches only those. */
export const listLayers = defineRoute({
  method: 'GET',
  path: '/api/conversations/:conversation/layers',
  summary: 'Members whose layer of this conversation has content',
  params: conversation,
  response: z.array(z.object({ member: Id })),
})

export const listHighlights = defineRoute({
  method: 'GET',
  path: '/api/workspaces/:workspace/highlights',
  summary: 'Highlights as projected from the layers',
  params: workspace,
  query: z.object({
    conversation: Id.optional(),
    member: Id.optional(),
    code: z.string().optional(),
    limit: z.coerce.number().int().min(1).max(10_000).default(1000),
    after: z.string().optional(),
  }),
  response: z.object({ highlights: z.array(HighlightRecord), next: z.string().nullable() }),
})
export const listCodings = defineRoute({
  method: 'GET',
  path: '/api/workspaces/:workspace/codings',
  summary: 'Codings with what they count as and where they stand, without the words; pages of highlights',
  params: workspace,
  query: z.object({
    conversation: Id.optional(),
    limit: z.coerce.number().int().min(1).max(10_000).default(1000),
    after: z.string().optional(),
  }),
  response: z.object({ codings: z.array(CodingRecord), next: z.string().nullable() }),
})
/** A highlight as `<conversation>/<member>/<highlight>`. */
const HighlightKey = z
  .string()
  .regex(/^[^/,]+\/[^/,]+\/[^/,]+$/)
  .max(200)
export const readPassages = defineRoute({
  method: 'GET',
  path: '/api/workspaces/:workspace/passages',
  summary:
    'The words of some highlights with their neighbours, in the order asked; those that are gone are left out',
  params: workspace,
  query: z.object({
    /** `<conversation>/<member>/<highlight>`, apart by commas. */
    of: z
      .string()
      .transform(keys => keys.split(','))
      .pipe(z.array(HighlightKey).min(1).max(100)),
  }),
  response: z.array(Passage),
})
export const listTies = defineRoute({
  method: 'GET',
  path: '/api/workspaces/:workspace/excerpt-relations',
  summary:
    'Relations between excerpts, as their makers stated them; of a conversation: those with an end in it',
  params: workspace,
  query: z.object({ conversation: Id.optional() }),
  response: z.array(TieRecord),
})
export const listSpeakers = defineRoute({
  method: 'GET',
  path: '/api/workspaces/:workspace/speakers',
  summary: 'Who speaks in the conversations of a workspace',
  params: workspace,
  response: z.array(SpeakerName),
})

export const createImport = defineRoute({
  method: 'POST',
  path: '/api/workspaces/:workspace/imports',
  summary: 'Begin an import',
  params: workspace,
  response: Import,
})
export const getImport = defineRoute({
  method: 'GET',
  path: '/api/imports/:import',
  summary: 'An import and how far it is',
  params: importId,
  response: Import,
})
/** Body: the file's bytes, `?name=` its name. */
export const putTranscript = defineRoute({
  method: 'PUT',
  path: '/api/imports/:import/transcript',
  summary: 'Hand over the transcript file',
  params: importId,
  query: z.object({ name: z.string().min(1).max(255) }),
  response: Import,
})
export const removeFromImport = defineRoute({
  method: 'DELETE',
  path: '/api/imports/:import/:part',
  summary: 'Take a file back out of an import',
  params: z.object({ import: Id, part: z.enum(['recording', 'transcript']) }),
  response: Import,
})
export const finishImport = defineRoute({
  method: 'POST',
  path: '/api/imports/:import/finish',
  summary: 'Make the conversation',
  params: importId,
  body: z.object({
    title: Title,
    group: Id.nullable().default(null),
    heldOn: z.iso.date().nullable().default(null),
    ceiling: Ceiling.default('team'),
    /** Speakers as they shall be; several keys merge into one. Keys left out keep the name found. */
    speakers: z
      .array(
        z.object({
          keys: z.array(z.string()).min(1),
          name: Name,
          role: z.enum(['facilitator', 'participant']).default('participant'),
        }),
      )
      .default([]),
  }),
  response: Conversation,
})
export const cancelImport = defineRoute({
  method: 'DELETE',
  path: '/api/imports/:import',
  summary: 'Give an import up and delete its files',
  params: importId,
  response: ok,
})
