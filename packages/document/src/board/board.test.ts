import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { Act } from '../undo/Act.ts'
import { boardScope } from '../undo/boardScope.ts'
import { createHistory } from '../undo/createHistory.ts'
import {
  addCluster,
  addNote,
  placeCards,
  placeClusters,
  removeCards,
  removeCluster,
  setCluster,
  setNote,
  setOutcome,
} from './boardCommands.ts'
import { areasOf, BOARD_LIMITS, boardMetaOf, cardKey, clustersOf, parseCardKey, placesOf } from './layout.ts'
import { observeBoard, readBoard } from './readBoard.ts'

const area = { x: 100, y: 50, width: 300, height: 200 }
const blue = '#3355aa'
const code = (id: string) => cardKey({ type: 'code', code: id })
const excerpt = cardKey({ type: 'excerpt', excerpt: { conversation: 'c1', member: 'm1', highlight: 'h1' } })

const replicate = (from: Y.Doc): Y.Doc => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(from))
  return doc
}
const sync = (a: Y.Doc, b: Y.Doc): void => {
  const [fromA, fromB] = [Y.encodeStateAsUpdate(a), Y.encodeStateAsUpdate(b)]
  Y.applyUpdate(b, fromA)
  Y.applyUpdate(a, fromB)
}
const card = (doc: Y.Doc, key: string) => readBoard(doc).cards.get(key)

/** A board with two codes in a cluster, and another replica of it. */
const two = () => {
  const a = new Y.Doc()
  const cluster = addCluster(a, { title: 'Being heard', colour: blue, ...area })
  placeCards(a, [
    { key: code('voice'), x: 120, y: 100, cluster },
    { key: code('costs'), x: 120, y: 180, cluster },
  ])
  return { a, b: replicate(a), cluster }
}

describe('a board', () => {
  it('holds codes, excerpts and notes, each where it was put', () => {
    const doc = new Y.Doc()
    const cluster = addCluster(doc, { title: 'Being heard', colour: blue, ...area })
    placeCards(doc, [
      { key: code('voice'), x: 120, y: 100, cluster },
      { key: excerpt, x: 10.4, y: 20.6, cluster: null },
    ])
    const note = addNote(doc, { text: 'Who is not here?', x: 0, y: 0, cluster })
    const { cards, clusters, problems } = readBoard(doc)
    expect(problems).toEqual([])
    expect([...clusters.values()]).toEqual([
      { id: cluster, title: 'Being heard', colour: blue, ...area, outcome: null },
    ])
    expect(cards.get(code('voice'))).toMatchObject({
      content: { type: 'code', code: 'voice' },
      x: 120,
      y: 100,
      cluster,
    })
    expect(cards.get(excerpt)).toMatchObject({
      content: { type: 'excerpt', excerpt: { conversation: 'c1', member: 'm1', highlight: 'h1' } },
      x: 10,
      y: 21,
      cluster: null,
    })
    expect(cards.get(note)).toMatchObject({ text: 'Who is not here?', cluster })
  })

  it('moves what lies in a cluster with it, by one entry', () => {
    const { a, cluster } = two()
    let bytes = 0
    a.on('update', update => {
      bytes += update.length
    })
    placeClusters(a, [{ id: cluster, ...area, x: 1100, y: 1050 }])
    expect(card(a, code('voice'))).toMatchObject({ x: 1120, y: 1100, cluster })
    expect(bytes).toBeLessThan(64)
  })

  it('writes few bytes for a move, and none where nothing moved', () => {
    const { a, cluster } = two()
    const sizes: number[] = []
    a.on('update', update => sizes.push(update.length))
    placeCards(a, [{ key: code('voice'), x: 120, y: 100, cluster }])
    placeCards(a, [{ key: code('voice'), x: 740, y: -360, cluster: null }])
    expect(sizes).toHaveLength(1)
    expect(sizes[0]).toBeLessThan(48)
  })

  it('leaves out what is malformed and says so', () => {
    const { a } = two()
    placesOf(a).set('c/two/parts', [1, 2])
    placesOf(a).set(code('nowhere'), [Number.NaN, 2])
    placesOf(a).set(code('far'), [BOARD_LIMITS.coordinate + 1, 2])
    clustersOf(a).set('bad', ['Title', 'red'])
    areasOf(a).set('bad', 'large')
    boardMetaOf(a).set('schema', 2)
    const { cards, clusters, problems } = readBoard(a)
    expect(cards.size).toBe(2)
    expect(clusters.size).toBe(1)
    expect(problems.map(({ in: where, key }) => `${where} ${key}`).sort()).toEqual([
      'areas bad',
      'clusters bad',
      'meta schema',
      'places c/far',
      'places c/nowhere',
      'places c/two/parts',
    ])
  })

  it('tells each change of the board once, and nothing else', () => {
    const { a, cluster } = two()
    let told = 0
    const stop = observeBoard(a, () => told++)
    a.transact(() => {
      setCluster(a, cluster, { title: 'Heard' })
      placeCards(a, [{ key: excerpt, x: 0, y: 0, cluster }])
    })
    a.getMap('other').set('key', 1)
    expect(told).toBe(1)
    stop()
    removeCluster(a, cluster)
    expect(told).toBe(1)
  })

  it('refuses what would not be read', () => {
    const { a, cluster } = two()
    expect(() => placeCards(a, [{ key: 'x/y', x: 0, y: 0, cluster: null }])).toThrow(RangeError)
    expect(() => addNote(a, { text: 'x'.repeat(1001), x: 0, y: 0, cluster: null })).toThrow(RangeError)
    expect(() => setCluster(a, cluster, { colour: 'red' })).toThrow()
    setCluster(a, 'gone', { title: 'Nothing' })
    expect(readBoard(a).clusters.size).toBe(1)
  })
})

describe('two people on a board', () => {
  it('add the same code at once: one card', () => {
    const { a, b } = two()
    placeCards(a, [{ key: code('new'), x: 0, y: 0, cluster: null }])
    placeCards(b, [{ key: code('new'), x: 500, y: 500, cluster: null }])
    sync(a, b)
    expect(card(a, code('new'))).toEqual(card(b, code('new')))
    expect(readBoard(a).cards.size).toBe(3)
  })

  it('move the same card at once: one of the two places, with its cluster', () => {
    const { a, b, cluster } = two()
    placeCards(a, [{ key: code('voice'), x: 900, y: 900, cluster: null }])
    placeCards(b, [{ key: code('voice'), x: 130, y: 130, cluster }])
    sync(a, b)
    expect(card(a, code('voice'))).toEqual(card(b, code('voice')))
    expect([
      [900, 900, null],
      [130, 130, cluster],
    ]).toContainEqual(Object.values(card(a, code('voice'))!).filter((_, i) => i > 1 && i < 5))
  })

  it('one dissolves a cluster while the other drops a card in it: the card lies where it was dropped', () => {
    const { a, b, cluster } = two()
    removeCluster(a, cluster)
    placeCards(b, [{ key: excerpt, x: 333, y: 222, cluster }])
    sync(a, b)
    for (const doc of [a, b]) {
      expect(card(doc, excerpt)).toMatchObject({ x: 333, y: 222, cluster: null })
      expect(card(doc, code('voice'))).toMatchObject({ x: 120, y: 100, cluster: null })
    }
  })

  it('and when that is taken back, all of them lie in it again', () => {
    const { a, b, cluster } = two()
    const history = createHistory([boardScope(a)])
    removeCluster(a, cluster, new Act('dissolve'))
    placeCards(b, [{ key: excerpt, x: 333, y: 222, cluster }])
    sync(a, b)
    history.undo()
    sync(a, b)
    expect(card(b, excerpt)).toMatchObject({ x: 333, y: 222, cluster })
    expect(card(b, code('voice'))).toMatchObject({ x: 120, y: 100, cluster })
  })

  it('one moves a cluster while the other drops a card in it: the card goes along', () => {
    const { a, b, cluster } = two()
    placeClusters(a, [{ id: cluster, ...area, x: 600 }])
    placeCards(b, [{ key: excerpt, x: 150, y: 90, cluster }])
    sync(a, b)
    expect(card(a, excerpt)).toMatchObject({ x: 650, y: 90, cluster })
  })

  it('one takes a card away while the other moves it: it stays, with its words', () => {
    const { a } = two()
    const note = addNote(a, { text: 'Mine', x: 0, y: 0, cluster: null })
    const b = replicate(a)
    removeCards(a, [note])
    placeCards(b, [{ key: note, x: 70, y: 70, cluster: null }])
    sync(a, b)
    expect(card(a, note)).toMatchObject({ x: 70, y: 70, text: 'Mine' })
    expect(card(b, note)).toEqual(card(a, note))
  })

  it('each takes back only what is theirs', () => {
    const { a, b, cluster } = two()
    const history = createHistory([boardScope(a)])
    placeCards(a, [{ key: code('voice'), x: 900, y: 900, cluster: null }], new Act('move'))
    sync(a, b)
    placeCards(b, [{ key: code('costs'), x: 800, y: 0, cluster: null }])
    setOutcome(b, cluster, { type: 'theme', code: 'heard', from: ['voice', 'costs'], at: 1 })
    sync(a, b)
    history.undo()
    sync(a, b)
    expect(card(b, code('voice'))).toMatchObject({ x: 120, y: 100, cluster })
    expect(card(b, code('costs'))).toMatchObject({ x: 800, y: 0, cluster: null })
    expect(readBoard(b).clusters.get(cluster)?.outcome?.code).toBe('heard')
  })

  it('does not pull back a card that somebody else has moved since', () => {
    const { a, b } = two()
    const history = createHistory([boardScope(a)])
    placeCards(a, [{ key: code('voice'), x: 900, y: 900, cluster: null }], new Act('move'))
    sync(a, b)
    placeCards(b, [{ key: code('voice'), x: 1, y: 2, cluster: null }])
    sync(a, b)
    history.undo()
    sync(a, b)
    expect(card(b, code('voice'))).toMatchObject({ x: 1, y: 2 })
  })
})

it('a note is written again', () => {
  const doc = new Y.Doc()
  const note = addNote(doc, { text: 'One', x: 0, y: 0, cluster: null })
  setNote(doc, note, 'Two')
  expect(card(doc, note)?.text).toBe('Two')
})

it.each([
  ['c/voice', { type: 'code', code: 'voice' }],
  ['c/0b7f0e8e-5d3a-4b3e-9a55-0d8f6c1f9a01', { type: 'code', code: '0b7f0e8e-5d3a-4b3e-9a55-0d8f6c1f9a01' }],
  ['n/abc', { type: 'note', note: 'abc' }],
  ['e/c1/m1/h1', { type: 'excerpt', excerpt: { conversation: 'c1', member: 'm1', highlight: 'h1' } }],
  ['e/c1/m1', null],
  ['e/c1/m1/h1/x', null],
  ['c/', null],
  ['c/a/b', null],
  ['__proto__', null],
])('the key %s', (key, content) => {
  expect(parseCardKey(key)).toEqual(content)
  if (content) expect(cardKey(content as never)).toBe(key)
})
