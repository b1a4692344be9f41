import type * as Y from 'yjs'
import { newId } from '../newId.ts'
import { LOCAL_ORIGIN } from '../origins.ts'
import {
  AreaRow,
  areasOf,
  BOARD_LIMITS,
  BOARD_SCHEMA,
  boardMetaOf,
  ClusterRow,
  cardKey,
  clustersOf,
  notesOf,
  OutcomeRow,
  outcomesOf,
  parseCardKey,
  placesOf,
} from './layout.ts'
import type { Outcome } from './readBoard.ts'

/** Where a card is put: a place on the board, and the cluster it lies in. */
export interface CardPlace {
  key: string
  x: number
  y: number
  cluster: string | null
}

/** Says which layout the board has. Written once, when it is made. */
export const beginBoard = (doc: Y.Doc): void => {
  boardMetaOf(doc).set('schema', BOARD_SCHEMA)
}

const within = (value: number): number =>
  Math.round(Math.max(-BOARD_LIMITS.coordinate, Math.min(BOARD_LIMITS.coordinate, value)))

const areaOf = (doc: Y.Doc, cluster: string) => AreaRow.safeParse(areasOf(doc).get(cluster)).data

/**
 * Puts cards where they are to lie: new ones, or such as are there already. A cluster that is gone by now does not hold
 * a card, which then lies on the board itself. Writes only what differs.
 */
export const placeCards = (doc: Y.Doc, cards: readonly CardPlace[], origin: unknown = LOCAL_ORIGIN): void =>
  doc.transact(() => {
    const places = placesOf(doc)
    for (const { key, x, y, cluster } of cards) {
      if (!parseCardKey(key)) throw new RangeError(`No card has the key "${key}".`)
      const area = cluster !== null && clustersOf(doc).has(cluster) ? areaOf(doc, cluster) : undefined
      const row = area ? [within(x - area[0]), within(y - area[1]), cluster] : [within(x), within(y)]
      const before = places.get(key)
      const same =
        Array.isArray(before) && before.length === row.length && row.every((v, i) => v === before[i])
      if (!same) places.set(key, row)
    }
  }, origin)

/**
 * Takes cards off the board. What they show is not touched; a note's words stay, for somebody else may be moving the
 * card at this moment, which keeps it.
 */
export const removeCards = (doc: Y.Doc, keys: Iterable<string>, origin: unknown = LOCAL_ORIGIN): void =>
  doc.transact(() => {
    for (const key of keys) placesOf(doc).delete(key)
  }, origin)

/** Writes a note's text. RangeError when it is too long. */
export const setNote = (doc: Y.Doc, key: string, text: string, origin: unknown = LOCAL_ORIGIN): void => {
  if (text.length > BOARD_LIMITS.noteText)
    throw new RangeError(`A note has at most ${BOARD_LIMITS.noteText} characters.`)
  if (notesOf(doc).get(key) !== text) doc.transact(() => notesOf(doc).set(key, text), origin)
}

/** Puts a new note on the board and returns its key. */
export const addNote = (
  doc: Y.Doc,
  { text, ...place }: Omit<CardPlace, 'key'> & { text: string },
  origin: unknown = LOCAL_ORIGIN,
): string => {
  const key = cardKey({ type: 'note', note: newId(8) })
  doc.transact(() => {
    setNote(doc, key, text, origin)
    placeCards(doc, [{ key, ...place }], origin)
  }, origin)
  return key
}

export interface ClusterArea {
  id: string
  x: number
  y: number
  width: number
  height: number
}

/** Makes a cluster and returns its id. */
export const addCluster = (
  doc: Y.Doc,
  {
    id = newId(6),
    title,
    colour,
    ...area
  }: Omit<ClusterArea, 'id'> & { id?: string; title: string; colour: string },
  origin: unknown = LOCAL_ORIGIN,
): string => {
  doc.transact(() => {
    clustersOf(doc).set(id, ClusterRow.parse([title, colour]))
    placeClusters(doc, [{ id, ...area }], origin)
  }, origin)
  return id
}

/** Moves or sizes clusters, with whatever lies in them. */
export const placeClusters = (
  doc: Y.Doc,
  areas: readonly ClusterArea[],
  origin: unknown = LOCAL_ORIGIN,
): void =>
  doc.transact(() => {
    for (const { id, x, y, width, height } of areas)
      areasOf(doc).set(id, [within(x), within(y), within(width), within(height)])
  }, origin)

/** Names or colours a cluster; one that is gone stays so. */
export const setCluster = (
  doc: Y.Doc,
  id: string,
  change: { title?: string; colour?: string },
  origin: unknown = LOCAL_ORIGIN,
): void => {
  const { data } = ClusterRow.safeParse(clustersOf(doc).get(id))
  if (!data) return
  const row = ClusterRow.parse([change.title ?? data[0], change.colour ?? data[1]])
  doc.transact(() => clustersOf(doc).set(id, row), origin)
}

/** Dissolves a cluster: its cards stay where they lie, and so do those that others drop in it at the same time. */
export const removeCluster = (doc: Y.Doc, id: string, origin: unknown = LOCAL_ORIGIN): void =>
  doc.transact(() => {
    clustersOf(doc).delete(id)
    outcomesOf(doc).delete(id)
  }, origin)

/** Records what a cluster became. */
export const setOutcome = (
  doc: Y.Doc,
  id: string,
  { type, code, from, at }: Outcome,
  origin: unknown = LOCAL_ORIGIN,
): void => {
  const row = OutcomeRow.parse([type, code, from, at])
  doc.transact(() => outcomesOf(doc).set(id, row), origin)
}
