import type { ActivityEntry } from '@polyphony/contract'
import { describeOperation } from '@polyphony/ontology'
import { trusted } from 'mongoose'
import { readPlan } from '../commands/plan/readPlan.ts'
import { readOntology } from '../commands/readOntology.ts'
import { AssignmentModel, type AssignmentRecord } from '../models/assignment.ts'
import { CommentModel, type ProjectedComment } from '../models/commentRecord.ts'
import { ConversationModel, type ConversationRecord } from '../models/conversation.ts'
import { CorrectionModel, type CorrectionRecord } from '../models/correctionRecord.ts'
import { ExcerptModel, type ExcerptRecord } from '../models/excerpt.ts'
import { FindingModel, type FindingRecord } from '../models/finding.ts'
import { OntologyRevisionModel, type OntologyRevisionRecord } from '../models/ontologyRevision.ts'
import { ReviewModel, type ReviewRecord } from '../models/review.ts'
import { type Deed, gatherActivity } from './gatherActivity.ts'
import { type Mark, readMarks } from './readMarks.ts'

export interface ActivityQuery {
  workspace: string
  limit: number
  /** The `next` of the page before. */
  before?: string
}

/** What is older is no news. */
const LATELY_MS = 60 * 24 * 3600_000
/** Most revisions, comments and corrections looked at: beyond, it is history, which has pages of its own. */
const MOST = 5000

/** Who did what lately in a workspace, gathered, the newest first. `next` names the page that follows. */
export const listActivity = async (
  { workspace, limit, before }: ActivityQuery,
  now = Date.now(),
): Promise<{ entries: ActivityEntry[]; next: string | null }> => {
  const since = new Date(now - LATELY_MS)
  const [conversations, findings] = await Promise.all([
    ConversationModel.find({ workspace, deletedAt: null }).lean<ConversationRecord[]>(),
    FindingModel.find({ workspace, deletedAt: null }).lean<FindingRecord[]>(),
  ])
  const titles = new Map([...conversations, ...findings].map(({ _id, title }) => [_id, title]))
  const marks = await readMarks(
    workspace,
    conversations.map(({ _id }) => _id),
  )
  const deeds = [
    ...conversations.map(({ _id, importedBy, createdAt }) => ({
      kind: 'imported' as const,
      member: importedBy ?? null,
      at: createdAt.getTime(),
      conversation: _id,
    })),
    ...findings.map(({ _id, createdBy, createdAt }) => ({
      kind: 'finding' as const,
      member: createdBy,
      at: createdAt.getTime(),
      finding: _id,
    })),
    ...marks.flatMap(markDeeds),
    ...(await commentDeeds(workspace, since)),
    ...(await correctionDeeds(
      conversations.map(({ _id }) => _id),
      since,
    )),
    ...(await codebookDeeds(workspace, since)),
    ...(await excerptDeeds(workspace)),
    ...(await workDeeds(workspace)),
  ].filter(({ at, conversation, finding }: Deed) => {
    if (at < since.getTime() || at > now + 3600_000) return false
    // What lies in the bin is no news.
    return [conversation, finding].every(id => !id || titles.has(id))
  })
  const entries = gatherActivity(deeds)
  const start = before === undefined ? 0 : entries.findIndex(entry => isAfter(entry, before))
  const page = start < 0 ? [] : entries.slice(start, start + limit)
  const last = page.at(-1)
  return {
    entries: page.map(entry => ({
      ...entry,
      title: titles.get(entry.finding ?? entry.conversation ?? '') ?? null,
    })),
    next: last && start + limit < entries.length ? placeOf(last) : null,
  }
}

const placeOf = ({ at, id }: Pick<ActivityEntry, 'at' | 'id'>): string => `${at} ${id}`

/** Whether an entry comes later in the list than the place named, which may have moved on since. */
const isAfter = (entry: Pick<ActivityEntry, 'at' | 'id'>, before: string): boolean => {
  const [at = '', ...id] = before.split(' ')
  return entry.at < at || (entry.at === at && entry.id > id.join(' '))
}

const markDeeds = ({ conversation, member, highlight, createdAt, codedAt }: Mark): Deed[] =>
  codedAt.length > 0
    ? codedAt.map(at => ({ kind: 'coded', member, at, conversation, highlight }))
    : [{ kind: 'highlighted', member, at: createdAt, conversation, highlight }]

const commentDeeds = async (workspace: string, since: Date): Promise<Deed[]> => {
  const comments = await CommentModel.find({
    workspace,
    deletedAt: null,
    createdAt: trusted({ $gte: since }),
  })
    .limit(MOST)
    .lean<ProjectedComment[]>()
  return comments.map(({ conversation, member, target, createdAt }) => ({
    kind: 'commented',
    member,
    at: createdAt.getTime(),
    conversation,
    about: target.type === 'highlight' ? target.member : null,
    highlight: target.type === 'highlight' ? target.highlight : null,
  }))
}

/** One deed for each turn, speaker and confirmed word: the text kept with them is not read. */
const correctionDeeds = async (conversations: readonly string[], since: Date): Promise<Deed[]> => {
  const corrections = await CorrectionModel.find(
    { conversation: trusted({ $in: conversations }), at: trusted({ $gte: since }) },
    { conversation: 1, member: 1, at: 1, 'turns.turn': 1, 'speakers.speaker': 1, 'words.word': 1 },
  )
    .sort({ at: -1 })
    .limit(MOST)
    .lean<CorrectionRecord[]>()
  return corrections.flatMap(({ conversation, member, at, turns, speakers, words = [] }) =>
    Array.from(
      { length: turns.length + speakers.length + words.length },
      (): Deed => ({ kind: 'corrected', member, at: at.getTime(), conversation }),
    ),
  )
}

const codebookDeeds = async (workspace: string, since: Date): Promise<Deed[]> => {
  const revisions = await OntologyRevisionModel.find({ workspace, at: trusted({ $gte: since }) })
    .sort({ number: -1 })
    .limit(MOST)
    .lean<OntologyRevisionRecord[]>()
  if (revisions.length === 0) return []
  const ontology = await readOntology(workspace)
  const titles = new Map((await readPlan(workspace)).map(({ id, title }) => [id, title]))
  return revisions.map(({ actor, at, operation }) => ({
    kind: 'codebook',
    member: actor,
    at: at.getTime(),
    words: describeOperation(operation, ontology, ({ concept }) => titles.get(concept) ?? concept),
  }))
}

const excerptDeeds = async (workspace: string): Promise<Deed[]> => {
  const excerpts = await ExcerptModel.find({ workspace }, { turns: 0 }).lean<Omit<ExcerptRecord, 'turns'>[]>()
  return excerpts.flatMap(({ finding, decision }): Deed[] =>
    decision.at && decision.state !== 'pending'
      ? [{ kind: decision.state, member: decision.by, at: decision.at.getTime(), finding }]
      : [],
  )
}

const workDeeds = async (workspace: string): Promise<Deed[]> => {
  const [reviews, assignments] = await Promise.all([
    ReviewModel.find({ workspace }).lean<ReviewRecord[]>(),
    AssignmentModel.find({ workspace }).lean<AssignmentRecord[]>(),
  ])
  return [
    ...reviews.map(
      ({ _id, by, at }): Deed => ({ kind: 'reviewed', member: by, at: at.getTime(), conversation: _id }),
    ),
    ...assignments.flatMap(({ conversation, member, by, createdAt, doneAt }): Deed[] => [
      { kind: 'assigned', member: by, at: createdAt.getTime(), conversation, about: member },
      ...(doneAt ? [{ kind: 'finished' as const, member, at: doneAt.getTime(), conversation }] : []),
    ]),
  ]
}
