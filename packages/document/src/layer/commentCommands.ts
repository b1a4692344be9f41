import type * as Y from 'yjs'
import { newId } from '../newId.ts'
import { LOCAL_ORIGIN } from '../origins.ts'
import type { CommentTarget } from '../types.ts'
import { CommentRow, commentsOf } from './layout.ts'

/** Adds a message to the thread on `target`, in the writer's own layer. Returns its id. */
export const addComment = (
  doc: Y.Doc,
  comment: { id?: string; target: CommentTarget; text: string; createdAt?: number },
  origin: unknown = LOCAL_ORIGIN,
): string => {
  const { id = newId(8), target, text, createdAt = Date.now() } = comment
  const row: CommentRow = [target, text, createdAt, null]
  doc.transact(() => commentsOf(doc).set(id, row), origin)
  return id
}

/** Throws RangeError when there is no such comment in this layer. */
export const editComment = (
  doc: Y.Doc,
  id: string,
  text: string,
  editedAt: number = Date.now(),
  origin: unknown = LOCAL_ORIGIN,
): void => {
  const { data } = CommentRow.safeParse(commentsOf(doc).get(id))
  if (!data) throw new RangeError(`The layer has no comment ${id}.`)
  const [target, , createdAt] = data
  doc.transact(() => commentsOf(doc).set(id, [target, text, createdAt, editedAt]), origin)
}

export const removeComment = (doc: Y.Doc, id: string, origin: unknown = LOCAL_ORIGIN): void =>
  doc.transact(() => commentsOf(doc).delete(id), origin)
