import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { failure, ids, openTestDatabase, type TestDatabase } from './testDatabase.ts'

let test: TestDatabase
beforeAll(async () => {
  test = await openTestDatabase()
})
afterAll(() => test.close())

describe('unique indexes', () => {
  it('refuse a second document with the same value, however it comes about', async () => {
    const c = test.collection()
    await c.createIndex({ email: 1 }, { unique: true })
    await c.insertMany([
      { _id: 1, email: 'a' },
      { _id: 2, email: 'b' },
    ])
    const operations = [
      () => c.insertOne({ email: 'a' }),
      () => c.updateOne({ _id: 2 }, { $set: { email: 'a' } }),
      () => c.replaceOne({ _id: 2 }, { email: 'a' }),
      () => c.findOneAndUpdate({ _id: 2 }, { $set: { email: 'a' } }),
      () => c.updateOne({ _id: 3 }, { $set: { email: 'a' } }, { upsert: true }),
    ]
    for (const operation of operations) {
      const error = await failure(operation())
      expect(error.code).toBe(11000)
      expect(error.message).toMatch(/E11000 duplicate key/)
    }
    expect(await c.find().sort({ _id: 1 }).toArray()).toEqual([
      { _id: 1, email: 'a' },
      { _id: 2, email: 'b' },
    ])
  })

  it('name the key and the value', async () => {
    const c = test.collection()
    await c.createIndex({ email: 1 }, { unique: true })
    await c.insertOne({ email: 'a' })
    expect(await failure(c.insertOne({ email: 'a' }))).toMatchObject({
      keyPattern: { email: 1 },
      keyValue: { email: 'a' },
    })
  })

  it('a missing field is a value too, unless the index is sparse or partial', async () => {
    const [plain, sparse, partial] = [test.collection(), test.collection(), test.collection()]
    await plain.createIndex({ e: 1 }, { unique: true })
    await sparse.createIndex({ e: 1 }, { unique: true, sparse: true })
    await partial.createIndex({ e: 1 }, { unique: true, partialFilterExpression: { e: { $type: 'string' } } })
    await plain.insertOne({})
    expect((await failure(plain.insertOne({}))).code).toBe(11000)
    await sparse.insertMany([{}, {}, { e: 1 }])
    await partial.insertMany([{ e: null }, { e: null }, { e: 'x' }])
    expect((await failure(partial.insertOne({ e: 'x' }))).code).toBe(11000)
  })

  it('cannot be made over duplicates', async () => {
    const c = test.collection()
    await c.insertMany([{ a: 1 }, { a: 1 }])
    expect((await failure(c.createIndex({ a: 1 }, { unique: true }))).code).toBe(11000)
    expect((await c.indexes()).map(({ name }) => name)).toEqual(['_id_'])
  })

  it('let one of fifty concurrent upserts win', async () => {
    const c = test.collection()
    await c.createIndex({ k: 1 }, { unique: true })
    const upserts = Array.from({ length: 50 }, (_, i) =>
      c.updateOne({ k: 'a' }, { $setOnInsert: { by: i }, $inc: { n: 1 } }, { upsert: true }),
    )
    const outcomes = await Promise.allSettled(upserts)
    const done = outcomes.filter(({ status }) => status === 'fulfilled').length
    const [document, ...others] = await c.find({ k: 'a' }).toArray()
    expect(others).toEqual([])
    expect(document?.n).toBe(done)
    for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason.code).toBe(11000)
  })

  it('count 200 concurrent increments', async () => {
    const c = test.collection()
    await c.insertOne({ _id: 1, n: 0 })
    await Promise.all(Array.from({ length: 200 }, () => c.updateOne({ _id: 1 }, { $inc: { n: 1 } })))
    expect((await c.findOne({}))?.n).toBe(200)
  })
})

describe('indexes', () => {
  it('are created once, listed and dropped', async () => {
    const c = test.collection()
    await c.createIndexes([{ key: { a: 1, b: -1 }, name: 'ab' }, { key: { tags: 1 } }])
    await c.createIndex({ tags: 1 })
    expect((await c.indexes()).map(({ name, key }) => [name, key])).toEqual([
      ['_id_', { _id: 1 }],
      ['ab', { a: 1, b: -1 }],
      ['tags_1', { tags: 1 }],
    ])
    await c.dropIndex('ab')
    expect(await c.indexes()).toHaveLength(2)
    await c.dropIndexes()
    expect(await c.indexes()).toHaveLength(1)
  })

  it('that contradict another one are refused', async () => {
    const c = test.collection()
    await c.createIndex({ tags: 1 })
    test.expectCode(await failure(c.createIndex({ tags: 1 }, { unique: true })), 86)
    test.expectCode(await failure(c.createIndex({ tags: 1 }, { name: 'other' })), 85)
    test.expectCode(await failure(c.dropIndex('nope')), 27)
    test.expectCode(await failure(test.collection().indexes()), 26)
  })

  it('find by several fields, by elements and in order', async () => {
    const c = test.collection()
    await c.createIndexes([{ key: { a: 1, b: -1 } }, { key: { tags: 1 } }])
    await c.insertMany([
      { _id: 1, a: 1, b: 2, tags: ['x', 'y'] },
      { _id: 2, a: 1, b: 3, tags: ['y'] },
      { _id: 3, a: 2 },
    ])
    expect(ids(await c.find({ tags: 'y' }).toArray())).toEqual([1, 2])
    expect(ids(await c.find({ a: 1 }).sort({ b: -1 }).toArray())).toEqual([2, 1])
    expect(ids(await c.find({ a: 1, b: { $gte: 3 } }).toArray())).toEqual([2])
    expect(ids(await c.find().sort({ a: -1, b: 1 }).toArray())).toEqual([3, 1, 2])
    expect(
      ids(
        await c
          .find({ tags: { $in: ['x', 'y'] } })
          .sort({ _id: 1 })
          .toArray(),
      ),
    ).toEqual([1, 2])
  })

  it('follow every update and deletion', async () => {
    const c = test.collection()
    await c.createIndex({ k: 1 })
    await c.insertMany([
      { _id: 1, k: 'a' },
      { _id: 2, k: 'a' },
    ])
    await c.updateOne({ _id: 1 }, { $set: { k: ['b', 'c'] } })
    await c.deleteOne({ _id: 2 })
    expect(ids(await c.find({ k: 'a' }).toArray())).toEqual([])
    expect(ids(await c.find({ k: 'c' }).toArray())).toEqual([1])
    await c.updateOne({ _id: 1 }, { $unset: { k: 1 } })
    expect(ids(await c.find({ k: { $in: ['b', 'c'] } }).toArray())).toEqual([])
    expect(ids(await c.find({ k: null }).toArray())).toEqual([1])
  })

  it('a sparse one is not used where it lacks documents', async () => {
    const c = test.collection()
    await c.createIndex({ k: 1 }, { sparse: true })
    await c.insertMany([{ _id: 1 }, { _id: 2, k: null }, { _id: 3, k: 1 }])
    expect(ids(await c.find({ k: null }).toArray())).toEqual([1, 2])
    expect(ids(await c.find().sort({ k: 1, _id: 1 }).toArray())).toEqual([1, 2, 3])
  })

  it('an expiry time is kept with the index', async () => {
    const c = test.collection()
    await c.createIndex({ at: 1 }, { expireAfterSeconds: 3600 })
    await c.insertOne({ _id: 1, at: new Date() })
    expect((await c.indexes())[1]).toMatchObject({ name: 'at_1', expireAfterSeconds: 3600 })
    expect(await c.countDocuments()).toBe(1)
  })
})
