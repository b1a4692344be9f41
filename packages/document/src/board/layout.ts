import { ExcerptRef, OntologyId } from '@polyphony/ontology'
import type * as Y from 'yjs'
import { z } from 'zod'

/**
 * Layout of `board/<board>`. What a card shows stands in its key, so that the same code put on a board by two people at
 * once is one card, and so that moving a card overwrites one short array. A card in a cluster lies at a place relative
 * to the cluster's: moving a cluster is one write, however many cards lie in it and are dropped in it meanwhile. A
 * deleted cluster leaves its place behind: its cards lie where they lay, in no cluster any more.
 */
export const BOARD_SCHEMA = 1

export const BOARD_LIMITS = {
  cards: 2000,
  clusters: 200,
  /** UTF-16 units. */
  clusterTitle: 120,
  noteText: 1000,
  /** Farthest from the middle, in pixels at full size. */
  coordinate: 100_000,
} as const

/** Card key → PlaceRow. A card is on the board while it has a place. */
export const placesOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('p')
/** Key of a note's card → its text. */
export const notesOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('t')
/** Cluster id → ClusterRow */
export const clustersOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('c')
/** Cluster id → AreaRow; stays when the cluster goes. */
export const areasOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('a')
/** Cluster id → OutcomeRow */
export const outcomesOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('o')
export const boardMetaOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('meta')

const coordinate = z.number().min(-BOARD_LIMITS.coordinate).max(BOARD_LIMITS.coordinate)
const size = z.number().min(0).max(BOARD_LIMITS.coordinate)

/** x, y; in a cluster: x and y from the cluster's place, the cluster. */
export const PlaceRow = z.union([
  z.tuple([coordinate, coordinate]),
  z.tuple([coordinate, coordinate, z.string()]),
])
/** title, colour */
export const ClusterRow = z.tuple([
  z.string().max(BOARD_LIMITS.clusterTitle),
  z.string().regex(/^#[0-9a-f]{6}$/),
])
/** x, y, width, height */
export const AreaRow = z.tuple([coordinate, coordinate, size, size])
/** What a cluster became, the code, the codes it was made of, when (milliseconds since 1970). */
export const OutcomeRow = z.tuple([
  z.enum(['theme', 'parent', 'merge']),
  OntologyId,
  z.array(OntologyId),
  z.number(),
])

/** What a card shows. Of an excerpt only the address is kept: its words are asked for where consent is known. */
export type CardContent =
  | { type: 'code'; code: string }
  | { type: 'excerpt'; excerpt: ExcerptRef }
  | { type: 'note'; note: string }

export const cardKey = (content: CardContent): string => {
  switch (content.type) {
    case 'code':
      return `c/${content.code}`
    case 'excerpt':
      return `e/${content.excerpt.conversation}/${content.excerpt.member}/${content.excerpt.highlight}`
    case 'note':
      return `n/${content.note}`
  }
}

/** Null for a key that names no card. */
export const parseCardKey = (key: string): CardContent | null => {
  const [type, first, ...rest] = key.split('/')
  if (!OntologyId.safeParse(first).success) return null
  if (type === 'e') {
    const [member, highlight, ...more] = rest
    const excerpt = ExcerptRef.safeParse({ conversation: first, member, highlight })
    return excerpt.success && more.length === 0 ? { type: 'excerpt', excerpt: excerpt.data } : null
  }
  if (rest.length > 0) return null
  if (type === 'c') return { type: 'code', code: first! }
  return type === 'n' ? { type: 'note', note: first! } : null
}
