import type { CodeThread } from '@polyphony/contract'
import { isResolved } from '@polyphony/document'
import { trusted } from 'mongoose'
import { CommentModel } from '../models/commentRecord.ts'
import { ConversationModel } from '../models/conversation.ts'
import { readThreads } from './readThreads.ts'
import { visibleTo } from './visibleTo.ts'

/** Threads on any of some codes, in all conversations a member may see, the newest first. */
export const listCodeThreads = async ({
  workspace,
  member,
  codes,
  limit,
}: {
  workspace: string
  member: string
  codes: readonly string[]
  limit: number
}): Promise<{ threads: CodeThread[]; more: boolean }> => {
  const visible = await visibleTo(workspace, member)
  const roots = await CommentModel.find(
    { ...visible, 'target.code': trusted({ $in: [...codes] }) },
    { _id: 1, conversation: 1, createdAt: 1 },
  ).lean()
  roots.sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || (a._id < b._id ? -1 : 1))
  const joined = await readThreads(roots.map(({ _id }) => _id))
  // Threads in which nobody says anything any more are not among those joined.
  const living = roots.filter(({ _id }) => joined.has(_id))
  const page = living.slice(0, limit)
  const titles = new Map(
    (
      await ConversationModel.find(
        { _id: trusted({ $in: [...new Set(page.map(({ conversation }) => conversation))] }) },
        { title: 1 },
      ).lean()
    ).map(({ _id, title }) => [_id, title]),
  )
  return {
    more: living.length > limit,
    threads: page.flatMap(({ _id, conversation }): CodeThread[] => {
      const thread = joined.get(_id)!
      if (thread.place?.type !== 'code' || !thread.first) return []
      return [
        {
          conversation,
          title: titles.get(conversation) ?? '',
          key: thread.key,
          code: thread.place.code,
          resolved: isResolved(thread),
          statedAt: thread.resolving && new Date(thread.resolving.at).toISOString(),
          messages: [thread.first, ...thread.replies].map(({ member, comment }) => ({
            member,
            comment: comment.id,
            body: comment.deletedAt === null ? comment.body : null,
            createdAt: new Date(comment.createdAt).toISOString(),
            editedAt: comment.editedAt === null ? null : new Date(comment.editedAt).toISOString(),
          })),
        },
      ]
    }),
  }
}
