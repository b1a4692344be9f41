import {
  type Coding,
  codingRefKey,
  type ExcerptTie,
  followLayer,
  type Highlight,
  joinThreads,
  type Layer,
  type Memo,
  type Message,
  observeCuration,
  type Resolution,
  type Ruling,
  readCuration,
  resolveAnchor,
  type TextPoint,
  type TextSpan,
  type Thread,
  type ThreadPlace,
  type TranscriptIndex,
} from '@polyphony/document'
import type * as Y from 'yjs'

/** A coding with what leads decided that it counts as; undefined where they did not. */
export interface RuledCoding extends Coding {
  ruling?: Ruling
}

/** A highlight with what its author said of it, and where it stands now. Replaced, never changed. */
export interface Annotation {
  /** `member/highlight`, unique over all layers. */
  key: string
  member: string
  highlight: Highlight
  codings: readonly RuledCoding[]
  memo: Memo | null
  resolution: Resolution
}

/** The part of a highlight that lies in one turn. */
export interface Piece {
  key: string
  from: number
  to: number
  /** The highlight begins in this turn. */
  begins: boolean
}

/** A relation between excerpts with its maker. */
export interface MadeTie {
  member: string
  tie: ExcerptTie
}

/** Told which turns changed (ids), and which highlights (keys) came, went or changed. */
export type AnnotationsListener = (turns: ReadonlySet<string>, keys: ReadonlySet<string>) => void

/** What a change concerns: turns by id, highlights by key. */
interface Touched {
  turns: Set<string>
  keys: Set<string>
}

const nothingTouched = (): Touched => ({ turns: new Set(), keys: new Set() })

export const annotationKey = (member: string, highlight: string): string => `${member}/${highlight}`

const placeKey = (place: ThreadPlace): string =>
  place.type === 'highlight' ? annotationKey(place.member, place.highlight) : `code:${place.code}`

const NO_THREADS: readonly Thread[] = []

/**
 * All layers of a conversation joined into one index over the turns of its transcript. It follows the layers and the
 * transcript: only what a change touches is looked up again.
 */
export class Annotations {
  private readonly all = new Map<string, Annotation>()
  private readonly turns = new Map<string, { pieces: Map<string, Piece>; unwatch: () => void }>()
  private readonly touched = new Map<string, string[]>()
  /** Keys of the highlights without a place. */
  private readonly lost = new Set<string>()
  private unplacedNow: readonly Annotation[] | null = null
  /** Joined when they are asked for after comments have changed. */
  private joined: { all: readonly Thread[]; byPlace: ReadonlyMap<string, Thread[]> } | null = null
  /** Gathered when they are asked for after some have changed. */
  private tied: readonly MadeTie[] | null = null
  private readonly layers = new Map<string, Layer>()
  /** By `codingRefKey`. */
  private rulings: ReadonlyMap<string, readonly Ruling[]> = new Map()
  private readonly turnListeners = new Map<string, Set<() => void>>()
  private readonly listeners = new Set<AnnotationsListener>()
  private readonly disposers: (() => void)[] = []

  constructor(private readonly index: TranscriptIndex) {
    this.disposers.push(index.onOrder(() => this.replaceUnplaced()))
  }

  get(key: string): Annotation | undefined {
    return this.all.get(key)
  }

  values(): IterableIterator<Annotation> {
    return this.all.values()
  }

  /** Highlights that have lost their words. The same array while they stay the same. */
  unplaced(): readonly Annotation[] {
    this.unplacedNow ??= [...this.lost].map(key => this.all.get(key)!)
    return this.unplacedNow
  }

  /** What lies in a turn, in no order. */
  inTurn(turn: string): Piece[] {
    return [...(this.turns.get(turn)?.pieces.values() ?? [])]
  }

  /** How many highlights lie in a turn. */
  countIn(turn: string): number {
    return this.turns.get(turn)?.pieces.size ?? 0
  }

  /** Highlights over a point, the shortest first: that is the one a reader means. */
  at({ turn, offset }: TextPoint): Annotation[] {
    return this.inTurn(turn)
      .filter(piece => offset >= piece.from && offset <= piece.to)
      .sort((a, b) => a.to - a.from - (b.to - b.from))
      .map(piece => this.all.get(piece.key)!)
  }

  /** Highlights that share a character with a passage. */
  touching({ start, end }: TextSpan): Annotation[] {
    const keys = new Set<string>()
    const last = this.index.position(end.turn)
    for (let at = this.index.position(start.turn); at >= 0 && at <= last; at++) {
      const { id, text } = this.index.order[at]!
      const from = id === start.turn ? start.offset : 0
      const to = id === end.turn ? end.offset : text.length
      for (const piece of this.inTurn(id)) if (piece.from < to && piece.to > from) keys.add(piece.key)
    }
    return [...keys].map(key => this.all.get(key)!)
  }

  /** Everything said, by anybody, as threads, oldest first. */
  threads(): readonly Thread[] {
    return this.join().all
  }

  /** What was said of a highlight or a code, oldest first. */
  threadsOn(place: ThreadPlace): readonly Thread[] {
    return this.join().byPlace.get(placeKey(place)) ?? NO_THREADS
  }

  /** The messages in those threads, thread by thread, without those that were taken back. */
  messagesOn(place: ThreadPlace): Message[] {
    return this.threadsOn(place).flatMap(({ first, replies }) =>
      first?.comment.deletedAt === null ? [first, ...replies] : replies,
    )
  }

  /** Relations between excerpts that the layers of this conversation state. The same array while none changes. */
  ties(): readonly MadeTie[] {
    this.tied ??= [...this.layers].flatMap(([member, { ties }]) =>
      [...ties.values()].map(tie => ({ member, tie })),
    )
    return this.tied
  }

  /** Calls back when what lies in a turn changed. */
  onTurn(turn: string, listener: () => void): () => void {
    const listeners = this.turnListeners.get(turn) ?? new Set()
    this.turnListeners.set(turn, listeners.add(listener))
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0 && this.turnListeners.get(turn) === listeners) this.turnListeners.delete(turn)
    }
  }

  /** Calls back after every change, with the turns and the highlights concerned: none when it was about comments or ties. */
  onChange(listener: AnnotationsListener): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Takes a member's layer in and follows it. */
  addLayer(member: string, doc: Y.Doc): () => void {
    const apply = (highlights: Iterable<string>, comments: boolean, ties: boolean) => {
      const touched = nothingTouched()
      for (const id of highlights) this.put(member, id, layer, touched)
      if (comments) this.joined = null
      if (ties) this.tied = null
      this.tell(touched)
    }
    const { layer, stop } = followLayer(doc, changed =>
      apply(
        new Set([...changed.highlights, ...changed.codings, ...changed.memos]),
        changed.comments.size + changed.resolvings.size > 0,
        changed.ties.size > 0,
      ),
    )
    this.layers.set(member, layer)
    apply(layer.highlights.keys(), layer.comments.size + layer.resolvings.size > 0, layer.ties.size > 0)
    return () => {
      stop()
      const touched = nothingTouched()
      this.layers.delete(member)
      for (const { key } of [...this.all.values()].filter(annotation => annotation.member === member))
        this.remove(key, touched)
      this.joined = null
      this.tied = null
      this.tell(touched)
    }
  }

  /** Takes in what leads decided on the codings, and follows it. */
  addCuration(doc: Y.Doc): () => void {
    const apply = (keys: Iterable<string>) => {
      const before = this.rulings
      this.rulings = readCuration(doc).rulings
      const touched = nothingTouched()
      for (const key of keys) {
        const { coding } = (this.rulings.get(key) ?? before.get(key))?.[0] ?? {}
        const layer = coding && this.layers.get(coding.member)
        if (coding && layer?.highlights.has(coding.highlight))
          this.put(coding.member, coding.highlight, layer, touched)
      }
      if (touched.keys.size > 0) this.tell(touched)
    }
    apply(readCuration(doc).rulings.keys())
    return observeCuration(doc, apply)
  }

  dispose(): void {
    for (const dispose of this.disposers) dispose()
    for (const { unwatch } of this.turns.values()) unwatch()
    this.turns.clear()
    this.all.clear()
    this.listeners.clear()
    this.turnListeners.clear()
  }

  private put(member: string, id: string, layer: Layer, touched: Touched): void {
    const key = annotationKey(member, id)
    const highlight = layer.highlights.get(id)
    if (!highlight) {
      this.remove(key, touched)
      return
    }
    this.place(
      {
        key,
        member,
        highlight,
        codings: this.ruled(member, layer.codings.get(id) ?? []),
        memo: layer.memos.get(id) ?? null,
        resolution: resolveAnchor(this.index, highlight.anchor),
      },
      touched,
    )
  }

  private ruled(member: string, codings: readonly Coding[]): readonly RuledCoding[] {
    if (this.rulings.size === 0) return codings
    return codings.map(coding => {
      const ruling = this.rulings.get(codingRefKey({ ...coding, member }))?.[0]
      return ruling ? { ...coding, ruling } : coding
    })
  }

  private remove(key: string, touched: Touched): void {
    this.unplace(key, touched)
    this.all.delete(key)
    this.keepUnplaced(key, false)
  }

  private keepUnplaced(key: string, isUnplaced: boolean): void {
    if (isUnplaced) this.lost.add(key)
    else if (!this.lost.delete(key)) return
    this.unplacedNow = null
  }

  private unplace(key: string, touched: Touched): void {
    for (const turn of this.touched.get(key) ?? []) {
      const entry = this.turns.get(turn)
      entry?.pieces.delete(key)
      if (entry?.pieces.size === 0) {
        entry.unwatch()
        this.turns.delete(turn)
      }
      touched.turns.add(turn)
    }
    touched.keys.add(key)
    this.touched.delete(key)
  }

  private place(annotation: Annotation, touched: Touched): void {
    const { key, resolution } = annotation
    this.unplace(key, touched)
    this.all.set(key, annotation)
    this.keepUnplaced(key, !('span' in resolution))
    if (resolution.status === 'orphan' || resolution.status === 'deleted') {
      // A deleted passage comes back when the deletion is undone: watch the turn where it stood.
      if (resolution.status === 'deleted')
        this.add(resolution.at.turn, { key, from: 0, to: 0, begins: false }, touched)
      return
    }
    const { start, end } = resolution.span
    const last = this.index.position(end.turn)
    for (let at = this.index.position(start.turn); at >= 0 && at <= last; at++) {
      const { id, text } = this.index.order[at]!
      const from = id === start.turn ? start.offset : 0
      const to = id === end.turn ? end.offset : text.length
      this.add(id, { key, from, to, begins: id === start.turn }, touched)
    }
  }

  private add(turn: string, piece: Piece, touched: Touched): void {
    let entry = this.turns.get(turn)
    if (!entry) {
      entry = { pieces: new Map(), unwatch: this.index.onTurn(turn, () => this.replaceTurn(turn)) }
      this.turns.set(turn, entry)
    }
    entry.pieces.set(piece.key, piece)
    this.touched.set(piece.key, [...(this.touched.get(piece.key) ?? []), turn])
    touched.turns.add(turn)
  }

  /** A turn changed: what lies in it is looked up again. */
  private replaceTurn(turn: string): void {
    const touched = nothingTouched()
    touched.turns.add(turn)
    for (const { key } of this.inTurn(turn)) this.replace(this.all.get(key)!, touched)
    this.tell(touched)
  }

  /** Turns came or went: what had no place may have one now. */
  private replaceUnplaced(): void {
    const touched = nothingTouched()
    for (const key of [...this.lost]) {
      const annotation = this.all.get(key)!
      if (annotation.resolution.status !== 'orphan') continue
      const resolution = resolveAnchor(this.index, annotation.highlight.anchor)
      if (resolution.status !== 'orphan') this.place({ ...annotation, resolution }, touched)
    }
    for (const turn of [...this.turns.keys()])
      if (!this.index.turn(turn))
        for (const { key } of this.inTurn(turn)) this.replace(this.all.get(key)!, touched)
    if (touched.turns.size > 0) this.tell(touched)
  }

  private replace(annotation: Annotation, touched: Touched): void {
    this.place({ ...annotation, resolution: resolveAnchor(this.index, annotation.highlight.anchor) }, touched)
  }

  private join(): NonNullable<typeof this.joined> {
    if (this.joined) return this.joined
    const all = joinThreads(this.layers)
    const byPlace = new Map<string, Thread[]>()
    for (const thread of all) {
      if (!thread.place) continue
      const key = placeKey(thread.place)
      const there = byPlace.get(key)
      if (there) there.push(thread)
      else byPlace.set(key, [thread])
    }
    this.joined = { all, byPlace }
    return this.joined
  }

  private tell({ turns, keys }: Touched): void {
    for (const turn of turns) for (const listener of [...(this.turnListeners.get(turn) ?? [])]) listener()
    for (const listener of [...this.listeners]) listener(turns, keys)
  }
}
