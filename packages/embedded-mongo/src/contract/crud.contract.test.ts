import { ObjectId } from 'mongodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { failure, ids, type Loose, openTestDatabase, type TestDatabase } from './testDatabase.ts'

let test: TestDatabase
beforeAll(async () => {
  test = await openTestDatabase()
})
afterAll(() => test.close())

const numbers = (count: number) => Array.from({ length: count }, (_, i) => ({ _id: i, n: count - i }))

describe('insert and find', () => {
  it('gives a document an id and returns it whole', async () => {
    const c = test.collection()
    const { insertedId } = await c.insertOne({ a: 1, nested: { list: [1, 'two', null] } })
    expect(insertedId).toBeInstanceOf(ObjectId)
    expect(await c.findOne({ _id: insertedId })).toEqual({
      _id: insertedId,
      a: 1,
      nested: { list: [1, 'two', null] },
    })
  })

  it('filters, sorts, skips and limits', async () => {
    const c = test.collection()
    await c.insertMany(numbers(50))
    const found = await c
      .find({ n: { $gte: 10, $lt: 20 } })
      .sort({ n: 1 })
      .skip(2)
      .limit(3)
      .toArray()
    expect(ids(found)).toEqual([38, 37, 36])
  })

  it('refuses an id that exists, and stores what came before it', async () => {
    const c = test.collection()
    await c.insertOne({ _id: 1 })
    const error = await failure(c.insertMany([{ _id: 6 }, { _id: 1 }, { _id: 7 }]))
    expect(error.code).toBe(11000)
    expect(error.writeErrors[0].index).toBe(1)
    expect(ids(await c.find().sort({ _id: 1 }).toArray())).toEqual([1, 6])
  })

  it('goes on after a refused statement when the bulk is unordered', async () => {
    const c = test.collection()
    const error = await failure(c.insertMany([{ _id: 1 }, { _id: 1 }, { _id: 2 }], { ordered: false }))
    expect(error.code).toBe(11000)
    expect(error.result.insertedCount).toBe(2)
  })

  it('returns documents in the order of insertion when no order is asked for', async ctx => {
    ctx.skip(!test.isEmbedded, 'MongoDB promises no order without a sort')
    const c = test.collection()
    for (const _id of [5, 3, 9, 1]) await c.insertOne({ _id })
    expect(ids(await c.find().toArray())).toEqual([5, 3, 9, 1])
  })
})

describe('projection', () => {
  it.each([
    [{ 'a.b': 1, _id: 0 }, { a: { b: 1 } }],
    [
      { list: 0, a: 0 },
      { _id: 1, z: 9 },
    ],
    [{ 'list.x': 1 }, { _id: 1, list: [{ x: 1 }, { x: 3 }] }],
    [
      { list: { $slice: 1 }, z: 1 },
      { _id: 1, list: [{ x: 1, y: 2 }], z: 9 },
    ],
    [{ list: { $elemMatch: { x: 3 } } }, { _id: 1, list: [{ x: 3, y: 4 }] }],
    [{ double: { $multiply: ['$z', 2] } }, { _id: 1, double: 18 }],
    [
      { 'a.c': 0, list: 0 },
      { _id: 1, a: { b: 1 }, z: 9 },
    ],
  ])('%j', async (projection, expected) => {
    const c = test.collection()
    await c.insertOne({
      _id: 1,
      a: { b: 1, c: 2 },
      list: [
        { x: 1, y: 2 },
        { x: 3, y: 4 },
      ],
      z: 9,
    })
    expect(await c.findOne({}, { projection })).toEqual(expected)
  })

  it('.$ shows the element that matched', async () => {
    const c = test.collection()
    await c.insertOne({ _id: 1, list: [{ x: 1 }, { x: 3 }] })
    expect(await c.findOne({ 'list.x': 3 }, { projection: { 'list.$': 1 } })).toEqual({
      _id: 1,
      list: [{ x: 3 }],
    })
  })

  it('refuses to mix inclusion and exclusion', async () => {
    const c = test.collection()
    await c.insertOne({ a: 1 })
    test.expectCode(await failure(c.findOne({}, { projection: { a: 1, b: 0 } })), 31254)
  })
})

describe('update and delete', () => {
  it('tells how many matched and how many changed', async () => {
    const c = test.collection()
    await c.insertMany([
      { _id: 1, a: 1 },
      { _id: 2, a: 1 },
      { _id: 3, a: 2 },
    ])
    expect(await c.updateMany({ a: { $gte: 1 } }, { $set: { a: 2 } })).toMatchObject({
      matchedCount: 3,
      modifiedCount: 2,
    })
  })

  it('replaces a document and keeps its id', async () => {
    const c = test.collection()
    await c.insertOne({ _id: 3, old: true })
    await c.replaceOne({ _id: 3 }, { fresh: true })
    expect(await c.findOne({})).toEqual({ _id: 3, fresh: true })
  })

  it('updates by a pipeline', async () => {
    const c = test.collection()
    await c.insertOne({ _id: 1, a: 1, b: 2 })
    await c.updateOne({ _id: 1 }, [{ $set: { sum: { $add: ['$a', '$b'] } } }, { $unset: 'b' }])
    expect(await c.findOne({})).toEqual({ _id: 1, a: 1, sum: 3 })
  })

  it('upserts with the fields the filter pins', async () => {
    const c = test.collection()
    const result = await c.updateOne(
      { _id: 'k', 'a.b': 1, z: { $in: [3] }, r: { $gt: 1 } },
      { $set: { v: 1 }, $setOnInsert: { c: 2 } },
      { upsert: true },
    )
    expect(result).toMatchObject({ upsertedCount: 1, upsertedId: 'k', matchedCount: 0 })
    expect(await c.findOne({ _id: 'k' })).toEqual({ _id: 'k', a: { b: 1 }, z: 3, c: 2, v: 1 })
    expect((await c.updateOne({ q: 1 }, { $inc: { n: 1 } }, { upsert: true })).upsertedId).toBeInstanceOf(
      ObjectId,
    )
  })

  it('deletes one or all', async () => {
    const c = test.collection()
    await c.insertMany([{ a: 1 }, { a: 1 }, { a: 2 }])
    expect((await c.deleteOne({ a: 1 })).deletedCount).toBe(1)
    expect((await c.deleteMany({ a: { $in: [1, 2] } })).deletedCount).toBe(2)
  })

  it('refuses to change an id', async () => {
    const c = test.collection()
    await c.insertOne({ _id: 1 })
    test.expectCode(await failure(c.updateOne({ _id: 1 }, { $set: { _id: 2 } })), 66)
  })
})

describe('find and modify', () => {
  it('returns the old or the new document', async () => {
    const c = test.collection()
    await c.insertMany([
      { _id: 1, n: 1 },
      { _id: 2, n: 2 },
    ])
    expect(await c.findOneAndUpdate({ _id: 1 }, { $inc: { n: 1 } })).toEqual({ _id: 1, n: 1 })
    expect(await c.findOneAndUpdate({ _id: 1 }, { $inc: { n: 1 } }, { returnDocument: 'after' })).toEqual({
      _id: 1,
      n: 3,
    })
    const sorted = { sort: { n: 1 }, projection: { n: 1, _id: 0 }, returnDocument: 'after' } as const
    expect(await c.findOneAndUpdate({}, { $set: { x: 1 } }, sorted)).toEqual({ n: 2 })
    expect(await c.findOneAndReplace({ _id: 1 }, { r: 1 }, { returnDocument: 'after' })).toEqual({
      _id: 1,
      r: 1,
    })
    expect(await c.findOneAndDelete({ _id: 2 })).toEqual({ _id: 2, n: 2, x: 1 })
    expect(await c.findOneAndUpdate({ _id: 99 }, { $set: { x: 1 } })).toBeNull()
  })

  it('upserts and says so', async () => {
    const c = test.collection()
    const options = { upsert: true, includeResultMetadata: true } as const
    const result = await c.findOneAndUpdate({ _id: 10 }, { $set: { x: 1 } }, options)
    expect(result.lastErrorObject).toMatchObject({ updatedExisting: false, upserted: 10 })
    expect(result.value).toBeNull()
  })
})

describe('bulk writes, count and distinct', () => {
  it('runs a mixed bulk', async () => {
    const c = test.collection()
    const result = await c.bulkWrite([
      { insertOne: { document: { _id: 1 } } },
      { updateOne: { filter: { _id: 1 }, update: { $set: { a: 1 } } } },
      { updateOne: { filter: { _id: 2 }, update: { $set: { a: 2 } }, upsert: true } },
      { replaceOne: { filter: { _id: 1 }, replacement: { b: 1 } } },
      { deleteOne: { filter: { _id: 2 } } },
    ])
    expect(result).toMatchObject({
      insertedCount: 1,
      matchedCount: 2,
      modifiedCount: 2,
      upsertedCount: 1,
      deletedCount: 1,
    })
  })

  it('runs a bulk over several collections', async ctx => {
    ctx.skip(test.isDocumentDb, 'DocumentDB does not implement the bulkWrite command')
    const [a, b] = [test.collection(), test.collection()]
    const result = await test.client.bulkWrite<Record<string, Loose & { _id: number }>>([
      { namespace: a.namespace, name: 'insertOne', document: { _id: 1 } },
      {
        namespace: b.namespace,
        name: 'updateOne',
        filter: { _id: 1 },
        update: { $set: { a: 1 } },
        upsert: true,
      },
      { namespace: a.namespace, name: 'deleteMany', filter: { _id: 1 } },
    ])
    expect(result).toMatchObject({ insertedCount: 1, upsertedCount: 1, deletedCount: 1 })
  })

  it('counts and lists distinct values', async () => {
    const c = test.collection()
    await c.insertMany([{ a: 1, t: ['x', 'y'] }, { a: 2, t: ['y'] }, { a: 2 }])
    expect(await c.countDocuments({ a: 2 })).toBe(2)
    expect(await c.countDocuments({}, { limit: 1 })).toBe(1)
    expect(await c.countDocuments({ a: 9 })).toBe(0)
    expect(await c.estimatedDocumentCount()).toBe(3)
    expect((await c.distinct('t')).sort()).toEqual(['x', 'y'])
    expect(await c.distinct('a', { t: 'x' })).toEqual([1])
  })
})

describe('collections and databases', () => {
  it('lists, renames and drops them', async () => {
    const c = test.collection()
    await c.insertOne({ _id: 1 })
    expect(
      await test.db.listCollections({ name: c.collectionName }, { nameOnly: true }).toArray(),
    ).toMatchObject([{ name: c.collectionName, type: 'collection' }])
    await c.rename(`${c.collectionName}_renamed`)
    expect(await test.db.collection(`${c.collectionName}_renamed`).countDocuments()).toBe(1)
    const { databases } = await test.db.admin().listDatabases()
    expect(databases.map(({ name }) => name)).toContain(test.db.databaseName)
    await test.db.collection(`${c.collectionName}_renamed`).drop()
    expect(await test.db.listCollections({ name: `${c.collectionName}_renamed` }).toArray()).toEqual([])
  })

  it('answers the commands tools ask', async () => {
    expect(await test.db.command({ ping: 1 })).toMatchObject({ ok: 1 })
    expect((await test.db.command({ buildInfo: 1 })).version).toMatch(/^\d+\./)
    test.expectCode(await failure(test.db.command({ nonsense: 1 })), 59)
  })
})
