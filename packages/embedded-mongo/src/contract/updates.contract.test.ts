import { Decimal128, Long } from 'mongodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { failure, type Loose, openTestDatabase, type TestDatabase } from './testDatabase.ts'

let test: TestDatabase
beforeAll(async () => {
  test = await openTestDatabase()
})
afterAll(() => test.close())

/** Stores a document, updates it, and returns what it became. */
async function updated(
  document: Loose,
  update: Loose,
  options: Loose = {},
  filter: Loose = {},
): Promise<Loose | null> {
  const c = test.collection()
  await c.insertOne({ _id: 1, ...document })
  await c.updateOne({ _id: 1, ...filter }, update, options)
  return c.findOne({}, { projection: { _id: 0 } })
}

async function expectRefusal(document: Loose, update: Loose, code: number): Promise<void> {
  const c = test.collection()
  await c.insertOne({ _id: 1, ...document })
  test.expectCode(await failure(c.updateOne({ _id: 1 }, update)), code)
  expect(await c.findOne({}, { projection: { _id: 0 } })).toEqual(document)
}

describe('update operators', () => {
  it.each<[string, Loose, Loose, Loose]>([
    ['$set makes parents', {}, { $set: { 'a.b.c': 1 } }, { a: { b: { c: 1 } } }],
    ['$set pads an array', { l: [1] }, { $set: { 'l.3': 4 } }, { l: [1, null, null, 4] }],
    ['$unset', { a: 1, l: [1, 2] }, { $unset: { a: '', 'l.0': '', x: '' } }, { l: [null, 2] }],
    ['$inc', { n: 1 }, { $inc: { n: 5, fresh: 2 } }, { n: 6, fresh: 2 }],
    ['$mul', { n: 3 }, { $mul: { n: 2, fresh: 5 } }, { n: 6, fresh: 0 }],
    ['$min and $max', { a: 5, b: 5 }, { $min: { a: 3 }, $max: { b: 3 } }, { a: 3, b: 5 }],
    ['$rename', { old: 1 }, { $rename: { old: 'fresh.name' } }, { fresh: { name: 1 } }],
    ['$bit', { n: 12 }, { $bit: { n: { or: 1 } } }, { n: 13 }],
    ['$push', { l: [1] }, { $push: { l: 2, fresh: 'x' } }, { l: [1, 2], fresh: ['x'] }],
    [
      '$push with $each, $sort and $slice',
      { l: [1, 2] },
      { $push: { l: { $each: [9, 3], $sort: 1, $slice: -3 } } },
      { l: [2, 3, 9] },
    ],
    [
      '$push at a position',
      { l: [1, 2] },
      { $push: { l: { $each: [7, 8], $position: 1 } } },
      { l: [1, 7, 8, 2] },
    ],
    [
      '$push sorted by a field',
      { l: [{ k: 2 }] },
      { $push: { l: { $each: [{ k: 1 }], $sort: { k: 1 } } } },
      { l: [{ k: 1 }, { k: 2 }] },
    ],
    ['$addToSet', { l: ['a'] }, { $addToSet: { l: { $each: ['a', 'b', 'b'] } } }, { l: ['a', 'b'] }],
    ['$pop', { l: [1, 2, 3] }, { $pop: { l: -1 } }, { l: [2, 3] }],
    ['$pull by condition', { l: [1, 5, 9] }, { $pull: { l: { $gte: 5 } } }, { l: [1] }],
    ['$pull by fields', { l: [{ k: 1, v: 1 }, { k: 2 }] }, { $pull: { l: { k: 1 } } }, { l: [{ k: 2 }] }],
    ['$pullAll', { l: [1, 2, 1] }, { $pullAll: { l: [1] } }, { l: [2] }],
    ['$[]', { l: [{ n: 1 }, { n: 2 }] }, { $inc: { 'l.$[].n': 10 } }, { l: [{ n: 11 }, { n: 12 }] }],
  ])('%s', async (_, document, update, expected) => {
    expect(await updated(document, update)).toEqual(expected)
  })

  it('$currentDate', async () => {
    const before = Date.now()
    const document = await updated({}, { $currentDate: { at: true } })
    expect(document?.at.getTime()).toBeGreaterThanOrEqual(before - 1000)
  })

  it('$ changes the element the filter found', async () => {
    const list = {
      l: [
        { k: 'a', v: 1 },
        { k: 'b', v: 2 },
      ],
    }
    expect(await updated(list, { $set: { 'l.$.v': 20 } }, {}, { 'l.k': 'b' })).toEqual({
      l: [
        { k: 'a', v: 1 },
        { k: 'b', v: 20 },
      ],
    })
    const element = { l: { $elemMatch: { k: 'a', v: 1 } } }
    expect(await updated(list, { $inc: { 'l.$.v': 1 } }, {}, element)).toEqual({
      l: [
        { k: 'a', v: 2 },
        { k: 'b', v: 2 },
      ],
    })
  })

  it('array filters choose elements on several levels', async () => {
    const deep = { g: [{ l: [{ q: 1 }, { q: 2 }] }], n: [1, 5, 9] }
    const update = { $set: { 'g.$[].l.$[m].q': 99, 'n.$[x]': 0 } }
    const arrayFilters = [{ 'm.q': 2 }, { x: { $gt: 4 } }]
    expect(await updated(deep, update, { arrayFilters })).toEqual({
      g: [{ l: [{ q: 1 }, { q: 99 }] }],
      n: [1, 0, 0],
    })
  })

  it('an array filter may combine conditions', async () => {
    const update = { $set: { 'l.$[e].hit': true } }
    const arrayFilters = [{ $or: [{ 'e.k': 1 }, { 'e.k': 3 }] }]
    expect(await updated({ l: [{ k: 1 }, { k: 2 }, { k: 3 }] }, update, { arrayFilters })).toEqual({
      l: [{ k: 1, hit: true }, { k: 2 }, { k: 3, hit: true }],
    })
  })

  it('says that nothing changed when nothing did', async () => {
    const c = test.collection()
    await c.insertOne({ _id: 1, a: 1, o: { x: 1 }, l: ['a'] })
    const result = await c.updateOne({ _id: 1 }, { $set: { a: 1, 'o.x': 1 }, $addToSet: { l: 'a' } })
    expect([result.matchedCount, result.modifiedCount]).toEqual([1, 0])
  })

  it('keeps the types of numbers, and makes a long of an int that overflows', async () => {
    const c = test.collection()
    await c.insertOne({
      l: Long.fromString('9007199254740993'),
      i: 2147483647,
      d: Decimal128.fromString('0.1'),
    })
    await c.updateOne({}, { $inc: { l: 1, i: 1, d: Decimal128.fromString('0.2') } })
    const raw = await c.findOne({}, { promoteValues: false, promoteLongs: false })
    expect([raw?.l, raw?.i, raw?.d].map(String)).toEqual(['9007199254740994', '2147483648', '0.3'])
    expect(raw?.i._bsontype).toBe('Long')
  })
})

describe('refused updates change nothing', () => {
  it.each<[string, Loose, Loose, number]>([
    ['$inc of text', { s: 'x' }, { $inc: { s: 1 } }, 14],
    ['$inc by text', { n: 1 }, { $inc: { n: 'x' } }, 14],
    ['$push to a number', { n: 1 }, { $push: { n: 1 } }, 2],
    ['a path through a number', { n: 1 }, { $set: { 'n.x': 1 } }, 28],
    ['two operators on one path', { a: 1 }, { $set: { a: 1 }, $inc: { a: 1 } }, 40],
    ['a path and its parent', { a: {} }, { $set: { a: 1, 'a.b': 1 } }, 40],
    ['$ without an element', { l: [1] }, { $set: { 'l.$': 1 } }, 2],
    ['an unknown operator', { a: 1 }, { $nope: { a: 1 } }, 9],
    ['an unknown array filter', { l: [1] }, { $set: { 'l.$[e]': 1 } }, 2],
  ])('%s', (_, document, update, code) => expectRefusal(document, update, code))
})
