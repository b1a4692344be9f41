import { createHash } from 'node:crypto'
import type { HighlightRecord } from '@polyphony/contract'
import {
  type Coding,
  type Comment,
  type Highlight,
  type Layer,
  type Memo,
  mentionsOf,
  type Resolution,
  resolveAnchor,
  type TextSpan,
  type Timing,
  type TranscriptIndex,
  threadKey,
} from '@polyphony/document'
import type { ProjectedComment } from '../models/commentRecord.ts'
import type { ProjectedHighlight } from '../models/highlightRecord.ts'
import type { ProjectedResolving } from '../models/resolvingRecord.ts'
import type { ProjectedTie } from '../models/tieRecord.ts'
import type { TranscriptReading } from './readConversation.ts'

/** Where a layer lies. */
export interface LayerPlace {
  workspace: string
  conversation: string
  member: string
}

export interface ProjectedLayer {
  highlights: ProjectedHighlight[]
  comments: ProjectedComment[]
  resolvings: ProjectedResolving[]
  ties: ProjectedTie[]
}

/** What was projected of a layer before, by the entry it was made of; as long as the transcript is the same. */
export interface EarlierProjection {
  index: TranscriptIndex
  changes: number
  highlights: WeakMap<Highlight, { memo: Memo | undefined; codings: Coding[]; record: ProjectedHighlight }>
  comments: WeakMap<Comment, ProjectedComment>
}

/** What holds of an earlier projection of the same layer: all of it, or nothing once the transcript has changed. */
export const earlierProjection = (
  known: EarlierProjection | undefined,
  { index, changes }: Pick<TranscriptReading, 'index' | 'changes'>,
): EarlierProjection =>
  known?.index === index && known.changes === changes()
    ? known
    : { index, changes: changes(), highlights: new WeakMap(), comments: new WeakMap() }

/**
 * What a layer says, with the words and times of the transcript as they stand now. With an earlier projection, only
 * what has changed since is made anew: in a layer of thousands that is next to nothing.
 */
export const projectLayer = (
  place: LayerPlace,
  layer: Layer,
  { index, timing }: { index: TranscriptIndex; timing: Timing },
  earlier?: EarlierProjection,
): ProjectedLayer => ({
  highlights: [...layer.highlights.values()].map(highlight => {
    const memo = layer.memos.get(highlight.id)
    const codings = layer.codings.get(highlight.id) ?? []
    const known = earlier?.highlights.get(highlight)
    if (known && known.memo === memo && areSame(known.codings, codings)) return known.record
    const record = projectHighlight(place, { highlight, memo, codings }, index, timing)
    earlier?.highlights.set(highlight, { memo, codings, record })
    return record
  }),
  comments: [...layer.comments.values()].map(comment => {
    const record = earlier?.comments.get(comment) ?? projectComment(place, comment)
    earlier?.comments.set(comment, record)
    return record
  }),
  resolvings: [...layer.resolvings.values()].map(({ thread, resolved, at }) =>
    withHash({
      _id: `${place.conversation}/${place.member}/${thread}`,
      ...place,
      thread: `${place.conversation}/${thread}`,
      resolved,
      at: toDate(at),
    }),
  ),
  ties: [...layer.ties.values()].map(({ id, type, from, to, note, createdAt }) =>
    withHash({
      _id: `${place.conversation}/${place.member}/${id}`,
      ...place,
      tie: id,
      type,
      from: { conversation: place.conversation, ...from },
      to,
      note,
      createdAt: toDate(createdAt),
    }),
  ),
})

const areSame = (a: readonly Coding[], b: readonly Coding[]): boolean =>
  a.length === b.length &&
  a.every(({ code, createdAt }, i) => code === b[i]!.code && createdAt === b[i]!.createdAt)

const projectHighlight = (
  place: LayerPlace,
  { highlight, memo, codings }: { highlight: Highlight; memo: Memo | undefined; codings: readonly Coding[] },
  index: TranscriptIndex,
  timing: Timing,
): ProjectedHighlight => {
  const resolution = resolveAnchor(index, highlight.anchor)
  return withHash({
    _id: `${place.conversation}/${place.member}/${highlight.id}`,
    ...place,
    highlight: highlight.id,
    status: resolution.status,
    passages: 'span' in resolution ? passagesOf(index, resolution.span) : [],
    ...timesOf(highlight, resolution, timing),
    memo: memo?.text ?? null,
    // Plain text is there once already.
    memoBody: typeof memo?.body === 'object' ? memo.body : null,
    memoMentions: memo ? mentionsOf(memo.body) : [],
    memoAt: memo ? toDate(memo.updatedAt) : null,
    codings: codings
      .map(({ code, createdAt }) => ({ code, createdAt: toDate(createdAt) }))
      .sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.code < b.code ? -1 : 1)),
    createdAt: toDate(highlight.createdAt),
  })
}

const projectComment = (place: LayerPlace, comment: Comment): ProjectedComment => {
  const { id, target, body, text, createdAt, editedAt, deletedAt } = comment
  return withHash({
    _id: `${place.conversation}/${place.member}/${id}`,
    ...place,
    comment: id,
    target,
    targetMember: target.type === 'code' ? null : target.member,
    thread: `${place.conversation}/${threadOf(place.member, id, target)}`,
    body,
    text,
    mentions: mentionsOf(body),
    createdAt: toDate(createdAt),
    editedAt: editedAt === null ? null : toDate(editedAt),
    deletedAt: deletedAt === null ? null : toDate(deletedAt),
  })
}

/** Clients answer the first message of a thread; the layer of another who did not cannot be seen from here. */
const threadOf = (member: string, id: string, target: Comment['target']): string =>
  target.type === 'comment' ? threadKey(target.member, target.comment) : threadKey(member, id)

const passagesOf = (index: TranscriptIndex, { start, end }: TextSpan): HighlightRecord['passages'] =>
  index.order
    .slice(index.position(start.turn), index.position(end.turn) + 1)
    .map(({ id, speaker, text }) => {
      const from = id === start.turn ? start.offset : 0
      const to = id === end.turn ? end.offset : text.length
      return { turn: id, speaker, text: text.slice(from, to), from, to }
    })
    .filter(({ from, to }) => from < to)

/** Seconds: where the passage is spoken; for one that is gone, where it was when it was marked. */
const timesOf = (
  { anchor }: Highlight,
  resolution: Resolution,
  timing: Timing,
): { start: number | null; end: number | null } => {
  const { from, to } = 'span' in resolution ? timing.spanTimes(resolution.span) : anchor
  return { start: toSeconds(from), end: toSeconds(to) }
}

const toSeconds = (ms: number): number | null => (Number.isFinite(ms) && ms >= 0 ? ms / 1000 : null)

/** The last moment a Date can hold. */
const LAST_MS = 8.64e15

/** Documents come from browsers: a time may be any number. */
export const toDate = (ms: number): Date =>
  new Date(Number.isFinite(ms) ? Math.min(Math.max(ms, 0), LAST_MS) : 0)

/** Of a record without its hash, fields in their order. */
export const hashOf = (record: object): string =>
  createHash('sha256').update(JSON.stringify(record)).digest('base64url').slice(0, 22)

export const withHash = <T extends object>(record: T): T & { hash: string } => ({
  ...record,
  hash: hashOf(record),
})
