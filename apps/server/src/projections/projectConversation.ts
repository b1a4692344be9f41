import { documentName, followLayer, type Layer, readCuration, readLayer } from '@polyphony/document'
import type mongoose from 'mongoose'
import type * as Y from 'yjs'
import type { LiveDocuments } from '../liveDocuments.ts'
import { CommentModel } from '../models/commentRecord.ts'
import { ConversationModel } from '../models/conversation.ts'
import { HighlightModel } from '../models/highlightRecord.ts'
import { ResolvingModel } from '../models/resolvingRecord.ts'
import { type ProjectedRuling, RulingModel } from '../models/rulingRecord.ts'
import { type NoteRecord, SearchModel } from '../models/searchRecord.ts'
import { TieModel } from '../models/tieRecord.ts'
import { layersOf } from './layersOf.ts'
import { projectCuration } from './projectCuration.ts'
import {
  type EarlierProjection,
  earlierProjection,
  type LayerPlace,
  type ProjectedLayer,
  projectLayer,
} from './projectLayer.ts'
import { projectNotes } from './projectNotes.ts'
import { projectTranscript } from './projectTranscript.ts'
import { readTranscript, type TranscriptReading } from './readConversation.ts'
import { forgetMarks } from './readMarks.ts'
import { tellConcerned } from './tellConcerned.ts'
import { tellReaders } from './tellReaders.ts'

/**
 * Projects the layers of the members named, or all there are and the transcript, of one conversation, and its curation
 * where that is asked for. May be repeated at will. Writes only what differs; with `rewrite` everything, whatever is
 * stored, the curation too.
 */
export const projectConversation = async (
  live: LiveDocuments,
  conversation: string,
  members: Iterable<string> | 'all',
  { rewrite = false, curation = rewrite }: { rewrite?: boolean; curation?: boolean } = {},
): Promise<void> => {
  const record = await ConversationModel.findById(conversation).lean()
  if (curation) {
    const records = record ? await readRulingsOf(live, record) : []
    const { writes } = changesOf(records, await storedRulings(conversation), rewrite)
    if (writes.length > 0) await RulingModel.collection.bulkWrite(writes, { ordered: false })
    if (record && !rewrite && writes.length > 0) tellReaders(live, record, ['rulings'])
  }
  const all = members === 'all' ? await layersOf(live, conversation) : [...members]
  if (all.length === 0 && members !== 'all') return
  const transcript = record ? await readTranscript(live, conversation) : null
  if (record && transcript && (members === 'all' || rewrite)) {
    const records = projectTranscript({ workspace: record.workspace, conversation }, transcript)
    const { writes } = changesOf(records, await readSearchable(...ofTranscript(conversation)), rewrite)
    if (writes.length > 0) await SearchModel.collection.bulkWrite(writes, { ordered: false })
  }
  const writes: LayerWrites[] = []
  for (const member of all) {
    const place = { workspace: record?.workspace ?? '', conversation, member }
    const { doc, layer } = await readOpenLayer(live, place)
    const earlier = transcript && earlierProjection(earlierOf.get(doc), transcript)
    if (earlier) earlierOf.set(doc, earlier)
    const projected = transcript && earlier ? projectLayer(place, layer, transcript, earlier) : NOTHING
    const stored = storedOf.get(doc) ?? (await readStored(place))
    writes.push({ doc, projected: { ...projected, notes: projectNotes(projected) }, stored })
    // A layer may take milliseconds: those who write meanwhile come first.
    await new Promise(resolve => setImmediate(resolve))
  }
  let written: Written = { changed: NOTHING, kinds: [] }
  try {
    written = await writeLayers(writes, rewrite)
  } finally {
    forgetMarks(conversation)
  }
  // A rebuild tells nobody anything new.
  if (!record || rewrite) return
  tellReaders(live, record, written.kinds)
  await tellConcerned(live, record, written.changed)
}

/** What the projection of a layer must be. */
export const readProjection = async (
  live: LiveDocuments,
  place: LayerPlace,
  transcript: TranscriptReading,
): Promise<ProjectedLayer> =>
  // Read anew: what is compared with this was made by following the layer.
  projectLayer(place, await live.read(nameOf(place), doc => readLayer(doc)), transcript)

/** What the projection of a curation must be. */
export const readRulingsOf = (
  live: LiveDocuments,
  { _id: conversation, workspace }: { _id: string; workspace: string },
): Promise<ProjectedRuling[]> =>
  live.read(documentName({ kind: 'curation', conversation }), (doc, writerOf) =>
    projectCuration({ workspace, conversation }, readCuration(doc, writerOf)),
  )

const storedRulings = async (conversation: string): Promise<Hashes> => {
  const stored = await RulingModel.collection
    .find({ _id: under(`${conversation}/`) as never }, { projection: { _id: 1, hash: 1 } })
    .toArray()
  return new Map(stored.map(({ _id, hash }) => [String(_id), hash as string]))
}

const nameOf = ({ conversation, member }: LayerPlace): string =>
  documentName({ kind: 'layer', conversation, member })

/** Layers that are open are read once, and then only in what each edit changed. */
const readOpenLayer = (live: LiveDocuments, place: LayerPlace) =>
  live.read(nameOf(place), doc => {
    const layer = layerOf.get(doc) ?? followLayer(doc, () => {}).layer
    layerOf.set(doc, layer)
    return { doc, layer }
  })

/** What layers that are open say now. Gone with the document. */
const layerOf = new WeakMap<Y.Doc, Layer>()

const NOTHING: ProjectedLayer = { highlights: [], comments: [], resolvings: [], ties: [] }

/** Hashes of stored records by their `_id`. */
type Hashes = ReadonlyMap<string, string>

/** What is stored of a layer, kind by kind. */
interface LayerRecords extends ProjectedLayer {
  notes: NoteRecord[]
}
type StoredLayer = Record<keyof LayerRecords, Hashes>

interface LayerWrites {
  doc: Y.Doc
  projected: LayerRecords
  stored: StoredLayer
}

/** Beginnings of the `_id`s under which a transcript is searched. */
export const ofTranscript = (conversation: string): string[] =>
  ['o', 's', 't', 'v'].map(kind => `${conversation}/${kind}/`)

/** What is stored of layers that are open, so that it is not read again for every change. Gone with the document. */
const storedOf = new WeakMap<Y.Doc, StoredLayer>()

/** What was made of layers that are open. Gone with the document. */
const earlierOf = new WeakMap<Y.Doc, EarlierProjection>()

const readStored = async ({ conversation, member }: LayerPlace): Promise<StoredLayer> => {
  const read = async ({ collection }: Pick<typeof HighlightModel, 'collection'>): Promise<Hashes> => {
    const stored = await collection
      .find({ _id: inLayer(conversation, member) as never }, { projection: { _id: 1, hash: 1 } })
      .toArray()
    return new Map(stored.map(({ _id, hash }) => [String(_id), hash as string]))
  }
  return {
    highlights: await read(HighlightModel),
    comments: await read(CommentModel),
    resolvings: await read(ResolvingModel),
    ties: await read(TieModel),
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

/** Which records are not stored as they are, and what makes what is stored equal to them. */
const changesOf = <T extends { _id: string; hash: string }>(
  records: readonly T[],
  stored: Hashes,
  rewrite: boolean,
): { changed: T[]; writes: mongoose.mongo.AnyBulkWriteOperation[] } => {
  const changed = records.filter(({ _id, hash }) => rewrite || stored.get(_id) !== hash)
  const writes: mongoose.mongo.AnyBulkWriteOperation[] = changed.map(({ _id, ...replacement }) => ({
    replaceOne: { filter: { _id: _id as never }, replacement, upsert: true },
  }))
  const kept = new Set(records.map(({ _id }) => _id))
  for (const _id of stored.keys())
    if (!kept.has(_id)) writes.push({ deleteOne: { filter: { _id: _id as never } } })
  return { changed, writes }
}

interface Written {
  /** The records that were not there so before. */
  changed: ProjectedLayer
  /** Of which kinds something was added, changed or taken away. */
  kinds: (keyof LayerRecords)[]
}

/** The embedded database does one thing at a time, and what people write must not wait long behind this. */
const WRITTEN_AT_ONCE = 25

/** Writes what differs. */
const writeLayers = async (layers: readonly LayerWrites[], rewrite: boolean): Promise<Written> => {
  // Until it is written, nobody knows what is stored.
  for (const { doc } of layers) storedOf.delete(doc)
  const kinds: Written['kinds'] = []
  const write = async <K extends keyof LayerRecords>(
    kind: K,
    { collection }: Pick<typeof HighlightModel, 'collection'>,
  ): Promise<LayerRecords[K]> => {
    const changes = layers.map(({ projected, stored }) =>
      changesOf<LayerRecords[K][number]>(projected[kind], stored[kind], rewrite),
    )
    const writes = changes.flatMap(({ writes }) => writes)
    for (let from = 0; from < writes.length; from += WRITTEN_AT_ONCE)
      await collection.bulkWrite(writes.slice(from, from + WRITTEN_AT_ONCE), { ordered: false })
    if (writes.length > 0) kinds.push(kind)
    return changes.flatMap(({ changed }) => changed) as LayerRecords[K]
  }
  const changed = {
    highlights: await write('highlights', HighlightModel),
    comments: await write('comments', CommentModel),
    resolvings: await write('resolvings', ResolvingModel),
    ties: await write('ties', TieModel),
    notes: await write('notes', SearchModel),
  }
  for (const { doc, projected } of layers)
    storedOf.set(doc, {
      highlights: hashesOf(projected.highlights),
      comments: hashesOf(projected.comments),
      resolvings: hashesOf(projected.resolvings),
      ties: hashesOf(projected.ties),
      notes: hashesOf(projected.notes),
    })
  return { changed, kinds }
}

const hashesOf = (records: readonly { _id: string; hash: string }[]): Hashes =>
  new Map(records.map(({ _id, hash }) => [_id, hash]))

/** The `_id`s that begin with a prefix, which ends in a slash (0 is the character after it). */
export const under = (prefix: string) => ({ $gte: prefix, $lt: `${prefix.slice(0, -1)}0` })

/** The `_id`s of a layer's records. */
export const inLayer = (conversation: string, member: string) => under(`${conversation}/${member}/`)
