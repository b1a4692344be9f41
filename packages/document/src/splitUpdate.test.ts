import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { splitUpdate } from './splitUpdate.ts'

/** A generator with a seed, so that a failure can be repeated. */
const seeded = (seed: number) => (below: number) => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) % below
}

const edit = (doc: Y.Doc, random: (below: number) => number) => {
  const [text, map] = [doc.getText('t'), doc.getMap<unknown>('m')]
  switch (random(6)) {
    case 0:
      return text.delete(random(text.length), Math.min(1, text.length))
    case 1:
      return map.set(`k${random(20)}`, { n: random(9), said: 'Grüße 🦊', list: [null, 'ä'] })
    case 2:
      return map.set(`k${random(20)}`, new Y.Array())
    case 3:
      return map.delete(`k${random(20)}`)
    case 4: {
      const list = map.get(`k${random(20)}`)
      return list instanceof Y.Array && list.insert(0, [random(9), new Y.Map([['id', 'x']])])
    }
    default:
      return text.insert(random(text.length + 1), ['word ', '🦊', '漢字'][random(3)]!)
  }
}

/** What some people wrote into one document, each seeing the others' part of the time. */
const writtenBy = (people: number, seed: number): Y.Doc => {
  const random = seeded(seed)
  const docs = Array.from({ length: people }, () => new Y.Doc())
  for (let i = 0; i < 120; i++) {
    edit(docs[random(people)]!, random)
    const [from, to] = [docs[random(people)]!, docs[random(people)]!]
    if (random(3) === 0) Y.applyUpdate(to, Y.encodeStateAsUpdate(from))
  }
  for (const doc of docs) Y.applyUpdate(docs[0]!, Y.encodeStateAsUpdate(doc))
  return docs[0]!
}

const contentOf = (doc: Y.Doc) => [doc.getText('t').toString(), doc.getMap('m').toJSON()]

it('cuts an update into parts that come to the same, each complete once those before it are there', () => {
  for (let seed = 1; seed <= 30; seed++) {
    const doc = writtenBy(1 + (seed % 5), seed)
    const update = Y.encodeStateAsUpdate(doc)
    const parts = splitUpdate(update, [1, 60, 400][seed % 3]!)
    const copy = new Y.Doc()
    for (const part of parts) {
      Y.applyUpdate(copy, part)
      expect(copy.store.pendingStructs, `seed ${seed}`).toBeNull()
      expect(copy.store.pendingDs, `seed ${seed}`).toBeNull()
    }
    expect(contentOf(copy), `seed ${seed}`).toEqual(contentOf(doc))
    expect(Y.encodeStateVector(copy), `seed ${seed}`).toEqual(Y.encodeStateVector(doc))
  }
})

it('cuts what somebody lacks like a whole', () => {
  for (let seed = 1; seed <= 20; seed++) {
    const doc = writtenBy(3, seed)
    const [copy, random] = [new Y.Doc(), seeded(seed)]
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
    for (let i = 0; i < 40; i++) edit(doc, random)
    const parts = splitUpdate(Y.encodeStateAsUpdate(doc, Y.encodeStateVector(copy)), 50)
    expect(parts.length).toBeGreaterThan(1)
    for (const part of parts) Y.applyUpdate(copy, part)
    expect(contentOf(copy), `seed ${seed}`).toEqual(contentOf(doc))
  }
})

it('leaves a small update in one part, and an empty one as well', () => {
  const doc = new Y.Doc()
  expect(splitUpdate(Y.encodeStateAsUpdate(doc), 1000)).toHaveLength(1)
  doc.getMap('m').set('a', 1)
  const [part, ...others] = splitUpdate(Y.encodeStateAsUpdate(doc), 1000)
  expect(others).toEqual([])
  expect(part).toEqual(Y.encodeStateAsUpdate(doc))
})

it('refuses what ends early', () => {
  const doc = new Y.Doc()
  doc.getMap('m').set('a', 'a long enough value')
  expect(() => splitUpdate(Y.encodeStateAsUpdate(doc).subarray(0, 12), 100)).toThrow()
})
