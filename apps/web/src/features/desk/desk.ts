import type { Conversation, Member } from '@polyphony/contract'
import {
  type Command,
  createHistory,
  curationScope,
  type History,
  layerScope,
  observeConfirmed,
  observeOntologyDocument,
  observeSpeakers,
  readConfirmed,
  readOntologyDocument,
  readSpeakers,
  type SourceWords,
  type Speaker,
  type TextPoint,
  type TextSpan,
  type Timing,
  TranscriptIndex,
  timingOf,
  transcriptScope,
} from '@polyphony/document'
import { emptyOntology, type Ontology } from '@polyphony/ontology'
import type * as Y from 'yjs'
import type { Collab, OpenOptions } from '../../collab/createCollab.ts'
import { createStore, type Store } from '../../collab/createStore.ts'
import type { SharedDocument } from '../../collab/sharedDocument.ts'
import { atLeisure } from '../../ui/atLeisure.ts'
import { notifyBriefly } from '../../ui/notify.ts'
import { Annotations } from '../coding/annotations.ts'
import { CodingTally } from '../coding/CodingTally.ts'
import { keepColourBy, readColourBy } from '../coding/colourBy.ts'
import { createShown, type Shown } from '../coding/createShown.ts'
import { keepFilter, readFilter } from '../coding/keptFilter.ts'
import { type RecentCodes, readRecentCodes } from '../coding/recentCodes.ts'
import { watchSticky } from '../coding/stickyCode.ts'
import { watchApplied } from '../coding/watchApplied.ts'
import { type Company, createCompany } from '../presence/company.ts'
import { createDrafts, type Drafts } from '../richText/drafts.ts'
import type { Waveform } from '../waveform/createWaveform.ts'
import type { Player } from '../waveform/player.ts'
import { createDeskState, type DeskState } from './deskState.ts'

export interface DeskAbilities {
  code: boolean
  correct: boolean
  /** Decides what codings count as. */
  curate: boolean
  /** New codes are adopted at once, or proposed, or neither. */
  createCodes: 'adopted' | 'proposed' | null
}

export interface DeskOptions {
  collab: Collab
  workspace: string
  conversation: Conversation
  me: Member
  members: ReadonlyMap<string, Member>
  abilities: DeskAbilities
  player: Player | null
  /** Members whose layers have content; those who begin later are told by `addLayers`. */
  layers: readonly string[]
  /** Asks for them again: some may have begun while there was no connection. */
  renewLayers: () => void
  /** Somebody codes here who was not in the team when the desk was opened. */
  onNewcomer: () => void
  /** States of documents fetched ahead, if they were. */
  ahead?: OpenOptions['ahead']
  /** Makes a code: resolves, with the way back, when the server has taken it. */
  createCode: (code: { id: string; name: string; proposed: boolean }) => Promise<Command>
}

/** What else changes on the desk and is derived from the documents. */
export interface DeskFacts {
  ontology: Ontology
  timing: Timing | null
  speakers: ReadonlyMap<string, Speaker>
  /** Source words that somebody heard and found right. */
  confirmed: ReadonlySet<number>
  /** Null until they have been fetched. */
  words: SourceWords | null
  /** The codes on the number keys, and which was used last. */
  recent: RecentCodes
  /** The code applied last here, and when. */
  applied: { code: string; at: number } | null
}

/** What only the transcript on the screen can do. */
export interface DeskView {
  /** Brings a place into view. */
  reveal(point: TextPoint, options?: { smooth?: boolean; focus?: boolean }): void
  /** Where a passage ends, in pixels of the scrolled text; null while it is not near the viewport. */
  boxOf(span: TextSpan): { left: number; top: number; bottom: number } | null
  /** Takes the keyboard to the codings in a turn’s margin. Returns whether there are some. */
  focusMargin(turn: string): boolean
  /** The turn at the top of the view. */
  topTurn(): string | null
  /** The same, and how much of it lies above (0–1). */
  top(): { turn: string; within: number } | null
  /** Scrolls so that this turn stands at the top, as much of it above as told. */
  showTop(turn: string, within: number): void
}

/** One open conversation with everything that hangs on it. Views read it, commands change its documents. */
export interface Desk extends Omit<DeskOptions, 'layers' | 'renewLayers' | 'onNewcomer' | 'collab'> {
  transcript: SharedDocument
  index: TranscriptIndex
  annotations: Annotations
  /** Which of them pass this reader's filter. */
  shown: Shown
  /** How often each code is used in them. */
  tally: CodingTally
  /** My own layer; null for those who may not code. */
  layer: SharedDocument | null
  /**
   * Everything I do here, in one order: in my layer (scope `layer`), in the transcript (scope `transcript`), and by
   * commands of the server. What I do names itself by an `Act`; undo it with `takeBack`, which says so.
   */
  history: History
  /** A member's layer. One that still waited its turn is taken in at once; one that nobody wrote is empty. */
  layerOf(member: string): SharedDocument
  /** These members' layers have content: opens those that are not yet, each when the page has nothing else to do. */
  addLayers(members: readonly string[]): void
  /** The conversation's curation, for who may write in it, once it is open. */
  decisions(): Y.Doc | null
  /** The others here. */
  company: Company
  state: Store<DeskState>
  facts: Store<DeskFacts>
  /** What I began to write and have not sent. */
  drafts: Drafts
  setWords(words: SourceWords): void
  /** Seconds at which a point is spoken; null where unknown. */
  timeAt(point: TextPoint): number | null
  /** What the transcript view lends to the rest of the desk while it is mounted. */
  view: { current: DeskView | null }
  /** What the waveform lends to the rest of the desk while it is there. */
  wave: Store<{ current: Waveform | null; zoom: ReturnType<Waveform['zoomed']> }>
  /** Whether the desk is built upon the document of this name. */
  uses(name: string): boolean
  dispose(): void
}

/** More layers than this are opened one group after the other: the server limits how many may wait at once. */
const LAYERS_AT_ONCE = 40

const speakersOf = (doc: Y.Doc): ReadonlyMap<string, Speaker> =>
  new Map(readSpeakers(doc).map(speaker => [speaker.id, speaker]))

/** Opens a conversation's documents and joins them. Dispose it when done. */
export const createDesk = (options: DeskOptions): Desk => {
  const { collab, workspace, conversation, me, abilities, player, ahead } = options
  const disposers: (() => void)[] = []
  const names = new Set<string>()
  const keep = ({ document, release }: { document: SharedDocument; release: () => void }): SharedDocument => {
    names.add(document.name)
    disposers.push(release)
    return document
  }
  const ref = { conversation: conversation.id }

  const transcript = keep(
    collab.open(
      { kind: 'transcript', ...ref },
      { offline: true, awareness: true, own: abilities.correct, ahead },
    ),
  )
  const index = new TranscriptIndex(transcript.doc)
  const annotations = new Annotations(index)
  disposers.push(
    () => index.dispose(),
    () => annotations.dispose(),
  )

  const company = createCompany(transcript, collab, me.id)
  disposers.push(() => company.dispose())

  const layer = abilities.code
    ? keep(collab.open({ kind: 'layer', ...ref, member: me.id }, { offline: true, own: true, ahead }))
    : null
  const layers = new Map<string, SharedDocument>()
  if (layer) {
    layers.set(me.id, layer)
    disposers.push(annotations.addLayer(me.id, layer.doc))
  }
  const history = createHistory([
    ...(layer ? [layerScope(layer.doc)] : []),
    ...(abilities.correct ? [transcriptScope(transcript.doc)] : []),
  ])
  disposers.push(() => history.dispose())

  const waiting: string[] = []
  let opening = 0
  let textIsThere = false
  const layerOf = (member: string): SharedDocument => {
    const known = layers.get(member)
    if (known) return known
    const document = keep(collab.open({ kind: 'layer', ...ref, member }, { ahead }))
    layers.set(member, document)
    disposers.push(annotations.addLayer(member, document.doc))
    opening++
    const done = document.state.subscribe(() => {
      const { opened, closed } = document.state.get()
      if (!opened && !closed) return
      done()
      opening--
      openSoon()
    })
    disposers.push(done)
    return document
  }
  const openNext = () => {
    const member = waiting.shift()
    if (member !== undefined) layerOf(member)
    openSoon()
  }
  // One after the other, each when the page has nothing else to do: the text comes first, and scrolls meanwhile.
  const next = atLeisure(openNext, 0)
  disposers.push(next.cancel)
  const openSoon = () => {
    if (textIsThere && opening < LAYERS_AT_ONCE && waiting.length > 0) next.request()
  }
  const addLayer = (member: string) => {
    if (layers.has(member) || waiting.includes(member)) return
    if (!options.members.has(member)) options.onNewcomer()
    waiting.push(member)
    openSoon()
  }
  const addLayers = (members: readonly string[]) => members.forEach(addLayer)
  addLayers(options.layers)
  const lookForText = () => {
    const { readable, closed } = transcript.state.get()
    textIsThere ||= readable || closed !== null
    if (textIsThere) openSoon()
  }
  disposers.push(transcript.state.subscribe(lookForText))
  lookForText()
  disposers.push(transcript.onStateless(message => message.type === 'layer' && addLayer(message.member)))
  // A layer that began before we listened, or while there was no connection, was announced to others only.
  let isInStep = false
  const lookForLayers = () => {
    const wasInStep = isInStep
    isInStep = transcript.state.get().synced
    if (isInStep && !wasInStep) options.renewLayers()
  }
  disposers.push(transcript.state.subscribe(lookForLayers))
  lookForLayers()

  let decisions: Y.Doc | null = null
  // What leads decided on codings comes last: for most conversations it is nothing.
  const curation = atLeisure(() => {
    const { curate } = abilities
    const { doc } = keep(
      collab.open({ kind: 'curation', ...ref }, curate ? { own: true, offline: true } : {}),
    )
    disposers.push(annotations.addCuration(doc))
    if (!curate) return
    decisions = doc
    history.addScope(curationScope(doc, conversation.id))
  })
  disposers.push(curation.cancel)
  let isAskedFor = false
  const askForCuration = () => {
    if (isAskedFor || !transcript.state.get().opened) return
    isAskedFor = true
    curation.request()
  }
  disposers.push(transcript.state.subscribe(askForCuration))
  askForCuration()

  const ontology = keep(collab.open({ kind: 'ontology', workspace }, { offline: true, ahead }))
  const facts = createStore<DeskFacts>({
    ontology: ontology.doc.store.clients.size > 0 ? readOntologyDocument(ontology.doc) : emptyOntology,
    speakers: speakersOf(transcript.doc),
    confirmed: readConfirmed(transcript.doc),
    timing: null,
    words: null,
    recent: readRecentCodes(workspace),
    applied: null,
  })
  disposers.push(
    observeOntologyDocument(ontology.doc, () => facts.set({ ontology: readOntologyDocument(ontology.doc) })),
  )

  disposers.push(
    observeSpeakers(transcript.doc, () => facts.set({ speakers: speakersOf(transcript.doc) })),
    observeConfirmed(transcript.doc, () => facts.set({ confirmed: readConfirmed(transcript.doc) })),
  )

  const state = createDeskState({ filter: readFilter(conversation.id), colourBy: readColourBy() })
  const shown = createShown({ index, annotations, state, facts })
  const tally = new CodingTally({ annotations, shown, ontology: () => facts.get().ontology })
  let { filter, colourBy } = state.get()
  disposers.push(
    () => shown.dispose(),
    () => tally.dispose(),
    state.subscribe(() => {
      const now = state.get()
      if (now.filter !== filter) keepFilter(conversation.id, now.filter)
      if (now.colourBy !== colourBy) keepColourBy(now.colourBy)
      ;({ filter, colourBy } = now)
    }),
  )
  disposers.push(
    watchSticky({ state, facts, say: message => notifyBriefly('sticky', message) }),
    watchApplied({ facts, say: message => notifyBriefly('code', message) }),
  )

  let disposed = false
  return {
    workspace,
    conversation,
    me,
    members: options.members,
    abilities,
    player,
    createCode: options.createCode,
    transcript,
    index,
    annotations,
    shown,
    tally,
    layer,
    history,
    layerOf,
    addLayers,
    decisions: () => decisions,
    company,
    state,
    facts,
    drafts: createDrafts(localStorage, me.user, conversation.id),
    setWords(words) {
      if (!disposed && facts.get().words !== words) facts.set({ words, timing: timingOf(index, words) })
    },
    timeAt(point) {
      const at = facts.get().timing?.timeAt(point)
      return at === null || at === undefined ? null : at / 1000
    },
    view: { current: null },
    wave: createStore<ReturnType<Desk['wave']['get']>>({ current: null, zoom: 'whole' }),
    uses: name => names.has(name),
    dispose() {
      if (disposed) return
      disposed = true
      for (const dispose of disposers.reverse()) dispose()
    },
  }
}
