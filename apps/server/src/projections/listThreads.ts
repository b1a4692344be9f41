import type { ThreadRecord } from '@polyphony/contract'
import { isResolved, plainText } from '@polyphony/document'
import { trusted } from 'mongoose'
import { CommentModel } from '../models/commentRecord.ts'
import { readNames } from '../models/member.ts'
import { ResolvingModel } from '../models/resolvingRecord.ts'
import { joinRecords } from './readThreads.ts'
import { under } from './under.ts'
import { visibleTo } from './visibleTo.ts'

/** All threads of a conversation that a member may see, oldest first. */
export const listThreads = async ({
  workspace,
  conversation,
  member,
}: {
  workspace: string
  conversation: string
  member: string
}): Promise<ThreadRecord[]> => {
  const filter = { ...(await visibleTo(workspace, member)), _id: trusted(under(`${conversation}/`)) }
  const [comments, resolvings] = await Promise.all([
    CommentModel.find(filter).lean(),
    ResolvingModel.find(filter).lean(),
  ])
  const names = await readNames(comments.flatMap(({ mentions }) => mentions))
  const threads = joinRecords(comments, resolvings).get(conversation) ?? []
  return threads.map(thread => ({
    key: thread.key,
    place: thread.place,
    resolved: isResolved(thread),
    resolving: thread.resolving && {
      member: thread.resolving.member,
      at: new Date(thread.resolving.at).toISOString(),
    },
    messages: [...(thread.first ? [thread.first] : []), ...thread.replies].map(({ member, comment }) => ({
      member,
      comment: comment.id,
      answers:
        comment.target.type === 'comment'
          ? { member: comment.target.member, comment: comment.target.comment }
          : null,
      text: comment.deletedAt === null ? plainText(comment.body, id => names.get(id) ?? '…') : null,
      createdAt: new Date(comment.createdAt).toISOString(),
      editedAt: comment.editedAt === null ? null : new Date(comment.editedAt).toISOString(),
    })),
  }))
}
