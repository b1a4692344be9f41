import type { InboxEntry } from '@polyphony/contract'
import { type Body, isResolved } from '@polyphony/document'
import type mongoose from 'mongoose'
import { trusted } from 'mongoose'
import { CommentModel } from '../models/commentRecord.ts'
import { ConversationModel } from '../models/conversation.ts'
import { HighlightModel } from '../models/highlightRecord.ts'
import { InboxMarkModel } from '../models/inboxMark.ts'
import {
  OntologyRevisionModel,
  type OntologyRevisionRecord,
  type SettledProposal,
} from '../models/ontologyRevision.ts'
import { type ProjectedRuling, RulingModel } from '../models/rulingRecord.ts'
import { readThreads } from './readThreads.ts'
import { visibleTo } from './visibleTo.ts'

/** Whose inbox. */
interface Owner {
  workspace: string
  member: string
}

export interface InboxQuery extends Owner {
  /** Only what the member has not seen. */
  unseen?: boolean
  limit: number
  /** The `next` of the page before. */
  after?: string
}

/** An entry as far as counting and ordering need it. */
interface Found {
  /**
   * `_id` of the comment; of the highlight, with `/memo`, for a memo; number of the revision and the code, after
   * `ontology/`, for a decision on a proposal; `_id` of the ruling, after `ruling/`, and when, for a rejected coding.
   */
  id: string
  conversation: string | null
  kind: InboxEntry['kind']
  at: Date
  decision?: { by: string; proposal: SettledProposal }
  ruling?: ProjectedRuling
}

const MEMO = '/memo'
/** Older ones than these many are not shown, nor counted. */
const AT_MOST = 5_000

/**
 * What others wrote that concerns a member: mentions, answers in threads the member took part in or that hang on the
 * member's highlights, comments on those; and what leads decided on codes that the member proposed and against the
 * member's codings. Newest first.
 */
export const listInbox = async ({
  limit,
  after,
  unseen,
  ...owner
}: InboxQuery): Promise<{ entries: InboxEntry[]; next: string | null; unseen: number }> => {
  const [all, seen] = await Promise.all([findEntries(owner), readSeen(owner.member)])
  const listed = unseen ? all.filter(({ id }) => !seen.has(id)) : all
  // An entry that was read meanwhile is gone from the list: its place among all of them is not.
  const order = new Map(all.map(({ id }, index) => [id, index]))
  const from = after === undefined ? -1 : (order.get(after) ?? -1)
  const rest = listed.filter(({ id }) => order.get(id)! > from)
  const page = rest.slice(0, limit)
  return {
    entries: await present(page, seen),
    next: rest.length > limit ? (page.at(-1)?.id ?? null) : null,
    unseen: all.reduce((count, { id }) => count + (seen.has(id) ? 0 : 1), 0),
  }
}

/** Marks entries, all when none are named, as seen or not; returns those whose mark changed. */
export const markInbox = async (
  owner: Owner,
  { entries, seen }: { entries?: readonly string[]; seen: boolean },
): Promise<string[]> => {
  const [all, marked] = await Promise.all([findEntries(owner), readSeen(owner.member)])
  const named = entries && new Set(entries)
  // Only what is there: nobody fills the database with marks of their own making.
  const changed = all.filter(({ id }) => (!named || named.has(id)) && marked.has(id) !== seen)
  if (changed.length > 0) {
    await InboxMarkModel.collection.bulkWrite(
      changed.map(({ id, conversation }) => {
        const filter = { _id: `${owner.member}:${id}` as never }
        const replacement = { member: owner.member, entry: id, conversation }
        return seen ? { replaceOne: { filter, replacement, upsert: true } } : { deleteOne: { filter } }
      }),
      { ordered: false },
    )
  }
  return changed.map(({ id }) => id)
}

const readSeen = async (member: string): Promise<Set<string>> =>
  new Set((await InboxMarkModel.find({ member }, { entry: 1 }).lean()).map(({ entry }) => entry))

/** All entries of a member, newest first. */
const findEntries = async ({ workspace, member }: Owner): Promise<Found[]> => {
  const visible = await visibleTo(workspace, member)
  const others = { ...visible, deletedAt: null, member: trusted({ $ne: member }) }
  const fields = { _id: 1, conversation: 1, createdAt: 1, target: 1, mentions: 1 }
  const [mine, onMine] = await Promise.all([
    CommentModel.distinct('thread', { ...visible, member }),
    CommentModel.distinct('thread', { ...visible, targetMember: member, 'target.type': 'highlight' }),
  ])
  const threads = [...new Set([...mine, ...onMine])]
  const [inThreads, answering, mentioning, memos, revisions, rejections] = await Promise.all([
    threads.length === 0
      ? []
      : CommentModel.find({ ...others, thread: trusted({ $in: threads }) }, fields).lean(),
    CommentModel.find({ ...others, targetMember: member }, fields).lean(),
    CommentModel.find({ ...others, mentions: member }, fields).lean(),
    HighlightModel.find(
      { ...visible, memoMentions: member, member: trusted({ $ne: member }) },
      { _id: 1, conversation: 1, memoAt: 1 },
    ).lean(),
    OntologyRevisionModel.find(
      { workspace, 'settles.proposer': member },
      { number: 1, actor: 1, at: 1, settles: 1 },
    ).lean<Pick<OntologyRevisionRecord, 'number' | 'actor' | 'at' | 'settles'>[]>(),
    findRejections({ ...visible, member }),
  ])
  const found = new Map<string, Found>()
  for (const { _id, conversation, createdAt, target, mentions } of [
    ...inThreads,
    ...answering,
    ...mentioning,
  ])
    found.set(_id, {
      id: _id,
      conversation,
      at: createdAt,
      kind: mentions.includes(member) ? 'mention' : target.type === 'comment' ? 'reply' : 'comment',
    })
  for (const { _id, conversation, memoAt } of memos)
    found.set(_id + MEMO, { id: _id + MEMO, conversation, at: memoAt!, kind: 'mention' })
  for (const { number, actor: by, at, settles = [] } of revisions)
    for (const proposal of settles.filter(({ proposer }) => proposer === member)) {
      const id = `ontology/${number}/${proposal.code}`
      found.set(id, { id, conversation: null, at, kind: 'proposal', decision: { by, proposal } })
    }
  for (const ruling of rejections) {
    // Rejected once more, it is another decision, to be read again.
    const id = `ruling/${ruling._id}/${ruling.at.getTime()}`
    found.set(id, { id, conversation: ruling.conversation, at: ruling.at, kind: 'rejection', ruling })
  }
  return [...found.values()]
    .sort((a, b) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1))
    .slice(0, AT_MOST)
}

/** `_id` of the highlight. */
const highlightOf = ({ conversation, member, highlight }: ProjectedRuling): string =>
  `${conversation}/${member}/${highlight}`

/** Rulings of others against codings of a member that are still there: a ruling outlives the coding it is on. */
const findRejections = async (mine: { workspace: string; member: string }): Promise<ProjectedRuling[]> => {
  const rulings = await RulingModel.find({
    ...mine,
    by: trusted({ $ne: mine.member }),
    codes: trusted({ $size: 0 }),
  }).lean<ProjectedRuling[]>()
  if (rulings.length === 0) return []
  const coded = await HighlightModel.find(
    { _id: trusted({ $in: [...new Set(rulings.map(highlightOf))] }) },
    { 'codings.code': 1 },
  ).lean<{ _id: string; codings: { code: string }[] }[]>()
  const codesOf = new Map(coded.map(({ _id, codings }) => [_id, codings.map(({ code }) => code)]))
  return rulings.filter(ruling => codesOf.get(highlightOf(ruling))?.includes(ruling.code))
}

/** Entries with their words and places. */
const present = async (page: readonly Found[], seen: ReadonlySet<string>): Promise<InboxEntry[]> => {
  const isMemo = ({ id }: Found) => id.endsWith(MEMO)
  const comments = await byId(
    CommentModel,
    page.filter(entry => !isMemo(entry) && !entry.decision && !entry.ruling).map(({ id }) => id),
  )
  const threads = await readThreads([...comments.values()].map(({ thread }) => thread))
  const placeOf = (thread: string) => threads.get(thread)?.place ?? null
  const highlightIds = page.flatMap(entry => {
    if (isMemo(entry)) return entry.id.slice(0, -MEMO.length)
    if (entry.ruling) return highlightOf(entry.ruling)
    const place = placeOf(comments.get(entry.id)?.thread ?? '')
    return place?.type === 'highlight' ? `${entry.conversation}/${place.member}/${place.highlight}` : []
  })
  const highlights = await byId(HighlightModel, highlightIds)
  const conversations = await byId(
    ConversationModel,
    page.flatMap(({ conversation }) => conversation ?? []),
  )
  return page.flatMap((entry): InboxEntry[] => {
    const { id, kind, conversation, at } = entry
    const title = conversation === null ? '' : conversations.get(conversation)?.title
    const about = (
      member: string,
      body: Body,
    ): Omit<InboxEntry, 'source' | 'place' | 'comment' | 'quote'> => ({
      id,
      kind,
      conversation,
      title: title ?? '',
      proposal: null,
      rejected: null,
      member,
      body,
      at: at.toISOString(),
      resolved: false,
      seen: seen.has(id),
    })
    if (entry.decision) {
      const { by, proposal } = entry.decision
      const { code, name, outcome, into, reason } = proposal
      return [
        {
          ...about(by, reason ?? ''),
          source: 'revision',
          proposal: { code, name, outcome, into },
          place: { type: 'code', code },
          comment: null,
          quote: null,
        },
      ]
    }
    const quoteOf = (key: string) =>
      highlights
        .get(key)
        ?.passages.map(({ text }) => text)
        .join(' ') ?? null
    if (isMemo(entry)) {
      const key = id.slice(0, -MEMO.length)
      const highlight = highlights.get(key)
      // Gone since it was counted.
      if (!highlight || title === undefined) return []
      const { member, memo, memoBody } = highlight
      return [
        {
          ...about(member, memoBody ?? memo ?? ''),
          source: 'memo',
          place: { type: 'highlight', member, highlight: highlight.highlight },
          comment: null,
          quote: quoteOf(key),
        },
      ]
    }
    if (entry.ruling) {
      const { by, member, highlight, code, reason } = entry.ruling
      if (title === undefined) return []
      return [
        {
          ...about(by, reason ?? ''),
          source: 'ruling',
          rejected: code,
          place: { type: 'highlight', member, highlight },
          comment: null,
          quote: quoteOf(highlightOf(entry.ruling)),
        },
      ]
    }
    const comment = comments.get(id)
    if (!comment || title === undefined) return []
    const place = placeOf(comment.thread)
    const thread = threads.get(comment.thread)
    return [
      {
        ...about(comment.member, comment.body),
        source: 'comment',
        place,
        comment: `${comment.member}/${comment.comment}`,
        quote:
          place?.type === 'highlight' ? quoteOf(`${conversation}/${place.member}/${place.highlight}`) : null,
        resolved: thread !== undefined && isResolved(thread),
      },
    ]
  })
}

const byId = async <T extends { _id: string }>(
  model: mongoose.Model<T>,
  ids: readonly string[],
): Promise<Map<string, T>> => {
  if (ids.length === 0) return new Map()
  const found = await model.find({ _id: trusted({ $in: [...new Set(ids)] }) } as object).lean<T[]>()
  return new Map(found.map(record => [record._id, record]))
}
