import {
  Binary,
  BSON,
  BSONRegExp,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
  UUID,
} from 'mongodb'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { failure, openTestDatabase, type TestDatabase } from './testDatabase.ts'

let test: TestDatabase
beforeAll(async () => {
  test = await openTestDatabase()
})
afterAll(() => test.close())

const everyType = () => ({
  _id: new ObjectId(),
  binary: new Binary(Buffer.from([0, 255, 128]), 0),
  uuid: new UUID(),
  date: new Date(1234567890123),
  early: new Date(-1),
  long: Long.fromString('9007199254740993'),
  decimal: Decimal128.fromString('1.10'),
  int: new Int32(5),
  double: new Double(5),
  negativeZero: new Double(-0),
  nothing: null,
  list: [new Int32(1), [new Int32(2)]],
  timestamp: new Timestamp({ t: 5, i: 6 }),
  regex: new BSONRegExp('ab', 'i'),
  least: new MinKey(),
  most: new MaxKey(),
  empty: {},
  emptyList: [],
  text: 'ß 漢字 𐐷 \u0000 end',
})

const exact = { promoteValues: false, promoteLongs: false, promoteBuffers: false, bsonRegExp: true } as const
const canonical = (document: object) => BSON.EJSON.stringify(document, { relaxed: false })

it('returns every type as it was stored, in the same order', async () => {
  const c = test.collection()
  const document = everyType()
  await c.insertOne(document)
  expect(canonical((await c.findOne({}, exact))!)).toBe(canonical(document))
})

it('keeps every type when another field changes', async () => {
  const c = test.collection()
  const document = everyType()
  await c.insertOne(document)
  await c.updateOne({}, { $set: { zzz: 'added' } })
  expect(canonical((await c.findOne({}, exact))!)).toBe(canonical({ ...document, zzz: 'added' }))
})

it('keeps every type through an aggregation', async () => {
  const c = test.collection()
  const document = everyType()
  await c.insertOne(document)
  const [found] = await c.aggregate([{ $addFields: { extra: 1 } }, { $unset: 'extra' }], exact).toArray()
  expect(canonical(found!)).toBe(canonical(document))
})

it('stores a document of 15 MiB', async () => {
  const c = test.collection()
  await c.insertOne({ _id: 1, bytes: Buffer.alloc(15 * 1024 * 1024, 7) })
  expect((await c.findOne({}))?.bytes.length()).toBe(15 * 1024 * 1024)
}, 30_000)

it('refuses a document that grows past 16 MiB and keeps what it was', async ctx => {
  ctx.skip(test.isDocumentDb, 'DocumentDB reports its own error code')
  const c = test.collection()
  const half = Buffer.alloc(9 * 1024 * 1024, 7)
  await c.insertOne({ _id: 1, a: half })
  expect((await failure(c.updateOne({ _id: 1 }, { $set: { b: half } }))).code).toBe(10334)
  expect(Object.keys((await c.findOne({}))!)).toEqual(['_id', 'a'])
}, 30_000)
