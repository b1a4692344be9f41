import type * as Y from 'yjs'
import { newId } from '../newId.ts'
import { LOCAL_ORIGIN } from '../origins.ts'
import { toBody } from '../richText/plainText.ts'
import { Body, RICH_TEXT_LIMITS } from '../richText/richText.ts'
import type { CommentTarget } from '../types.ts'
import { CommentRow, commentsOf, resolvingsOf, threadKey } from './layout.ts'

/**
 * A body as it is stored. Rich text that says no more than plain text is stored as that.
 * @throws RangeError when it is longer than a body may be, or no body at all
 */
export const needBody = (body: Body): Body => {
  const { data } = Body.safeParse(body)
  if (data === undefined) throw new RangeError('This is no text that a memo or comment can hold.')
  const kept = typeof data === 'string' ? data : toBody(data)
  if (typeof kept === 'string' && kept.length > RICH_TEXT_LIMITS.characters)
    throw new RangeError(`A memo or comment holds ${RICH_TEXT_LIMITS.characters} characters.`)
  return kept
}

/** Adds a message to a thread, or begins one, in the writer's own layer. Returns its id. */
export const addComment = (
  doc: Y.Doc,
  comment: { id?: string; target: CommentTarget; body: Body; createdAt?: number },
  origin: unknown = LOCAL_ORIGIN,
): string => {
  const { id = newId(8), target, body, createdAt = Date.now() } = comment
  const row: CommentRow = [target, needBody(body), createdAt, null]
  doc.transact(() => commentsOf(doc).set(id, row), origin)
  return id
}

/** Throws RangeError when there is no such comment in this layer. */
export const editComment = (
  doc: Y.Doc,
  id: string,
  body: Body,
  editedAt: number = Date.now(),
  origin: unknown = LOCAL_ORIGIN,
): void => {
  const [target, , createdAt] = needRow(doc, id)
  const row: CommentRow = [target, needBody(body), createdAt, editedAt]
  doc.transact(() => commentsOf(doc).set(id, row), origin)
}

/**
 * Takes a message back: its words go, its place stays, so that answers to it, also those that are still on their way,
 * keep theirs. Throws RangeError when there is no such comment in this layer.
 */
export const removeComment = (
  doc: Y.Doc,
  id: string,
  deletedAt: number = Date.now(),
  origin: unknown = LOCAL_ORIGIN,
): void => {
  const [target, , createdAt] = needRow(doc, id)
  const row: CommentRow = [target, null, createdAt, deletedAt]
  doc.transact(() => commentsOf(doc).set(id, row), origin)
}

/**
 * States that a thread is settled, or open again. Of all statements on a thread the latest counts: say `after` how late
 * the one was that this one answers, for clocks differ.
 */
export const setResolved = (
  doc: Y.Doc,
  thread: { member: string; comment: string },
  resolved: boolean,
  { at = Date.now(), after = 0 }: { at?: number; after?: number } = {},
  origin: unknown = LOCAL_ORIGIN,
): void => {
  const key = threadKey(thread.member, thread.comment)
  doc.transact(() => resolvingsOf(doc).set(key, [resolved, Math.max(at, after + 1)]), origin)
}

const needRow = (doc: Y.Doc, id: string): CommentRow => {
  const { data } = CommentRow.safeParse(commentsOf(doc).get(id))
  if (!data) throw new RangeError(`The layer has no comment ${id}.`)
  return data
}
