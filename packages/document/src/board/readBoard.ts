import type * as Y from 'yjs'
import type { z } from 'zod'
import {
  AreaRow,
  areasOf,
  BOARD_SCHEMA,
  boardMetaOf,
  type CardContent,
  ClusterRow,
  clustersOf,
  notesOf,
  OutcomeRow,
  outcomesOf,
  PlaceRow,
  parseCardKey,
  placesOf,
} from './layout.ts'

/** A card, at a place in pixels at full size. */
export interface Card {
  /** Says what the card shows (`cardKey`). */
  key: string
  content: CardContent
  x: number
  y: number
  /** The cluster it lies in. */
  cluster: string | null
  /** Of a note; empty for others. */
  text: string
}

/** What a cluster became in the codebook. */
export interface Outcome {
  type: 'theme' | 'parent' | 'merge'
  /** The theme, the parent, or the code that was merged into. */
  code: string
  /** The other codes it was made of. */
  from: string[]
  /** Milliseconds since 1970 */
  at: number
}

export interface Cluster {
  id: string
  title: string
  /** `#rrggbb` */
  colour: string
  x: number
  y: number
  /** At least; it reaches round its cards. */
  width: number
  height: number
  outcome: Outcome | null
}

export interface Board {
  cards: Map<string, Card>
  clusters: Map<string, Cluster>
}

/** An entry of a board that was left out, and why. */
export interface BoardProblem {
  in: 'places' | 'clusters' | 'areas' | 'outcomes' | 'notes' | 'meta'
  key: string
  reason: string
}

type Area = z.infer<typeof AreaRow>

/** Reads a board. What is malformed is left out and reported; a card whose cluster is gone lies where it lay. */
export const readBoard = (doc: Y.Doc): Board & { problems: BoardProblem[] } => {
  const board: Board = { cards: new Map(), clusters: new Map() }
  const problems: BoardProblem[] = []
  const each = <T>(
    where: BoardProblem['in'],
    map: Y.Map<unknown>,
    schema: z.ZodType<T>,
    keep: (key: string, row: T) => void,
  ) => {
    for (const [key, value] of map) {
      const parsed = schema.safeParse(value)
      if (parsed.success) keep(key, parsed.data)
      else problems.push({ in: where, key, reason: 'malformed' })
    }
  }

  const schema = boardMetaOf(doc).get('schema') ?? BOARD_SCHEMA
  if (schema !== BOARD_SCHEMA)
    problems.push({ in: 'meta', key: 'schema', reason: `unknown schema ${schema}` })
  const areas = new Map<string, Area>()
  each('areas', areasOf(doc), AreaRow, (id, area) => areas.set(id, area))
  const outcomes = new Map<string, Outcome>()
  each('outcomes', outcomesOf(doc), OutcomeRow, (id, [type, code, from, at]) =>
    outcomes.set(id, { type, code, from, at }),
  )
  each('clusters', clustersOf(doc), ClusterRow, (id, [title, colour]) => {
    const [x, y, width, height] = areas.get(id) ?? [0, 0, 0, 0]
    board.clusters.set(id, { id, title, colour, x, y, width, height, outcome: outcomes.get(id) ?? null })
  })
  each('places', placesOf(doc), PlaceRow, (key, [x, y, cluster = null]) => {
    const content = parseCardKey(key)
    if (!content) {
      problems.push({ in: 'places', key, reason: 'malformed key' })
      return
    }
    const [left, top] = (cluster !== null && areas.get(cluster)) || [0, 0]
    const text = content.type === 'note' ? notesOf(doc).get(key) : ''
    board.cards.set(key, {
      key,
      content,
      x: left + x,
      y: top + y,
      cluster: cluster !== null && board.clusters.has(cluster) ? cluster : null,
      text: typeof text === 'string' ? text : '',
    })
  })
  return { ...board, problems }
}

/** Calls back once after each transaction that changed the board. */
export const observeBoard = (doc: Y.Doc, listener: () => void): (() => void) => {
  const maps = [placesOf(doc), notesOf(doc), clustersOf(doc), areasOf(doc), outcomesOf(doc)]
  const changed = ({ changed }: Y.Transaction) => {
    // biome-ignore lint/suspicious/noExplicitAny: the key type of Yjs
    if (maps.some(map => changed.has(map as any))) listener()
  }
  doc.on('afterTransaction', changed)
  return () => doc.off('afterTransaction', changed)
}
