import { documentName, readLayer } from '@polyphony/document'
import type mongoose from 'mongoose'
import type { Model } from 'mongoose'
import type { LiveDocuments } from '../liveDocuments.ts'
import { CommentModel } from '../models/commentRecord.ts'
import { ConversationModel } from '../models/conversation.ts'
import { HighlightModel } from '../models/highlightRecord.ts'
import { layersOf } from './layersOf.ts'
import { type ProjectedLayer, projectLayer } from './projectLayer.ts'
import { readTranscript } from './readConversation.ts'

/**
 * Projects the layers of the members named, or all there are, of one conversation. May be repeated at will. Writes
 * only what differs; with `rewrite` everything, whatever is stored.
 */
export const projectConversation = async (
  live: LiveDocuments,
  conversation: string,
  members: Iterable<string> | 'all',
  { rewrite = false } = {},
): Promise<void> => {
  const record = await ConversationModel.findById(conversation).lean()
  const all = members === 'all' ? await layersOf(live, conversation) : [...members]
  for (const member of all) {
    const projected = record
      ? await readProjection(live, record.workspace, conversation, member)
      : { highlights: [], comments: [] }
    await replaceLayer(HighlightModel, conversation, member, projected.highlights, rewrite)
    await replaceLayer(CommentModel, conversation, member, projected.comments, rewrite)
  }
}

/** What the projection of a layer must be. */
export const readProjection = async (
  live: LiveDocuments,
  workspace: string,
  conversation: string,
  member: string,
): Promise<ProjectedLayer> => {
  const layer = await live.read(documentName({ kind: 'layer', conversation, member }), readLayer)
  return readTranscript(live, conversation, ({ index, timing }) =>
    projectLayer({ workspace, conversation, member }, layer, index, timing),
  )
}

interface Projected {
  _id: string
  conversation: string
  member: string
  hash: string
}

/** Makes what is stored of a layer equal to `records`. */
const replaceLayer = async <T extends Projected>(
  model: Model<T>,
  conversation: string,
  member: string,
  records: readonly T[],
  rewrite: boolean,
): Promise<void> => {
  const { collection } = model
  const stored = await collection
    .find({ _id: inLayer(conversation, member) as never }, { projection: { _id: 1, hash: 1 } })
    .toArray()
  const hashes = new Map(stored.map(({ _id, hash }) => [String(_id), hash as string]))
  const writes: mongoose.mongo.AnyBulkWriteOperation[] = records
    .filter(({ _id, hash }) => rewrite || hashes.get(_id) !== hash)
    .map(({ _id, ...replacement }) => ({
      replaceOne: { filter: { _id: _id as never }, replacement, upsert: true },
    }))
  const kept = new Set(records.map(({ _id }) => _id))
  for (const _id of hashes.keys())
    if (!kept.has(_id)) writes.push({ deleteOne: { filter: { _id: _id as never } } })
  if (writes.length > 0) await collection.bulkWrite(writes, { ordered: false })
}

/** The `_id`s of a layer's records (0 is the character after the slash). */
export const inLayer = (conversation: string, member: string) => ({
  $gt: `${conversation}/${member}/`,
  $lt: `${conversation}/${member}0`,
})
