import { trusted } from 'mongoose'
import type { LiveDocuments } from '../liveDocuments.ts'
import { CommentModel } from '../models/commentRecord.ts'
import { HighlightModel } from '../models/highlightRecord.ts'
import { SearchModel } from '../models/searchRecord.ts'
import { rebuildProjections } from './verifyProjections.ts'

/** Makes the projections anew when an earlier version of the server made them, with fewer fields than are read now. */
export const renewProjections = async (live: LiveDocuments): Promise<void> => {
  const missing = trusted({ $exists: false })
  const outdated =
    (await CommentModel.exists({ thread: missing })) ??
    (await HighlightModel.exists({ memoMentions: missing })) ??
    ((await SearchModel.exists({ kind: 'turn' })) && !(await SearchModel.exists({ kind: 'outline' })))
  if (outdated) await rebuildProjections(live)
}
