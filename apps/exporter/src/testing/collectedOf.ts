import type { Conversation, Decision, Excerpt, HighlightRecord, Transcript } from '@polyphony/contract'
import { emptyOntology } from '@polyphony/ontology'
import type { Collected } from '../collect.ts'

export const NOW = new Date('2026-05-01T12:00:00.000Z')
const CREATED = '2026-04-01T09:00:00.000Z'

const PENDING: Decision = { state: 'pending', by: null, at: null, reason: null, expiresAt: null }
export const APPROVED: Decision = { ...PENDING, state: 'approved', by: 'lead', at: CREATED }

export const conversationOf = (id: string, changes: Partial<Conversation> = {}): Conversation => ({
  id,
  workspace: 'study',
  group: null,
  title: `Title of ${id}`,
  heldOn: null,
  ceiling: 'public',
  recording: { type: 'audio/mpeg', bytes: 1000, duration: 60, peaks: true },
  duration: 60,
  turns: 2,
  words: 20,
  createdAt: CREATED,
  ...changes,
})

export const excerptOf = (id: string, changes: Partial<Excerpt> = {}): Excerpt => ({
  id,
  finding: 'finding',
  workspace: 'study',
  conversation: 'talk',
  member: 'lead',
  highlight: `of${id}`,
  turns: [{ speaker: 'Juniper', text: `Words of ${id}` }],
  start: 10,
  end: 14.5,
  codes: [],
  decision: APPROVED,
  createdAt: CREATED,
  ...changes,
})

export const highlightOf = (highlight: string, changes: Partial<HighlightRecord> = {}): HighlightRecord => ({
  workspace: 'study',
  conversation: 'talk',
  member: 'lead',
  highlight,
  status: 'exact',
  passages: [],
  start: null,
  end: null,
  memo: null,
  codes: [],
  codings: (changes.codes ?? []).map(code => ({ applied: code, codes: [code] })),
  createdAt: CREATED,
  ...changes,
})

export const transcriptOf = (texts: readonly string[]): Transcript => ({
  conversation: 'talk',
  speakers: [{ id: 's1', name: 'Juniper', role: 'participant' }],
  turns: texts.map((text, n) => ({ id: `t${n}`, speaker: 's1', start: null, end: null, text })),
})

/** A small workspace, as the API would answer it. */
export const collectedOf = (
  excerpts: Excerpt[],
  changes: Partial<Collected> & { title?: string } = {},
): Collected => {
  const { title = 'Asked at last', ...rest } = changes
  const finding = {
    id: 'finding',
    workspace: 'study',
    title,
    themes: [],
    createdBy: 'lead',
    createdAt: CREATED,
    updatedAt: CREATED,
  }
  return {
    workspace: { id: 'study', name: 'River dialogues', createdAt: CREATED, demo: false, leastPeople: 11 },
    ontology: emptyOntology,
    members: [
      {
        id: 'lead',
        workspace: 'study',
        user: 'u1',
        name: 'Maria Realname',
        email: 'maria@example.org',
        role: 'lead',
        owner: true,
        colour: '#224466',
        joinedAt: CREATED,
      },
    ],
    conversations: [conversationOf('talk')],
    findings: [{ finding, excerpts, narrative: { type: 'doc', content: [] } }],
    highlights: [],
    ties: [],
    threads: new Map(),
    transcripts: new Map(),
    ...rest,
  }
}
