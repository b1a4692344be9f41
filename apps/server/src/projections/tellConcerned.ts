import { trusted } from 'mongoose'
import type { LiveDocuments } from '../liveDocuments.ts'
import { CommentModel, type ProjectedComment } from '../models/commentRecord.ts'
import type { ProjectedHighlight } from '../models/highlightRecord.ts'
import type { ProjectedResolving } from '../models/resolvingRecord.ts'
import { tellInbox } from './tellInbox.ts'

/** Records that were not there so before. */
export interface Changed {
  highlights: readonly ProjectedHighlight[]
  comments: readonly ProjectedComment[]
  resolvings: readonly ProjectedResolving[]
}

/** Tells those whom something written in layers concerns to look into their inbox again. */
export const tellConcerned = async (
  live: LiveDocuments,
  conversation: { _id: string; workspace: string },
  { highlights, comments, resolvings }: Changed,
): Promise<void> => {
  const concerned = new Set<string>()
  for (const { memoMentions } of highlights) for (const member of memoMentions) concerned.add(member)
  for (const { mentions, targetMember } of comments)
    for (const member of [...mentions, targetMember]) if (member !== null) concerned.add(member)
  const threads = new Set([...comments, ...resolvings].map(({ thread }) => thread))
  if (threads.size > 0) {
    const others = await CommentModel.find(
      { thread: trusted({ $in: [...threads] }) },
      { member: 1, targetMember: 1, mentions: 1 },
    ).lean()
    for (const { member, targetMember, mentions } of others)
      for (const one of [member, targetMember, ...mentions]) if (one !== null) concerned.add(one)
  }
  tellInbox(live, conversation, concerned)
}
