import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { failure, type Loose, openTestDatabase, type TestDatabase } from './testDatabase.ts'

/* What this engine does not have is refused with MongoDB's own errors, never approximated. */

let test: TestDatabase
beforeAll(async () => {
  test = await openTestDatabase()
})
afterAll(() => test.close())
beforeEach(ctx => {
  ctx.skip(!test.isEmbedded, 'this engine has more than the embedded one')
})

describe('refused', () => {
  it.each<[string, Loose, number]>([
    ['$where', { $where: 'true' }, 2],
    ['$text', { $text: { $search: 'x' } }, 2],
    ['$jsonSchema', { $jsonSchema: {} }, 2],
    ['$near', { a: { $near: [0, 0] } }, 2],
    ['$geoWithin', { a: { $geoWithin: {} } }, 2],
  ])('filter %s', async (_, filter, code) => {
    expect((await failure(test.collection().find(filter).toArray())).code).toBe(code)
  })

  it.each<[string, Loose, number]>([
    ['$changeStream', { $changeStream: {} }, 40324],
    ['$setWindowFields', { $setWindowFields: {} }, 40324],
    ['$graphLookup', { $graphLookup: {} }, 40324],
    ['$function', { $project: { a: { $function: {} } } }, 168],
    ['$accumulator', { $group: { _id: 1, a: { $accumulator: {} } } }, 15952],
  ])('stage or expression %s', async (_, stage, code) => {
    expect((await failure(test.collection().aggregate([stage]).toArray())).code).toBe(code)
  })

  it('collation', async () => {
    const find = test.collection().find({ s: 'a' }).collation({ locale: 'en', strength: 2 })
    expect((await failure(find.toArray())).code).toBe(115)
    expect(
      (await failure(test.collection().createIndex({ a: 1 }, { collation: { locale: 'en' } }))).code,
    ).toBe(115)
  })

  it.each<[string, Loose]>([
    ['text', { a: 'text' }],
    ['2dsphere', { a: '2dsphere' }],
    ['hashed', { a: 'hashed' }],
    ['wildcard', { '$**': 1 }],
  ])('a %s index', async (_, key) => {
    expect((await failure(test.collection().createIndex(key))).code).toBe(67)
  })

  it('views, capped and time series collections', async () => {
    expect((await failure(test.db.createCollection('capped', { capped: true, size: 1000 }))).code).toBe(115)
    expect((await failure(test.db.createCollection('view', { viewOn: 'x', pipeline: [] }))).code).toBe(115)
  })

  it('an option nobody knows', async () => {
    expect((await failure(test.db.command({ find: 'x', tailable: true }))).code).toBe(40415)
  })

  it('explain, and change streams', async () => {
    expect((await failure(test.collection().find({}).explain())).code).toBe(59)
    const stream = test.collection().watch()
    expect((await failure(stream.next())).code).toBe(40324)
    await stream.close()
  })
})
