import { documentName, readLayer } from '@polyphony/document'
import type mongoose from 'mongoose'
import type * as Y from 'yjs'
import type { LiveDocuments } from '../liveDocuments.ts'
import { CommentModel } from '../models/commentRecord.ts'
import { ConversationModel } from '../models/conversation.ts'
import { HighlightModel } from '../models/highlightRecord.ts'
import { type NoteRecord, SearchModel } from '../models/searchRecord.ts'
import { layersOf } from './layersOf.ts'
import { type LayerPlace, type ProjectedLayer, projectLayer } from './projectLayer.ts'
import { projectNotes } from './projectNotes.ts'
import { projectTranscript } from './projectTranscript.ts'
import { readTranscript, type TranscriptReading } from './readConversation.ts'
import { forgetMarks } from './readMarks.ts'

/**
 * Projects the layers of the members named, or all there are and the transcript, of one conversation. May be repeated at will. Writes
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
  if (all.length === 0 && members !== 'all') return
  const transcript = record ? await readTranscript(live, conversation) : null
  if (members === 'all' || rewrite) {
    const place = { workspace: record?.workspace ?? '', conversation }
    const records = transcript ? projectTranscript(place, transcript) : []
    const writes = changesOf(records, await readSearchable(...ofTranscript(conversation)), rewrite)
    if (writes.length > 0) await SearchModel.collection.bulkWrite(writes, { ordered: false })
  }
  const writes: LayerWrites[] = []
  for (const member of all) {
    const place = { workspace: record?.workspace ?? '', conversation, member }
    const { doc, layer } = await readOpenLayer(live, place)
    const projected = transcript ? projectLayer(place, layer, transcript) : { highlights: [], comments: [] }
    const notes = projectNotes(projected)
    const stored = storedOf.get(doc) ?? (await readStored(place))
    writes.push({
      doc,
      projected,
      projectedNotes: notes,
      notes: changesOf(notes, stored.notes, rewrite),
      highlights: changesOf(projected.highlights, stored.highlights, rewrite),
      comments: changesOf(projected.comments, stored.comments, rewrite),
    })
    // A layer may take milliseconds: those who write meanwhile come first.
    await new Promise(resolve => setImmediate(resolve))
  }
  try {
    await writeLayers(writes)
  } finally {
    forgetMarks(conversation)
  }
}

/** What the projection of a layer must be. */
export const readProjection = async (
  live: LiveDocuments,
  place: LayerPlace,
  transcript: TranscriptReading,
): Promise<ProjectedLayer> => projectLayer(place, (await readOpenLayer(live, place)).layer, transcript)

const readOpenLayer = (live: LiveDocuments, { conversation, member }: LayerPlace) =>
  live.read(documentName({ kind: 'layer', conversation, member }), doc => ({ doc, layer: readLayer(doc) }))

interface LayerWrites {
  doc: Y.Doc
  projected: ProjectedLayer
  projectedNotes: readonly NoteRecord[]
  notes: mongoose.mongo.AnyBulkWriteOperation[]
  highlights: mongoose.mongo.AnyBulkWriteOperation[]
  comments: mongoose.mongo.AnyBulkWriteOperation[]
}

/** Hashes of stored records by their `_id`. */
type Hashes = ReadonlyMap<string, string>

/** Beginnings of the `_id`s under which a transcript is searched. */
export const ofTranscript = (conversation: string): string[] =>
  ['s', 't', 'v'].map(kind => `${conversation}/${kind}/`)

/** What is stored of layers that are open, so that it is not read again for every change. Gone with the document. */
const storedOf = new WeakMap<Y.Doc, { highlights: Hashes; comments: Hashes; notes: Hashes }>()

const readStored = async ({ conversation, member }: LayerPlace) => {
  const read = async ({ collection }: typeof HighlightModel | typeof CommentModel): Promise<Hashes> => {
    const stored = await collection
      .find({ _id: inLayer(conversation, member) as never }, { projection: { _id: 1, hash: 1 } })
      .toArray()
    return new Map(stored.map(({ _id, hash }) => [String(_id), hash as string]))
  }
  return {
    highlights: await read(HighlightModel),
    comments: await read(CommentModel),
    notes: await readSearchable(`${conversation}/n/${member}/`),
  }
}

/** Hashes of what is stored for searching under these beginnings of `_id`s. */
const readSearchable = async (...prefixes: string[]): Promise<Hashes> => {
  const stored: { _id: unknown; hash: string }[] = []
  for (const prefix of prefixes)
    stored.push(
      ...((await SearchModel.collection
        .find({ _id: under(prefix) as never }, { projection: { _id: 1, hash: 1 } })
        .toArray()) as unknown as typeof stored),
    )
  return new Map(stored.map(({ _id, hash }) => [String(_id), hash]))
}

/** What makes the stored records equal to these. */
const changesOf = (
  records: readonly { _id: string; hash: string }[],
  stored: Hashes,
  rewrite: boolean,
): mongoose.mongo.AnyBulkWriteOperation[] => {
  const writes: mongoose.mongo.AnyBulkWriteOperation[] = records
    .filter(({ _id, hash }) => rewrite || stored.get(_id) !== hash)
    .map(({ _id, ...replacement }) => ({
      replaceOne: { filter: { _id: _id as never }, replacement, upsert: true },
    }))
  const kept = new Set(records.map(({ _id }) => _id))
  for (const _id of stored.keys())
    if (!kept.has(_id)) writes.push({ deleteOne: { filter: { _id: _id as never } } })
  return writes
}

const writeLayers = async (layers: readonly LayerWrites[]): Promise<void> => {
  // Until it is written, nobody knows what is stored.
  for (const { doc } of layers) storedOf.delete(doc)
  const highlights = layers.flatMap(layer => layer.highlights)
  const comments = layers.flatMap(layer => layer.comments)
  const notes = layers.flatMap(layer => layer.notes)
  if (highlights.length > 0) await HighlightModel.collection.bulkWrite(highlights, { ordered: false })
  if (comments.length > 0) await CommentModel.collection.bulkWrite(comments, { ordered: false })
  if (notes.length > 0) await SearchModel.collection.bulkWrite(notes, { ordered: false })
  for (const { doc, projected, projectedNotes } of layers)
    storedOf.set(doc, {
      highlights: hashesOf(projected.highlights),
      comments: hashesOf(projected.comments),
      notes: hashesOf(projectedNotes),
    })
}

const hashesOf = (records: readonly { _id: string; hash: string }[]): Hashes =>
  new Map(records.map(({ _id, hash }) => [_id, hash]))

/** The `_id`s that begin with a prefix, which ends in a slash (0 is the character after it). */
export const under = (prefix: string) => ({ $gte: prefix, $lt: `${prefix.slice(0, -1)}0` })

/** The `_id`s of a layer's records. */
export const inLayer = (conversation: string, member: string) => under(`${conversation}/${member}/`)
