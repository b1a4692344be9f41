import type { Board, Card } from '@polyphony/document'
import { describe, expect, it } from 'vitest'
import {
  arrangeCluster,
  boundsOf,
  cardRect,
  cardSize,
  clusterAt,
  clusterRects,
  contains,
  freePlace,
  nextCard,
  overlaps,
  type Rect,
  slotIn,
} from './geometry.ts'

const card = (key: string, x: number, y: number, cluster: string | null = null): Card => ({
  key,
  content: { type: 'code', code: key },
  x,
  y,
  cluster,
  text: '',
})
const boardOf = (cards: Card[]): Board => ({
  cards: new Map(cards.map(c => [c.key, c])),
  clusters: new Map([
    ['k', { id: 'k', title: 'K', colour: '#112233', x: 0, y: 0, width: 300, height: 200, outcome: null }],
  ]),
})

describe('a cluster', () => {
  it('reaches round its cards and no others', () => {
    const rect = clusterRects(boardOf([card('a', 500, 400, 'k'), card('b', 2000, 2000)])).get('k')!
    expect(contains(rect, { x: 1, y: 1 })).toBe(true)
    expect(contains(rect, { x: 700, y: 470 })).toBe(true)
    expect(contains(rect, { x: 2001, y: 2001 })).toBe(false)
  })

  it('is found at a point, the smaller one of two', () => {
    const rects = new Map<string, Rect>([
      ['large', { x: 0, y: 0, width: 1000, height: 1000 }],
      ['small', { x: 100, y: 100, width: 200, height: 200 }],
    ])
    expect(clusterAt(rects, { x: 150, y: 150 })).toBe('small')
    expect(clusterAt(rects, { x: 900, y: 150 })).toBe('large')
    expect(clusterAt(rects, { x: -1, y: 150 })).toBeNull()
  })

  it('holds its arranged cards side by side, none over another', () => {
    const cards = Array.from({ length: 23 }, (_, i) => card(`c${i}`, (i * 37) % 200, (i * 91) % 300))
    const { area, cards: places } = arrangeCluster('k', cards, { x: 40, y: 60 })
    const rects = places.map(place => ({ ...place, ...cardSize(cards[0]!) }))
    for (const [i, one] of rects.entries()) {
      for (const other of rects.slice(i + 1)) expect(overlaps(one, other)).toBe(false)
    }
    expect(boundsOf([area, ...rects])).toEqual({ x: 40, y: 60, width: area.width, height: area.height })
  })

  it('gives one more card a place of its own', () => {
    const cards = [card('a', 16, 52, 'k'), card('b', 16, 140, 'k')]
    const rect = clusterRects(boardOf(cards)).get('k')!
    const size = cardSize(cards[0]!)
    const place = { ...slotIn(rect, cards, size), ...size }
    for (const other of cards) expect(overlaps(place, cardRect(other))).toBe(false)
    expect(clusterAt(new Map([['k', rect]]), place)).toBe('k')
  })
})

it('a free place covers nothing, near where it is asked for', () => {
  const taken = [{ x: -100, y: -100, width: 200, height: 200 }]
  const size = { width: 208, height: 76 }
  const place = { ...freePlace(taken, size, { x: 0, y: 0 }), ...size }
  expect(overlaps(place, taken[0]!)).toBe(false)
  expect(Math.hypot(place.x, place.y)).toBeLessThan(500)
  expect(freePlace([], size, { x: 104, y: 38 })).toEqual({ x: 0, y: 0 })
})

it('arrow keys go to the card that lies there', () => {
  const [a, right, below, far] = [card('a', 0, 0), card('r', 300, 10), card('b', 10, 120), card('f', 900, 0)]
  const all = [a, right, below, far]
  expect(nextCard(all, a, 'right')).toBe(right)
  expect(nextCard(all, right, 'right')).toBe(far)
  expect(nextCard(all, a, 'down')).toBe(below)
  expect(nextCard(all, below, 'up')?.key).toBe('a')
  expect(nextCard(all, a, 'left')).toBeNull()
})
