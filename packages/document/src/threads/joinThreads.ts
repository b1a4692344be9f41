import { threadKey } from '../layer/layout.ts'
import type { Comment, CommentTarget, Layer, Resolving, ThreadPlace } from '../types.ts'

/** A comment with its author, who is the member in whose layer it lies. */
export interface Message {
  member: string
  comment: Comment
}

/** A message and the answers to it, gathered from everybody's layers. */
export interface Thread {
  /** `<member>/<comment>` of the first message. */
  key: string
  /** What it hangs on; null when the first message is not to be had, so that nobody can tell. */
  place: ThreadPlace | null
  /** Null when it is not to be had; one that was taken back is there, without words. */
  first: Message | null
  /** Oldest first; none of them was taken back. */
  replies: Message[]
  /** The latest statement of all; null: never settled. */
  resolving: (Resolving & { member: string }) | null
}

/** Whether a thread is settled. */
export const isResolved = ({ resolving }: Thread): boolean => resolving?.resolved === true

type Layers = ReadonlyMap<string, Pick<Layer, 'comments' | 'resolvings'>>

/**
 * Joins the comments of all layers (by member) into threads, oldest first. A reply to a reply joins the thread of that
 * one; whatever a layer holds, each comment is in one thread at most, and a thread in which nobody says anything any
 * more is left out.
 */
export const joinThreads = (layers: Layers): Thread[] => {
  const threads = new Map<string, Thread>()
  const threadOf = (key: string): Thread => {
    let thread = threads.get(key)
    if (!thread) {
      const first = find(layers, key)
      const { target } = first?.comment ?? {}
      thread = { key, place: target && isPlace(target) ? target : null, first, replies: [], resolving: null }
      threads.set(key, thread)
    }
    return thread
  }
  for (const [member, { comments }] of layers) {
    for (const comment of comments.values()) {
      const root = rootOf(layers, member, comment)
      const key = threadKey(member, comment.id)
      if (root === key) threadOf(key)
      else if (root !== null && comment.deletedAt === null) threadOf(root).replies.push({ member, comment })
    }
  }
  const list = [...threads.values()].filter(
    ({ first, replies }) => replies.length > 0 || (first && first.comment.deletedAt === null),
  )
  for (const thread of list) {
    thread.replies.sort(byTime)
    thread.resolving = latestResolving(layers, thread.key)
  }
  return list.sort((a, b) => startOf(a) - startOf(b) || (a.key < b.key ? -1 : 1))
}

/** The latest statement on a thread over all layers; at the same moment, that of the greater member id. */
export const latestResolving = (layers: Layers, key: string): Thread['resolving'] => {
  let latest: Thread['resolving'] = null
  for (const [member, { resolvings }] of layers) {
    const resolving = resolvings.get(key)
    if (!resolving) continue
    if (!latest || resolving.at > latest.at || (resolving.at === latest.at && member > latest.member))
      latest = { ...resolving, member }
  }
  return latest
}

const isPlace = (target: CommentTarget): target is ThreadPlace => target.type !== 'comment'

const find = (layers: Layers, key: string): Message | null => {
  const slash = key.indexOf('/')
  const member = key.slice(0, slash)
  const comment = layers.get(member)?.comments.get(key.slice(slash + 1))
  return comment ? { member, comment } : null
}

/** Key of the first message of the thread a comment is in; null for comments that answer each other in a circle. */
const rootOf = (layers: Layers, member: string, comment: Comment): string | null => {
  let key = threadKey(member, comment.id)
  let { target } = comment
  const seen = new Set([key])
  while (target.type === 'comment') {
    key = threadKey(target.member, target.comment)
    if (seen.has(key)) return null
    seen.add(key)
    const next = find(layers, key)
    if (!next) return key
    target = next.comment.target
  }
  return key
}

const startOf = ({ first, replies }: Thread): number => (first ?? replies[0])?.comment.createdAt ?? 0

const byTime = (a: Message, b: Message): number =>
  a.comment.createdAt - b.comment.createdAt ||
  (threadKey(a.member, a.comment.id) < threadKey(b.member, b.comment.id) ? -1 : 1)
