import {
  Act,
  addCluster,
  addNote,
  BOARD_LIMITS,
  type Board,
  boardScope,
  type Card,
  type CardPlace,
  cardKey,
  createHistory,
  type History,
  newId,
  observeBoard,
  placeCards,
  placeClusters,
  readBoard,
  removeCards,
  removeCluster,
  setCluster,
  setNote,
} from '@polyphony/document'
import type { Collab } from '../../collab/createCollab.ts'
import { createStore, type Store } from '../../collab/createStore.ts'
import type { SharedDocument } from '../../collab/sharedDocument.ts'
import { boards as text } from '../../text/boards.ts'
import { announce } from '../../ui/announce.ts'
import { notifyDone } from '../../ui/notify.ts'
import { sayTaken } from '../history/sayTaken.ts'
import { type People, watchPeople } from '../presence/people.ts'
import { type BoardPresences, shareBoardPresence } from './boardPresence.ts'
import {
  arrangeCluster,
  arrangeLoose,
  boundsOf,
  cardRect,
  cardSize,
  cardsByCluster,
  centreOf,
  clusterAt,
  clusterRects,
  freePlace,
  type Point,
  type Rect,
  roomFor,
  slotIn,
} from './geometry.ts'
import { fit, reveal, toBoard, type View, zoomAt } from './view.ts'

export interface BoardState {
  board: Board
  /** How far each cluster reaches. */
  rects: ReadonlyMap<string, Rect>
  selection: ReadonlySet<string>
  /** The card that keys go to. */
  focus: string | null
  /** The pointer drags a frame over what is to be selected, or else the board itself. */
  tool: 'select' | 'hand'
  /** The cluster in which what I drag would lie. */
  target: string | null
}

/** What is being moved by hand, here. */
export interface Drag {
  id: string
  cards: ReadonlySet<string>
  clusters: ReadonlySet<string>
  dx: number
  dy: number
}

/** One person at one board: what lies on it, how they look at it, and all that they can do. */
export interface BoardSession {
  document: SharedDocument
  state: Store<BoardState>
  view: Store<View>
  people: Store<People>
  presences: BoardPresences
  history: History
  /** Size of the window in CSS pixels, kept by the canvas. */
  window: { width: number; height: number }
  drag(): Drag | null
  /** Calls back when what is being moved, here or elsewhere, has moved. */
  onMoved(listener: () => void): () => void

  select(keys: Iterable<string>): void
  toggle(key: string): void
  focusOn(key: string | null): void
  /** The selected cards, else the one that keys go to. */
  chosen(): string[]
  /** Selects a card and brings it into sight. */
  show(key: string): void
  /** Moves the view no more than needed. */
  reveal(card: Card): void
  showAll(): void
  zoomBy(factor: number, at?: Point): void

  beginDrag(cards: Iterable<string>, clusters: Iterable<string>): void
  moveDrag(dx: number, dy: number): void
  drop(): void
  cancelDrag(): void
  nudge(dx: number, dy: number): void

  add(contents: readonly Card['content'][], at?: Point): void
  addNote(text: string): void
  editNote(key: string, text: string): void
  remove(keys: readonly string[]): void
  gather(keys: readonly string[], title: string, colour: string): void
  moveTo(keys: readonly string[], cluster: string | null): void
  rename(cluster: string, change: { title: string; colour: string }): void
  arrange(cluster: string): void
  dissolve(cluster: string): void
  undo(act?: Act): void
  redo(): void
  dispose(): void
}

const NUDGE_JOINS_MS = 1000
/** Height that the tools at the lower edge take. */
const TOOLS = 48

export const createBoardSession = (document: SharedDocument, collab: Collab, me: string): BoardSession => {
  const { doc } = document
  let known: Board | null = null
  const read = (): Pick<BoardState, 'board' | 'rects'> => {
    const { problems, ...board } = readBoard(doc)
    if (problems.length > 0) console.warn('Parts of the board cannot be read.', problems)
    // What did not change stays the same object, and is not drawn again.
    for (const [key, card] of board.cards) {
      const before = known?.cards.get(key)
      if (before && isSame(before, card)) board.cards.set(key, before)
    }
    known = board
    return { board, rects: clusterRects(board) }
  }
  const state = createStore<BoardState>({
    ...read(),
    selection: new Set(),
    focus: null,
    tool: matchMedia('(pointer: coarse)').matches ? 'hand' : 'select',
    target: null,
  })
  const view = createStore<View>({ x: 0, y: 0, zoom: 1 })
  const { people, dispose: stopWatching } = watchPeople(document, collab.state, me)
  const history = createHistory([boardScope(doc)])
  const size = { width: 0, height: 0 }
  const movedListeners = new Set<() => void>()
  const moved = () => {
    for (const listener of [...movedListeners]) listener()
  }
  const presences = shareBoardPresence(document, people, () => state.get().board, moved)
  let drag: Drag | null = null

  const stopObserving = observeBoard(doc, () => {
    const next = read()
    const { selection, focus } = state.get()
    const kept = [...selection].filter(key => next.board.cards.has(key))
    state.set({
      ...next,
      ...(kept.length < selection.size && { selection: new Set(kept) }),
      ...(focus !== null && !next.board.cards.has(focus) && { focus: null }),
    })
  })

  const cardsOf = (keys: Iterable<string>): Card[] =>
    [...keys].flatMap(key => state.get().board.cards.get(key) ?? [])
  const titleOf = (cluster: string | null): string | null =>
    cluster === null ? null : state.get().board.clusters.get(cluster)?.title || text.unnamed
  const middle = (): Point => toBoard(view.get(), { x: size.width / 2, y: size.height / 2 })
  /** What lies on the board, for finding room: clusters, and cards in none. */
  const taken = (without: ReadonlySet<string> = new Set()): Rect[] => {
    const { board, rects } = state.get()
    const loose = [...board.cards.values()].filter(c => c.cluster === null && !without.has(c.key))
    return [...rects.values(), ...loose.map(cardRect)]
  }
  const reachOf = (rects: readonly Rect[]) => {
    const bounds = boundsOf(rects)
    if (bounds) view.set(reveal(view.get(), bounds, size))
  }
  const endDrag = () => {
    drag = null
    state.set({ target: null })
    presences.setDrag(null)
    moved()
  }
  const hasRoom = (more: number): boolean => {
    if (state.get().board.cards.size + more <= BOARD_LIMITS.cards) return true
    notifyDone(text.panel.full(BOARD_LIMITS.cards))
    return false
  }

  const session: BoardSession = {
    document,
    state,
    view,
    people,
    presences,
    history,
    window: size,
    drag: () => drag,
    onMoved(listener) {
      movedListeners.add(listener)
      return () => movedListeners.delete(listener)
    },

    select(keys) {
      const selection = new Set(keys)
      state.set({ selection })
    },
    toggle(key) {
      const selection = new Set(state.get().selection)
      if (!selection.delete(key)) selection.add(key)
      state.set({ selection })
      announce(text.said.selected(selection.size))
    },
    focusOn: key => state.set({ focus: key }),
    chosen() {
      const { selection, focus, board } = state.get()
      if (selection.size > 0) return [...selection]
      return focus !== null && board.cards.has(focus) ? [focus] : []
    },
    show(key) {
      const card = state.get().board.cards.get(key)
      if (!card) return
      state.set({ focus: key, selection: new Set([key]) })
      reachOf([cardRect(card)])
    },
    reveal: card => reachOf([cardRect(card)]),
    showAll() {
      const { board, rects } = state.get()
      const bounds = boundsOf([...rects.values(), ...[...board.cards.values()].map(cardRect)])
      if (size.width === 0) return
      // What lies at the lower edge would lie under the tools there.
      const room = { width: size.width, height: Math.max(120, size.height - TOOLS) }
      view.set(bounds ? fit(bounds, room) : { x: size.width / 2, y: size.height / 2, zoom: 1 })
    },
    zoomBy(factor, at = { x: size.width / 2, y: size.height / 2 }) {
      view.set(zoomAt(view.get(), at, factor))
    },

    beginDrag(cards, clusters) {
      drag = { id: newId(), cards: new Set(cards), clusters: new Set(clusters), dx: 0, dy: 0 }
    },
    moveDrag(dx, dy) {
      if (!drag) return
      drag = { ...drag, dx, dy }
      const { board, rects } = state.get()
      const first = cardsOf(drag.cards)[0]
      // All of what is dragged goes where the card under the hand goes, which is named first.
      const target =
        first && drag.clusters.size === 0
          ? clusterAt(rects, shift(centreOf(cardRect(board.cards.get(first.key)!)), dx, dy))
          : null
      state.set({ target })
      presences.setDrag({ ...drag, cards: [...drag.cards], clusters: [...drag.clusters], dropped: false })
      moved()
    },
    drop() {
      if (!drag) return
      const { cards, clusters, dx, dy } = drag
      const { board, target } = state.get()
      const lying = cardsOf(cards)
      const areas = [...clusters].flatMap(id => board.clusters.get(id) ?? [])
      if ((dx === 0 && dy === 0) || lying.length + areas.length === 0) {
        endDrag()
        return
      }
      const act = new Act(
        areas[0] ? text.acts.moveCluster(areas[0].title || text.unnamed) : text.acts.move(lying.length),
      )
      presences.dropDrag({ ...drag, cards: [...cards], clusters: [...clusters], dropped: true })
      doc.transact(() => {
        placeCards(
          doc,
          lying.map(card => ({ key: card.key, ...shift(card, dx, dy), cluster: target })),
          act,
        )
        placeClusters(
          doc,
          areas.map(area => ({ ...area, ...shift(area, dx, dy) })),
          act,
        )
      }, act)
      drag = null
      state.set({ target: null })
      moved()
      if (lying.length > 0) announce(text.said.moved(lying.length, titleOf(target)))
    },
    cancelDrag() {
      if (!drag) return
      endDrag()
      announce(text.said.cancelled)
    },
    nudge(dx, dy) {
      const cards = cardsOf(session.chosen())
      if (cards.length === 0) return
      // A cluster that reached round what moves would never be left.
      const { board } = state.get()
      const moving = new Set(cards.map(card => card.key))
      const staying = new Map([...board.cards].filter(([key]) => !moving.has(key)))
      const rects = clusterRects({ ...board, cards: staying })
      const places = cards.map((card): CardPlace => {
        const place = shift(card, dx, dy)
        const cluster = clusterAt(rects, centreOf({ ...place, ...cardSize(card) }))
        return { key: card.key, ...place, cluster }
      })
      const joins = `nudge ${cards.map(card => card.key).join(' ')}`
      placeCards(doc, places, new Act(text.acts.move(cards.length), { joins, within: NUDGE_JOINS_MS }))
      const first = places[0]!
      reachOf(places.map(place => ({ ...place, ...cardSize(cards[0]!) })))
      announce(text.said.at(Math.round(first.x), Math.round(first.y), titleOf(first.cluster)))
    },

    add(contents, at) {
      const { board } = state.get()
      const fresh = new Map(contents.map(content => [cardKey(content), content]))
      for (const key of board.cards.keys()) fresh.delete(key)
      if (fresh.size === 0 || !hasRoom(fresh.size)) return
      const cards = [...fresh].map(
        ([key, content]): Card => ({ key, content, x: 0, y: 0, cluster: null, text: '' }),
      )
      const room = roomFor(cards)
      const places = arrangeLoose(cards, at ?? freePlace(taken(), room, middle()))
      placeCards(doc, places, new Act(text.acts.add(cards.length)))
      state.set({ selection: new Set(fresh.keys()), focus: places[0]!.key })
      reachOf([{ ...places[0]!, ...room }])
      announce(text.said.added(cards.length))
    },
    addNote(words) {
      if (!hasRoom(1)) return
      const content = { type: 'note', note: '' } as const
      const place = freePlace(taken(), cardSize({ content }), middle())
      const key = addNote(doc, { text: words, ...place, cluster: null }, new Act(text.acts.note))
      state.set({ selection: new Set([key]), focus: key })
      announce(text.said.added(1))
    },
    editNote: (key, words) => setNote(doc, key, words, new Act(text.acts.note)),
    remove(keys) {
      if (keys.length === 0) return
      removeCards(doc, keys, new Act(text.acts.remove(keys.length)))
      announce(text.said.removed(keys.length))
    },
    gather(keys, title, colour) {
      const cards = cardsOf(keys)
      const room = roomFor(cards, true)
      const bounds = boundsOf(cards.map(cardRect))
      const place = freePlace(taken(new Set(keys)), room, bounds ? centreOf(bounds) : middle())
      const act = new Act(text.acts.cluster(title || text.unnamed))
      doc.transact(() => {
        const area = arrangeCluster('', cards, place).area
        const id = addCluster(
          doc,
          { title, colour, x: area.x, y: area.y, width: area.width, height: area.height },
          act,
        )
        placeCards(doc, arrangeCluster(id, cards, place).cards, act)
      }, act)
      reachOf([{ ...place, ...room }])
      announce(text.said.cluster(title || text.unnamed, cards.length))
    },
    moveTo(keys, cluster) {
      const { board, rects } = state.get()
      const moving = new Set(keys)
      const cards = cardsOf(keys).filter(card => card.cluster !== cluster)
      if (cards.length === 0) return
      const act = new Act(text.acts.move(cards.length))
      const rect = cluster === null ? undefined : rects.get(cluster)
      if (cluster !== null && rect) {
        const lying = (cardsByCluster(board).get(cluster) ?? []).filter(card => !moving.has(card.key))
        const places = cards.map((card): CardPlace => {
          const place = slotIn(rect, lying, cardSize(card))
          lying.push({ ...card, ...place })
          return { key: card.key, ...place, cluster }
        })
        placeCards(doc, places, act)
      } else {
        const bounds = boundsOf(cards.map(cardRect))
        placeCards(doc, arrangeLoose(cards, freePlace(taken(), roomFor(cards), centreOf(bounds!))), act)
      }
      announce(text.said.moved(cards.length, titleOf(cluster)))
    },
    rename(cluster, change) {
      setCluster(doc, cluster, change, new Act(text.acts.rename(change.title || text.unnamed)))
    },
    arrange(cluster) {
      const { board, rects } = state.get()
      const rect = rects.get(cluster)
      const cards = cardsByCluster(board).get(cluster)
      if (!rect || !cards) return
      const title = titleOf(cluster)!
      const act = new Act(text.acts.arrange(title))
      const arranged = arrangeCluster(cluster, cards, rect)
      doc.transact(() => {
        placeClusters(doc, [arranged.area], act)
        placeCards(doc, arranged.cards, act)
      }, act)
      announce(text.said.arranged(title))
    },
    dissolve(cluster) {
      const title = titleOf(cluster)!
      removeCluster(doc, cluster, new Act(text.acts.dissolve(title)))
      announce(text.said.dissolved(title))
    },
    undo: act => sayTaken(history.undo(act ? { act } : {}), 'undo'),
    redo: () => sayTaken(history.redo(), 'redo'),
    dispose() {
      stopObserving()
      stopWatching()
      presences.dispose()
      history.dispose()
      movedListeners.clear()
    },
  }
  return session
}

const isSame = (a: Card, b: Card): boolean =>
  a.x === b.x && a.y === b.y && a.cluster === b.cluster && a.text === b.text

const shift = ({ x, y }: Point, dx: number, dy: number): Point => ({ x: x + dx, y: y + dy })
