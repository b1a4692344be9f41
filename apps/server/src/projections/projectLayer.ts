import type { HighlightRecord } from '@polyphony/contract'
import {
  type Coding,
  type Comment,
  type ExcerptTie,
  type Highlight,
  type Layer,
  type LayerChanges,
  type Memo,
  mentionsOf,
  type Resolution,
  type Resolving,
  resolveAnchor,
  type TextSpan,
  type Timing,
  type TranscriptIndex,
  threadKey,
} from '@polyphony/document'
import type { ProjectedComment } from '../models/commentRecord.ts'
import type { ProjectedHighlight } from '../models/highlightRecord.ts'
import type { ProjectedResolving } from '../models/resolvingRecord.ts'
import type { NoteRecord } from '../models/searchRecord.ts'
import type { ProjectedTie } from '../models/tieRecord.ts'
import { commentNote, commentNoteId, memoNote, memoNoteId } from './projectNotes.ts'
import type { TranscriptReading } from './readConversation.ts'
import { withHash } from './withHash.ts'

/** Where a layer lies. */
export interface LayerPlace {
  workspace: string
  conversation: string
  member: string
}

/** The records of a layer by kind and `_id`; null for one that is gone. */
export interface ProjectedLayer {
  highlights: Map<string, ProjectedHighlight | null>
  comments: Map<string, ProjectedComment | null>
  resolvings: Map<string, ProjectedResolving | null>
  ties: Map<string, ProjectedTie | null>
  /** Memos and comments as they are searched. */
  notes: Map<string, NoteRecord | null>
}

/** As if everything there is had changed. */
export const everythingIn = (layer: Layer): LayerChanges => ({
  highlights: new Set(layer.highlights.keys()),
  codings: new Set(),
  memos: new Set(),
  comments: new Set(layer.comments.keys()),
  resolvings: new Set(layer.resolvings.keys()),
  ties: new Set(layer.ties.keys()),
})

/**
 * What a layer says, with the words and times of the transcript as they stand now: all that derives from what has
 * changed. In a layer of thousands an edit costs next to nothing.
 */
export const projectLayer = (
  place: LayerPlace,
  layer: Layer,
  { index, timing }: Pick<TranscriptReading, 'index' | 'timing'>,
  changes: LayerChanges,
): ProjectedLayer => {
  const idOf = (key: string): string => `${place.conversation}/${place.member}/${key}`
  const projected: ProjectedLayer = {
    highlights: new Map(),
    comments: new Map(),
    resolvings: new Map(),
    ties: new Map(),
    notes: new Map(),
  }

  const recordOf = (id: string): ProjectedHighlight | null => {
    const highlight = layer.highlights.get(id)
    if (!highlight) return null
    const [memo, codings] = [layer.memos.get(id), layer.codings.get(id) ?? []]
    return projectHighlight(place, { highlight, memo, codings }, index, timing)
  }
  for (const id of new Set([...changes.highlights, ...changes.codings, ...changes.memos])) {
    const record = recordOf(id)
    projected.highlights.set(idOf(id), record)
    projected.notes.set(memoNoteId(place, id), record && memoNote(record))
  }

  for (const id of changes.comments) {
    const comment = layer.comments.get(id)
    projected.comments.set(idOf(id), comment ? projectComment(place, comment) : null)
    if (!comment) projected.notes.set(commentNoteId(place, id), null)
  }
  for (const comment of layer.comments.values()) {
    const highlight = ownHighlightOf(place, comment)
    // It is found at the time of what it is about.
    if (!changes.comments.has(comment.id) && !changes.highlights.has(highlight ?? '')) continue
    const record = projected.comments.get(idOf(comment.id)) ?? projectComment(place, comment)
    const about =
      highlight === null ? null : (projected.highlights.get(idOf(highlight)) ?? recordOf(highlight))
    projected.notes.set(commentNoteId(place, comment.id), commentNote(record, about))
  }

  for (const key of changes.resolvings) {
    const resolving = layer.resolvings.get(key)
    projected.resolvings.set(idOf(key), resolving ? projectResolving(place, resolving) : null)
  }
  for (const id of changes.ties) {
    const tie = layer.ties.get(id)
    projected.ties.set(idOf(id), tie ? projectTie(place, tie) : null)
  }
  return projected
}

/** The highlight of the same layer that a comment is about. */
const ownHighlightOf = ({ member }: LayerPlace, { target }: Comment): string | null =>
  target.type === 'highlight' && target.member === member ? target.highlight : null

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

const projectResolving = (place: LayerPlace, { thread, resolved, at }: Resolving): ProjectedResolving =>
  withHash({
    _id: `${place.conversation}/${place.member}/${thread}`,
    ...place,
    thread: `${place.conversation}/${thread}`,
    resolved,
    at: toDate(at),
  })

const projectTie = (place: LayerPlace, { id, type, from, to, note, createdAt }: ExcerptTie): ProjectedTie =>
  withHash({
    _id: `${place.conversation}/${place.member}/${id}`,
    ...place,
    tie: id,
    type,
    from: { conversation: place.conversation, ...from },
    to,
    note,
    createdAt: toDate(createdAt),
  })

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
