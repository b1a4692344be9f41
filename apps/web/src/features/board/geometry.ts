import type { Board, Card, CardPlace, Cluster, ClusterArea } from '@polyphony/document'

/** All lengths are pixels of the board at full size. Cards have one width, so that everybody sees the same board. */
export interface Point {
  x: number
  y: number
}
export interface Size {
  width: number
  height: number
}
export type Rect = Point & Size

export const CARD_WIDTH = 208
const HEIGHTS = { code: 76, excerpt: 148, note: 108 } as const
const GAP = 12
const PADDING = 16
/** Of a cluster, above its cards. */
export const HEADER = 52
const SMALLEST: Size = { width: CARD_WIDTH + 2 * PADDING, height: HEADER + HEIGHTS.code + PADDING }

export const cardSize = ({ content }: Pick<Card, 'content'>): Size => ({
  width: CARD_WIDTH,
  height: HEIGHTS[content.type],
})
export const cardRect = (card: Card): Rect => ({ x: card.x, y: card.y, ...cardSize(card) })

export const centreOf = ({ x, y, width, height }: Rect): Point => ({ x: x + width / 2, y: y + height / 2 })
export const contains = (rect: Rect, { x, y }: Point): boolean =>
  x >= rect.x && x < rect.x + rect.width && y >= rect.y && y < rect.y + rect.height
export const overlaps = (a: Rect, b: Rect): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
export const grow = ({ x, y, width, height }: Rect, by: number): Rect => ({
  x: x - by,
  y: y - by,
  width: width + 2 * by,
  height: height + 2 * by,
})

/** The smallest rectangle round all of them; null of none. */
export const boundsOf = (rects: Iterable<Rect>): Rect | null => {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const { x, y, width, height } of rects) {
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x + width)
    bottom = Math.max(bottom, y + height)
  }
  return left > right ? null : { x: left, y: top, width: right - left, height: bottom - top }
}

/** From the top to the bottom, then from left to right: the order in which a board is read. */
export const byPlace = (a: Point, b: Point): number => a.y - b.y || a.x - b.x

/** The cards of each cluster in reading order; under null those in none. */
export const cardsByCluster = ({ cards, clusters }: Board): Map<string | null, Card[]> => {
  const lists = new Map<string | null, Card[]>([...clusters.keys()].map(id => [id, []]))
  lists.set(null, [])
  for (const card of cards.values()) lists.get(card.cluster)?.push(card)
  for (const list of lists.values()) list.sort(byPlace)
  return lists
}

/** How far a cluster reaches: its own area, and round its cards. */
const clusterRect = (cluster: Cluster, cards: readonly Card[]): Rect => {
  const own: Rect = {
    x: cluster.x,
    y: cluster.y,
    width: Math.max(cluster.width, SMALLEST.width),
    height: Math.max(cluster.height, SMALLEST.height),
  }
  const around = cards.map(card => {
    const { x, y, width, height } = cardRect(card)
    return {
      x: x - PADDING,
      y: y - HEADER,
      width: width + 2 * PADDING,
      height: height + HEADER + PADDING,
    }
  })
  return boundsOf([own, ...around])!
}

export const clusterRects = (board: Board): Map<string, Rect> => {
  const lists = cardsByCluster(board)
  return new Map([...board.clusters.values()].map(c => [c.id, clusterRect(c, lists.get(c.id) ?? [])]))
}

/** The cluster at a point; of several the smallest, which is the one on top for the eye. */
export const clusterAt = (rects: ReadonlyMap<string, Rect>, point: Point): string | null => {
  let found: { id: string; area: number } | null = null
  for (const [id, rect] of rects) {
    const area = rect.width * rect.height
    if (contains(rect, point) && (!found || area < found.area)) found = { id, area }
  }
  return found?.id ?? null
}

/** Cards in columns of even height, in the order given, from `at` on. */
const pack = (cards: readonly Card[], at: Point): { places: (Point & { key: string })[]; size: Size } => {
  // About as much wider than high as a screen is.
  const count = Math.max(1, Math.ceil(Math.sqrt(cards.length * 0.55)))
  const columns = Array.from({ length: count }, () => 0)
  const places = cards.map(card => {
    const column = columns.indexOf(Math.min(...columns))
    const place = { key: card.key, x: at.x + column * (CARD_WIDTH + GAP), y: at.y + columns[column]! }
    columns[column] = columns[column]! + cardSize(card).height + GAP
    return place
  })
  const used = Math.min(count, Math.max(1, cards.length))
  return {
    places,
    size: { width: used * (CARD_WIDTH + GAP) - GAP, height: Math.max(0, Math.max(...columns) - GAP) },
  }
}

/** A cluster with its cards in neat columns, at the place given. */
export const arrangeCluster = (
  id: string,
  cards: readonly Card[],
  { x, y }: Point,
): { area: ClusterArea; cards: CardPlace[] } => {
  const { places, size } = pack(cards, { x: x + PADDING, y: y + HEADER })
  const area = {
    id,
    x,
    y,
    width: Math.max(SMALLEST.width, size.width + 2 * PADDING),
    height: Math.max(SMALLEST.height, size.height + HEADER + PADDING),
  }
  return { area, cards: places.map(place => ({ ...place, cluster: id })) }
}

/** Cards in neat columns, in no cluster. */
export const arrangeLoose = (cards: readonly Card[], at: Point): CardPlace[] =>
  pack(cards, at).places.map(place => ({ ...place, cluster: null }))

/** How much room so many cards take in neat columns. */
export const roomFor = (cards: readonly Card[], inCluster = false): Size => {
  const { size } = pack(cards, { x: 0, y: 0 })
  return inCluster ? { width: size.width + 2 * PADDING, height: size.height + HEADER + PADDING } : size
}

const STEP = 44

/** The nearest place to `near` where so much fits without covering anything, searched in rings. */
export const freePlace = (taken: readonly Rect[], size: Size, near: Point): Point => {
  const at = (dx: number, dy: number): Rect => ({
    x: near.x - size.width / 2 + dx * STEP,
    y: near.y - size.height / 2 + dy * STEP,
    ...size,
  })
  const isFree = (rect: Rect) => !taken.some(other => overlaps(grow(rect, GAP), other))
  for (let ring = 0; ring < 80; ring++) {
    let best: { rect: Rect; far: number } | null = null
    for (let dx = -ring; dx <= ring; dx++) {
      for (let dy = -ring; dy <= ring; dy++) {
        if (Math.max(Math.abs(dx), Math.abs(dy)) !== ring) continue
        const rect = at(dx, dy)
        // Of two as near, rather below and to the right: where one goes on reading.
        const far = Math.hypot(dx, dy) - (dy > 0 ? 0.3 : 0) - (dx > 0 ? 0.1 : 0)
        if ((!best || far < best.far) && isFree(rect)) best = { rect, far }
      }
    }
    if (best) return { x: Math.round(best.rect.x), y: Math.round(best.rect.y) }
  }
  // A full board: below all of it.
  const all = boundsOf(taken)
  return { x: all?.x ?? 0, y: (all?.y ?? 0) + (all?.height ?? 0) + 2 * GAP }
}

/** Where a cluster has room for one more card without moving those in it. */
export const slotIn = (rect: Rect, cards: readonly Card[], size: Size): Point => {
  const taken = cards.map(cardRect)
  const columns = Math.max(1, Math.floor((rect.width - 2 * PADDING + GAP) / (CARD_WIDTH + GAP)))
  const rows = [rect.y + HEADER, ...taken.map(({ y, height }) => y + height + GAP)].sort((a, b) => a - b)
  for (const y of rows) {
    for (let column = 0; column < columns; column++) {
      const place = { x: rect.x + PADDING + column * (CARD_WIDTH + GAP), y }
      if (!taken.some(other => overlaps({ ...place, ...size }, other))) return place
    }
  }
  return { x: rect.x + PADDING, y: rect.y + rect.height }
}

export type Direction = 'left' | 'right' | 'up' | 'down'

/** The card to which an arrow key goes from a place; null when there is none in that direction. */
export const nextCard = (cards: Iterable<Card>, from: Card, direction: Direction): Card | null => {
  const start = centreOf(cardRect(from))
  let best: { card: Card; far: number } | null = null
  for (const card of cards) {
    if (card.key === from.key) continue
    const { x, y } = centreOf(cardRect(card))
    const [along, across] =
      direction === 'left' || direction === 'right' ? [x - start.x, y - start.y] : [y - start.y, x - start.x]
    const ahead = direction === 'left' || direction === 'up' ? -along : along
    if (ahead < 1) continue
    // What lies rather above or below is not to the right; it is gone to only where there is nothing else.
    const aside = Math.abs(across)
    const far = ahead + 2 * aside + (aside > ahead ? 1e6 : 0)
    if (!best || far < best.far) best = { card, far }
  }
  return best?.card ?? null
}
