import {
  documentName,
  readCuration,
  readLayer,
  type TrackedLayer,
  type TranscriptIndex,
  trackLayer,
} from '@polyphony/document'
import type * as Y from 'yjs'
import type { WrittenModel } from '../database/writeMany.ts'
import type { LiveDocuments } from '../liveDocuments.ts'
import { CommentModel } from '../models/commentRecord.ts'
import { ConversationModel } from '../models/conversation.ts'
import { HighlightModel } from '../models/highlightRecord.ts'
import { ResolvingModel } from '../models/resolvingRecord.ts'
import { type ProjectedRuling, RulingModel } from '../models/rulingRecord.ts'
import { SearchModel } from '../models/searchRecord.ts'
import { TieModel } from '../models/tieRecord.ts'
import { layersOf } from './layersOf.ts'
import { projectCuration } from './projectCuration.ts'
import { everythingIn, type LayerPlace, type ProjectedLayer, projectLayer } from './projectLayer.ts'
import { projectTranscript } from './projectTranscript.ts'
import { readTranscript, type TranscriptReading } from './readConversation.ts'
import { forgetMarks } from './readMarks.ts'
import { type Changed, tellConcerned } from './tellConcerned.ts'
import { tellInbox } from './tellInbox.ts'
import { tellReaders } from './tellReaders.ts'
import { inLayer, under } from './under.ts'
import { byId, changesOf, type Hashes, withGone, writeRecords } from './writeRecords.ts'

/** What is asked for beyond the layers. */
interface ProjectionOptions {
  /** Writes everything, whatever is stored, the curation too. */
  rewrite?: boolean
  curation?: boolean
}

/** By conversation: the projection that was asked for last. */
const underWay = new Map<string, Promise<void>>()

/**
 * Projects the layers of the members named, or all there are and the transcript, of one conversation, and its curation
 * where that is asked for. May be repeated at will; one follows the other. Writes only what differs.
 */
export const projectConversation = (
  live: LiveDocuments,
  conversation: string,
  members: Iterable<string> | 'all',
  options: ProjectionOptions = {},
): Promise<void> => {
  const project = () => projectNow(live, conversation, members, options)
  // Whoever asked for the one before is told when it failed.
  const projection = (underWay.get(conversation) ?? Promise.resolve()).then(project, project)
  underWay.set(conversation, projection)
  const forget = () => {
    if (underWay.get(conversation) === projection) underWay.delete(conversation)
  }
  projection.then(forget, forget)
  return projection
}

const projectNow = async (
  live: LiveDocuments,
  conversation: string,
  members: Iterable<string> | 'all',
  { rewrite = false, curation = rewrite }: ProjectionOptions,
): Promise<void> => {
  const record = await ConversationModel.findById(conversation).lean()
  if (curation) {
    const records = record ? await readRulingsOf(live, record) : []
    const stored = await storedRulings(conversation)
    const changes = changesOf(byId(records, stored), stored, rewrite)
    await writeRecords(RulingModel, changes)
    if (record && !rewrite && changes.length > 0) {
      tellReaders(live, record, ['rulings'])
      // Whose coding it is stands in the id; of a ruling taken back there is no more than that.
      tellInbox(live, record, new Set(changes.map(([id]) => id.split('/')[1]!)))
    }
  }
  const all = members === 'all' ? await layersOf(live, conversation) : [...members]
  if (all.length === 0 && members !== 'all') return
  const transcript = record ? await readTranscript(live, conversation) : null
  const workspace = record?.workspace ?? ''
  if (record && transcript && (members === 'all' || rewrite)) {
    const records = projectTranscript({ workspace: record.workspace, conversation }, transcript)
    const stored = await readSearchable(...ofTranscript(conversation))
    await writeRecords(SearchModel, changesOf(byId(records, stored), stored, rewrite))
  }
  const writes: LayerWrites[] = []
  let rested = performance.now()
  for (const member of all) {
    writes.push(await projectOpenLayer(live, { workspace, conversation, member }, transcript, rewrite))
    // Many layers may take milliseconds: those who write meanwhile come first.
    if (performance.now() - rested < LONGEST_STRETCH_MS) continue
    await new Promise(resolve => setImmediate(resolve))
    rested = performance.now()
  }
  let written: Written
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
): Promise<ProjectedLayer> => {
  // Read anew: what is compared with this was made by following the layer.
  const layer = await live.read(nameOf(place), doc => readLayer(doc))
  return projectLayer(place, layer, transcript, everythingIn(layer))
}

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

/** Those who write must not wait longer than this behind layers that are projected. */
const LONGEST_STRETCH_MS = 3

/** A layer that is open, and what is known of its projection. */
interface OpenLayer {
  tracked: TrackedLayer
  /** Null while nobody knows what is stored. */
  stored: StoredLayer | null
  /** The transcript as it was when the layer was projected. */
  transcript: { index: TranscriptIndex; changes: number } | null
}

/** Gone with the document. */
const openLayers = new WeakMap<Y.Doc, OpenLayer>()

/** What is stored of a layer, kind by kind. */
type StoredLayer = Record<keyof ProjectedLayer, Hashes>

interface LayerWrites {
  open: OpenLayer
  projected: ProjectedLayer
  stored: StoredLayer
}

/**
 * Projects what has changed in a layer since it was projected; all of it when it was not while it is open, when the
 * transcript has changed, or when that is asked for.
 */
const projectOpenLayer = async (
  live: LiveDocuments,
  place: LayerPlace,
  transcript: TranscriptReading | null,
  rewrite: boolean,
): Promise<LayerWrites> => {
  const open = await live.read(nameOf(place), doc => {
    const known = openLayers.get(doc) ?? { tracked: trackLayer(doc), stored: null, transcript: null }
    openLayers.set(doc, known)
    return known
  })
  const known = open.stored
  // Until it is written, nobody knows what is stored.
  open.stored = null
  const stored = known ?? (await readStored(place))
  const changes = open.tracked.renew()
  const { layer } = open.tracked
  if (!transcript) return { open, projected: withTheGone(NOTHING, stored), stored }

  const now = { index: transcript.index, changes: transcript.changes() }
  const isSame = open.transcript?.index === now.index && open.transcript.changes === now.changes
  open.transcript = now
  if (!known || !isSame || rewrite) {
    const all = projectLayer(place, layer, transcript, everythingIn(layer))
    return { open, projected: withTheGone(all, stored), stored }
  }
  return { open, projected: changes ? projectLayer(place, layer, transcript, changes) : NOTHING, stored }
}

const NOTHING: ProjectedLayer = {
  highlights: new Map(),
  comments: new Map(),
  resolvings: new Map(),
  ties: new Map(),
  notes: new Map(),
}
/** All there is of a layer, and what is stored of it besides. */
const withTheGone = (projected: ProjectedLayer, stored: StoredLayer): ProjectedLayer => ({
  highlights: withGone(projected.highlights, stored.highlights),
  comments: withGone(projected.comments, stored.comments),
  resolvings: withGone(projected.resolvings, stored.resolvings),
  ties: withGone(projected.ties, stored.ties),
  notes: withGone(projected.notes, stored.notes),
})

/** Beginnings of the `_id`s under which a transcript is searched. */
export const ofTranscript = (conversation: string): string[] =>
  ['o', 's', 't', 'v'].map(kind => `${conversation}/${kind}/`)

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

interface Written {
  /** The records that were not there so before. */
  changed: Changed
  /** Of which kinds something was added, changed or taken away. */
  kinds: (keyof ProjectedLayer)[]
}

/** Writes what differs. */
const writeLayers = async (layers: readonly LayerWrites[], rewrite: boolean): Promise<Written> => {
  const kinds: Written['kinds'] = []
  const write = async <T extends { _id: string; hash: string }>(
    kind: keyof ProjectedLayer,
    model: WrittenModel,
    recordsOf: (projected: ProjectedLayer) => ReadonlyMap<string, T | null>,
  ): Promise<T[]> => {
    const changes = layers.flatMap(({ projected, stored }) => [
      ...changesOf(recordsOf(projected), stored[kind], rewrite),
    ])
    await writeRecords(model, changes)
    if (changes.length > 0) kinds.push(kind)
    for (const { projected, stored } of layers)
      for (const [id, record] of recordsOf(projected))
        if (record) stored[kind].set(id, record.hash)
        else stored[kind].delete(id)
    return changes.flatMap(([, record]) => record ?? [])
  }
  const changed = {
    highlights: await write('highlights', HighlightModel, ({ highlights }) => highlights),
    comments: await write('comments', CommentModel, ({ comments }) => comments),
    resolvings: await write('resolvings', ResolvingModel, ({ resolvings }) => resolvings),
  }
  await write('ties', TieModel, ({ ties }) => ties)
  await write('notes', SearchModel, ({ notes }) => notes)
  for (const { open, stored } of layers) open.stored = stored
  return { changed, kinds }
}
