import {
  type ApiClient,
  type Conversation,
  type Excerpt,
  type Finding,
  type HighlightRecord,
  type Member,
  routes,
  type ThreadRecord,
  type TieRecord,
  type Transcript,
  type Workspace,
} from '@polyphony/contract'
import type { RichTextNode } from '@polyphony/document'
import type { Ontology } from '@polyphony/ontology'

/** Everything an export may draw on, as the API answered it. */
export interface Collected {
  workspace: Workspace
  ontology: Ontology
  /** Also former ones: what they wrote keeps their name. */
  members: Member[]
  conversations: Conversation[]
  findings: { finding: Finding; excerpts: Excerpt[]; narrative: RichTextNode }[]
  /** Empty unless `codings` was asked for. */
  highlights: HighlightRecord[]
  /** Relations between highlights; empty unless `codings` was asked for. */
  ties: TieRecord[]
  /** What the team said to each other, by conversation; empty unless `comments` was asked for. */
  threads: Map<string, ThreadRecord[]>
  /** By conversation; only of those that have highlights, and only when `codings` was asked for. */
  transcripts: Map<string, Transcript>
}

export interface CollectOptions {
  api: ApiClient
  workspace: string
  /** Finding ids; empty for all findings of the workspace. */
  findings: readonly string[]
  /** Whether highlights and transcripts are needed. */
  codings: boolean
  /** Whether comments are needed: the API gives them to leads alone. */
  comments: boolean
  signal?: AbortSignal
}

/** Reads a workspace through the API with whatever the caller's token may see. */
export const collect = async ({
  api,
  workspace,
  findings,
  codings,
  comments,
  signal,
}: CollectOptions): Promise<Collected> => {
  const params = { workspace }
  const listed = await api.call(routes.listFindings, { params }, signal)
  const wanted = listed.filter(finding => findings.length === 0 || findings.includes(finding.id))
  const result: Collected = {
    workspace: await api.call(routes.getWorkspace, { params }, signal),
    ontology: await api.call(routes.getOntology, { params }, signal),
    members: await api.call(routes.listMembers, { params, query: { former: 'true' } }, signal),
    conversations: await api.call(routes.listConversations, { params }, signal),
    findings: [],
    highlights: [],
    ties: [],
    threads: new Map(),
    transcripts: new Map(),
  }
  for (const { id } of wanted) {
    const answer = await api.call(routes.getFinding, { params: { finding: id } }, signal)
    result.findings.push({ ...answer, narrative: answer.narrative as unknown as RichTextNode })
  }
  if (!codings) return result

  let after: string | undefined
  do {
    const page = await api.call(routes.listHighlights, { params, query: { limit: 1000, after } }, signal)
    result.highlights.push(...page.highlights)
    after = page.next ?? undefined
  } while (after !== undefined)
  result.ties = await api.call(routes.listTies, { params, query: {} }, signal)
  for (const conversation of new Set(result.highlights.map(highlight => highlight.conversation))) {
    result.transcripts.set(
      conversation,
      await api.call(routes.getTranscript, { params: { conversation } }, signal),
    )
  }
  if (comments) {
    for (const { id: conversation } of result.conversations) {
      const threads = await api.call(routes.listThreads, { params: { conversation } }, signal)
      if (threads.length > 0) result.threads.set(conversation, threads)
    }
  }
  return result
}
