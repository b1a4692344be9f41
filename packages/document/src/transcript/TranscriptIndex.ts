import * as Y from 'yjs'
import { changedKeys } from '../changedKeys.ts'
import type { TextPoint } from '../types.ts'
import { boundaryLeftOf, findItem, mapOf, touchedItems } from './items.ts'
import { isBoundary, readBoundary, redoneOf, textOf } from './layout.ts'
import { Redirects } from './Redirects.ts'

/** A turn as it stands. Immutable: a change makes a new one with a higher `version`. */
export interface Turn {
  readonly id: string
  /** Speaker id; '' when the boundary names none. */
  readonly speaker: string
  /** Index of its first source word; the turn's range ends where the next turn's begins. */
  readonly firstSourceWord: number
  /** A foreign embedded object shows as U+FFFC, so that offsets count as Yjs counts. */
  readonly text: string
  readonly version: number
}

/** A turn's boundary item with what was read from there up to the next boundary. */
interface Entry {
  readonly boundary: Y.Item
  fields: ReturnType<typeof readBoundary>
  text: string
  turn: Turn
  /** Index in `order`; -1 when it is not there (yet, or any more). */
  position: number
}

interface Place {
  entry: Entry
  offset: number
}

/** A located relative position. */
export interface Located {
  turn: Turn
  /** Index of the turn in `order`. */
  position: number
  offset: number
  /** Whether the character it was made at (or a restored copy of it) is there. */
  live: boolean
}

/** Past so many changed items, reading the text once is cheaper than finding the turn of each. */
const REBUILD_ABOVE = 2_000

/**
 * The turns of a transcript document, kept up to date by reading again only the turns a transaction touched.
 *
 * It leans on Yjs's internals (`_start`, `right`, `content`, the struct store), because Yjs's own resolution of a
 * relative position walks everything left of it: seconds for the anchors of a large team. Yjs is pinned, and a
 * seeded random test compares the index with one built anew.
 */
export class TranscriptIndex {
  readonly text: Y.Text
  /** Counts the changes of any turn. */
  revision = 0

  private turns: Turn[] = []
  private readonly entries = new Map<Y.Item, Entry>()
  private readonly byId = new Map<string, Entry>()
  /** Where each item's first character stands. */
  private readonly where = new WeakMap<Y.Item, Place>()
  private readonly redirects: Redirects
  private readonly orderListeners = new Set<() => void>()
  private readonly turnListeners = new Map<string, Set<() => void>>()

  constructor(readonly doc: Y.Doc) {
    this.text = textOf(doc)
    this.redirects = new Redirects(redoneOf(doc))
    this.scanAll()
    this.reorder(new Set())
    doc.on('afterTransaction', this.update)
  }

  /**
   * The turns in their order. The array is replaced when turns come, go or change places; when a turn merely
   * changes, its element is, so subscribe to both.
   */
  get order(): readonly Turn[] {
    return this.turns
  }

  turn(id: string): Turn | undefined {
    return this.byId.get(id)?.turn
  }

  /** Index of a turn in `order`; -1 when it is not there. */
  position(id: string): number {
    return this.byId.get(id)?.position ?? -1
  }

  /** Calls back after turns came, went or changed places. */
  onOrder(listener: () => void): () => void {
    this.orderListeners.add(listener)
    return () => this.orderListeners.delete(listener)
  }

  /** Calls back after a turn's text, speaker or first source word changed, or the turn came or went. */
  onTurn(id: string, listener: () => void): () => void {
    const listeners = this.turnListeners.get(id) ?? new Set()
    this.turnListeners.set(id, listeners.add(listener))
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0 && this.turnListeners.get(id) === listeners) this.turnListeners.delete(id)
    }
  }

  dispose(): void {
    this.doc.off('afterTransaction', this.update)
    this.orderListeners.clear()
    this.turnListeners.clear()
  }

  /** Where a relative position stands now, null when it is not one of this text. */
  locate(position: Y.RelativePosition): TextPoint | null {
    const found = this.find(position)
    return found && { turn: found.turn.id, offset: found.offset }
  }

  /** Like `locate`, and tells whether the character itself is still there. Follows redirect rows. */
  find({ item: id, tname, assoc }: Y.RelativePosition): Located | null {
    if (!id) {
      const last = this.turns.at(-1)
      if (tname !== 't' || !last || assoc < 0) return null
      return { turn: last, position: this.turns.length - 1, offset: last.text.length, live: true }
    }
    let clock = id.clock
    let item = findItem(this.doc.store, id.client, clock)
    if (!item || item.deleted) {
      const restored = this.redirects.follow(id, this.stateOf)
      if (restored) {
        clock = restored.clock
        item = findItem(this.doc.store, restored.client, clock)
      }
    }
    if (!item || item.parent !== this.text) return null
    const place = this.placeOf(item)
    if (!place) return null
    const { entry, offset } = place
    const live = !item.deleted && item.countable
    const inside = item === entry.boundary ? 0 : live ? clock - item.id.clock + (assoc >= 0 ? 0 : 1) : 0
    return { turn: entry.turn, position: entry.position, offset: offset + inside, live }
  }

  /**
   * A relative position at a point: with `assoc` 0 it holds to the character after the point, with -1 to the one
   * before. Throws RangeError for a point that is not in the transcript.
   */
  positionAt({ turn, offset }: TextPoint, assoc: 0 | -1): Y.RelativePosition {
    const { boundary, text } = this.entryOf(turn)
    if (offset < 0 || offset > text.length) {
      throw new RangeError(`Offset ${offset} lies outside turn ${turn}, which has ${text.length} characters.`)
    }
    const at = ({ id: { client, clock } }: Y.Item, characters: number) =>
      Y.createRelativePositionFromJSON({ item: { client, clock: clock + characters }, assoc })
    let ahead = offset + assoc
    if (ahead < 0) return at(boundary, 0)
    for (let item = boundary.right; item; item = item.right) {
      if (item.deleted || !item.countable) continue
      if (ahead < item.length) return at(item, ahead)
      ahead -= item.length
    }
    return Y.createRelativePositionFromTypeIndex(this.text, this.text.length, 0)
  }

  /**
   * Index in the Y.Text of a turn's first character; its boundary is one before. Throws instead of answering from a
   * reading that the transaction under way has made stale: one transcript command per transaction.
   */
  startOf(id: string): number {
    const { boundary, position } = this.entryOf(id)
    if (boundary.deleted || (this.doc._transaction && changedKeys(this.doc._transaction, this.text))) {
      throw new Error('The transcript changed in this transaction already: one command per transaction.')
    }
    let start = this.headLength() + 1
    for (let i = 0; i < position; i++) start += 1 + this.turns[i]!.text.length
    return start
  }

  /** The Y.Map at a turn's start. Throws RangeError when there is no such turn. */
  boundaryOf(id: string): Y.Map<unknown> {
    return mapOf(this.entryOf(id).boundary)
  }

  private entryOf(id: string): Entry {
    const entry = this.byId.get(id)
    if (!entry)
      throw new RangeError(`The transcript has no turn ${id}; it may just have been joined or removed.`)
    return entry
  }

  /** Length of text before the first boundary, which belongs to no turn (see `validateTranscript`). */
  private headLength(): number {
    let length = 0
    for (let item = this.text._start; item && !isBoundary(item); item = item.right) {
      if (!item.deleted && item.countable) length += item.length
    }
    return length
  }

  private readonly stateOf = ({ client, clock }: { client: number; clock: number }) => {
    const item = findItem(this.doc.store, client, clock)
    if (item?.parent !== this.text) return 'unknown'
    return item.deleted ? 'deleted' : 'live'
  }

  private placeOf(item: Y.Item): Place | null {
    const place = this.where.get(item)
    if (place && place.entry.position >= 0) return place
    // Yjs split the item after its turn was read.
    const boundary = isBoundary(item) ? item : boundaryLeftOf(item)
    if (!boundary || !this.entries.has(boundary)) return null
    this.scan(boundary)
    return this.where.get(item) ?? null
  }

  /** Reads a turn from its boundary on. Returns the next boundary. */
  private scan(boundary: Y.Item): Y.Item | null {
    const entry: Entry = this.entries.get(boundary) ?? {
      boundary,
      fields: { id: null, speaker: null, firstSourceWord: null },
      text: '',
      turn: { id: '', speaker: '', firstSourceWord: 0, text: '', version: 0 },
      position: -1,
    }
    this.entries.set(boundary, entry)
    this.where.set(boundary, { entry, offset: 0 })
    let text = ''
    let item = boundary.right
    for (; item && !isBoundary(item); item = item.right) {
      this.where.set(item, { entry, offset: text.length })
      if (item.deleted || !item.countable) continue
      text += item.content instanceof Y.ContentString ? item.content.str : '\uFFFC'.repeat(item.length)
    }
    entry.text = text
    entry.fields = readBoundary(mapOf(boundary))
    return item
  }

  private scanAll(): void {
    let boundary: Y.Item | null = this.text._start
    while (boundary && !isBoundary(boundary)) boundary = boundary.right
    while (boundary) boundary = this.scan(boundary)
  }

  /** Makes an entry's turn anew if it differs from what was read; notes the ids concerned. */
  private settle(entry: Entry, id: string, changed: Set<string>, force = false): void {
    const { turn, text, fields } = entry
    const speaker = fields.speaker ?? ''
    const firstSourceWord = fields.firstSourceWord ?? 0
    const same =
      turn.id === id &&
      turn.text === text &&
      turn.speaker === speaker &&
      turn.firstSourceWord === firstSourceWord &&
      turn.version > 0
    if (same && !force) return
    if (turn.version > 0) changed.add(turn.id)
    changed.add(id)
    entry.turn = { id, speaker, firstSourceWord, text, version: turn.version + 1 }
  }

  /** Reads the order anew. Returns whether it is another one. */
  private reorder(changed: Set<string>): boolean {
    const turns: Turn[] = []
    const before = new Set(this.entries.values())
    this.byId.clear()
    for (let item = this.text._start; item; item = item.right) {
      const entry = isBoundary(item) && this.entries.get(item)
      if (!entry) continue
      before.delete(entry)
      // Ids repeat when two people undo the same join, and may be missing in a foreign document.
      const own = entry.fields.id
      const unique = `${own ?? ''}~${item.id.client}-${item.id.clock}`
      const id = own === null || this.byId.has(own) ? unique : own
      this.settle(entry, id, changed)
      this.byId.set(id, entry)
      entry.position = turns.length
      turns.push(entry.turn)
    }
    for (const gone of before) {
      gone.position = -1
      this.entries.delete(gone.boundary)
      changed.add(gone.turn.id)
    }
    const same = turns.length === this.turns.length && turns.every(({ id }, i) => id === this.turns[i]!.id)
    if (same) for (const [i, turn] of turns.entries()) this.turns[i] = turn
    else this.turns = turns
    return !same
  }

  private readonly update = (transaction: Y.Transaction): void => {
    const redirected = changedKeys(transaction, this.redirects.rows) ? this.redirects.refresh() : []
    const dirty = new Set<Y.Item>()
    let reorder = false
    for (const type of transaction.changed.keys()) {
      // A boundary's own fields.
      if (type._item && this.entries.has(type._item) && isBoundary(type._item)) dirty.add(type._item)
    }
    if (changedKeys(transaction, this.text)) {
      const touched = touchedItems(transaction, this.text)
      if (touched.length > REBUILD_ABOVE) {
        this.scanAll()
        reorder = true
      } else {
        for (const item of touched) {
          if (item.content instanceof Y.ContentType || this.entries.has(item)) reorder = true
          if (isBoundary(item)) dirty.add(item)
          const left = boundaryLeftOf(item)
          if (left) dirty.add(left)
        }
      }
    }
    for (const boundary of dirty) {
      const before = this.entries.get(boundary)?.fields.id
      this.scan(boundary)
      if (this.entries.get(boundary)!.fields.id !== before) reorder = true
    }
    const changed = new Set<string>()
    const newOrder = reorder && this.reorder(changed)
    for (const boundary of dirty) this.refresh(boundary, changed, false)
    // Rows that come after the undo they belong to change where anchors stand, though not the text.
    for (const [, , , client, clock] of redirected) {
      const item = findItem(this.doc.store, client, clock)
      const place = item?.parent === this.text ? this.placeOf(item) : null
      if (place && !changed.has(place.entry.turn.id)) this.refresh(place.entry.boundary, changed, true)
    }
    if (changed.size > 0 || newOrder) this.revision++
    if (newOrder) for (const listener of [...this.orderListeners]) listener()
    for (const id of changed) for (const listener of [...(this.turnListeners.get(id) ?? [])]) listener()
  }

  private refresh(boundary: Y.Item, changed: Set<string>, force: boolean): void {
    const entry = this.entries.get(boundary)
    if (!entry || entry.position < 0) return
    this.settle(entry, entry.turn.id, changed, force)
    this.turns[entry.position] = entry.turn
  }
}
