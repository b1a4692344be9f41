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

export const annotationKey = (member: string, highlight: string): string => `${member}/${highlight}`

const placeKey = (place: ThreadPlace): string =>
  place.type === 'highlight' ? annotationKey(place.member, place.highlight) : `code:${place.code}`

const NO_THREADS: readonly Thread[] = []

/**
 * All layers of a conversation joined into one index over the turns of its transcript. It follows the layers and the
 * transcript: only what a change touches is looked up again.
 */
export class Annotations {
  /** Counts the changes, for views that show all of it. */
  version = 0
  private readonly all = new Map<string, Annotation>()
  private readonly turns = new Map<string, { pieces: Map<string, Piece>; unwatch: () => void }>()
  private readonly touched = new Map<string, string[]>()
  /** Joined when they are asked for after comments have changed. */
  private joined: { all: readonly Thread[]; byPlace: ReadonlyMap<string, Thread[]> } | null = null
  /** Gathered when they are asked for after some have changed. */
  private tied: readonly MadeTie[] | null = null
  private readonly layers = new Map<string, Layer>()
  /** By `codingRefKey`. */
  private rulings: ReadonlyMap<string, readonly Ruling[]> = new Map()
  private readonly turnListeners = new Map<string, Set<() => void>>()
  private readonly listeners = new Set<(turns: ReadonlySet<string>) => void>()
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

  /** What lies in a turn, in no order. */
  inTurn(turn: string): Piece[] {
    return [...(this.turns.get(turn)?.pieces.values() ?? [])]
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

  /** Calls back after every change, with the turns concerned. */
  onChange(listener: (turns: ReadonlySet<string>) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Takes a member's layer in and follows it. */
  addLayer(member: string, doc: Y.Doc): () => void {
    const apply = (highlights: Iterable<string>, comments: boolean, ties: boolean) => {
      const turns = new Set<string>()
      for (const id of highlights) this.put(member, id, layer, turns)
      if (comments) this.joined = null
      if (ties) this.tied = null
      this.tell(turns)
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
      const turns = new Set<string>()
      this.layers.delete(member)
      for (const { key } of [...this.all.values()].filter(annotation => annotation.member === member))
        this.remove(key, turns)
      this.joined = null
      this.tied = null
      this.tell(turns)
    }
  }

  /** Takes in what leads decided on the codings, and follows it. */
  addCuration(doc: Y.Doc): () => void {
    const apply = (keys: Iterable<string>) => {
      const before = this.rulings
      this.rulings = readCuration(doc).rulings
      const turns = new Set<string>()
      for (const key of keys) {
        const { coding } = (this.rulings.get(key) ?? before.get(key))?.[0] ?? {}
        const layer = coding && this.layers.get(coding.member)
        if (coding && layer?.highlights.has(coding.highlight))
          this.put(coding.member, coding.highlight, layer, turns)
      }
      if (turns.size > 0) this.tell(turns)
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

  private put(member: string, id: string, layer: Layer, turns: Set<string>): void {
    const key = annotationKey(member, id)
    const highlight = layer.highlights.get(id)
    if (!highlight) {
      this.remove(key, turns)
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
      turns,
    )
  }

  private ruled(member: string, codings: readonly Coding[]): readonly RuledCoding[] {
    if (this.rulings.size === 0) return codings
    return codings.map(coding => {
      const ruling = this.rulings.get(codingRefKey({ ...coding, member }))?.[0]
      return ruling ? { ...coding, ruling } : coding
    })
  }

  private remove(key: string, turns: Set<string>): void {
    this.unplace(key, turns)
    this.all.delete(key)
  }

  private unplace(key: string, turns: Set<string>): void {
    for (const turn of this.touched.get(key) ?? []) {
      const entry = this.turns.get(turn)
      entry?.pieces.delete(key)
      if (entry?.pieces.size === 0) {
        entry.unwatch()
        this.turns.delete(turn)
      }
      turns.add(turn)
    }
    this.touched.delete(key)
  }

  private place(annotation: Annotation, turns: Set<string>): void {
    const { key, resolution } = annotation
    this.unplace(key, turns)
    this.all.set(key, annotation)
    if (resolution.status === 'orphan' || resolution.status === 'deleted') {
      // A deleted passage comes back when the deletion is undone: watch the turn where it stood.
      if (resolution.status === 'deleted')
        this.add(resolution.at.turn, { key, from: 0, to: 0, begins: false }, turns)
      return
    }
    const { start, end } = resolution.span
    const last = this.index.position(end.turn)
    for (let at = this.index.position(start.turn); at >= 0 && at <= last; at++) {
      const { id, text } = this.index.order[at]!
      const from = id === start.turn ? start.offset : 0
      const to = id === end.turn ? end.offset : text.length
      this.add(id, { key, from, to, begins: id === start.turn }, turns)
    }
  }

  private add(turn: string, piece: Piece, turns: Set<string>): void {
    let entry = this.turns.get(turn)
    if (!entry) {
      entry = { pieces: new Map(), unwatch: this.index.onTurn(turn, () => this.replaceTurn(turn)) }
      this.turns.set(turn, entry)
    }
    entry.pieces.set(piece.key, piece)
    this.touched.set(piece.key, [...(this.touched.get(piece.key) ?? []), turn])
    turns.add(turn)
  }

  /** A turn changed: what lies in it is looked up again. */
  private replaceTurn(turn: string): void {
    const turns = new Set<string>([turn])
    for (const { key } of this.inTurn(turn)) this.replace(this.all.get(key)!, turns)
    this.tell(turns)
  }

  /** Turns came or went: what had no place may have one now. */
  private replaceUnplaced(): void {
    const turns = new Set<string>()
    for (const annotation of [...this.all.values()])
      if (annotation.resolution.status === 'orphan') this.replace(annotation, turns)
    for (const turn of [...this.turns.keys()])
      if (!this.index.turn(turn))
        for (const { key } of this.inTurn(turn)) this.replace(this.all.get(key)!, turns)
    if (turns.size > 0) this.tell(turns)
  }

  private replace(annotation: Annotation, turns: Set<string>): void {
    this.place({ ...annotation, resolution: resolveAnchor(this.index, annotation.highlight.anchor) }, turns)
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

  private tell(turns: ReadonlySet<string>): void {
    this.version++
    for (const turn of turns) for (const listener of [...(this.turnListeners.get(turn) ?? [])]) listener()
    for (const listener of [...this.listeners]) listener(turns)
  }
}
