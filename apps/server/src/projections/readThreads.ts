import { joinThreads, type Layer, type Thread } from '@polyphony/document'
import { trusted } from 'mongoose'
import { CommentModel, commentOfRecord, type ProjectedComment } from '../models/commentRecord.ts'
import { type ProjectedResolving, ResolvingModel } from '../models/resolvingRecord.ts'

type ThreadLayers = Map<string, Pick<Layer, 'comments' | 'resolvings'>>

/**
 * Threads by the `_id` of their first message, joined from what is projected of all layers by the same rules as on
 * the desk.
 */
export const readThreads = async (ids: readonly string[]): Promise<Map<string, Thread>> => {
  if (ids.length === 0) return new Map()
  const thread = trusted({ $in: [...new Set(ids)] })
  const [comments, resolvings] = await Promise.all([
    CommentModel.find({ thread }).lean(),
    ResolvingModel.find({ thread }).lean(),
  ])
  return new Map(
    [...joinRecords(comments, resolvings)].flatMap(([conversation, threads]) =>
      threads.map(thread => [`${conversation}/${thread.key}`, thread] as const),
    ),
  )
}

/** Threads of each conversation, oldest first, of all that is projected of them. */
export const joinRecords = (
  comments: readonly ProjectedComment[],
  resolvings: readonly ProjectedResolving[],
): Map<string, Thread[]> => {
  const conversations = new Map<string, ThreadLayers>()
  const layerOf = (conversation: string, member: string) => {
    const layers: ThreadLayers = conversations.get(conversation) ?? new Map()
    conversations.set(conversation, layers)
    const layer = layers.get(member) ?? { comments: new Map(), resolvings: new Map() }
    layers.set(member, layer)
    return layer
  }
  for (const record of comments)
    layerOf(record.conversation, record.member).comments.set(record.comment, commentOfRecord(record))
  for (const { conversation, member, thread, resolved, at } of resolvings) {
    const key = thread.slice(conversation.length + 1)
    layerOf(conversation, member).resolvings.set(key, { thread: key, resolved, at: at.getTime() })
  }
  return new Map(
    [...conversations].map(([conversation, layers]) => [conversation, joinThreads(layers)] as const),
  )
}
