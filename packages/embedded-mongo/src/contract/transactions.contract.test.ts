import { afterAll, beforeAll, expect, it } from 'vitest'
import { failure, openTestDatabase, type TestDatabase } from './testDatabase.ts'

let test: TestDatabase
beforeAll(async () => {
  test = await openTestDatabase()
})
afterAll(() => test.close())

async function seeded() {
  const c = test.collection()
  await c.createIndex({ k: 1 }, { unique: true })
  await c.insertOne({ _id: 0, k: 'zero' })
  return c
}

it('a commit makes everything visible at once', async () => {
  const c = await seeded()
  await test.client.withSession(session =>
    session.withTransaction(async () => {
      await c.insertOne({ _id: 1, k: 'one' }, { session })
      await c.updateOne({ _id: 0 }, { $set: { a: 1 } }, { session })
      expect(await c.countDocuments({}, { session })).toBe(2)
    }),
  )
  expect(await c.find().sort({ _id: 1 }).toArray()).toEqual([
    { _id: 0, k: 'zero', a: 1 },
    { _id: 1, k: 'one' },
  ])
})

it('an abort leaves nothing behind, in documents and in indexes', async () => {
  const c = await seeded()
  const error = new Error('changed my mind')
  const aborted = test.client.withSession(session =>
    session.withTransaction(async () => {
      await c.insertOne({ _id: 1, k: 'one' }, { session })
      await c.deleteOne({ _id: 0 }, { session })
      throw error
    }),
  )
  expect(await failure(aborted)).toBe(error)
  expect(await c.find().toArray()).toEqual([{ _id: 0, k: 'zero' }])
  await c.insertOne({ _id: 2, k: 'one' })
})

it('a duplicate key ends the transaction', async () => {
  const c = await seeded()
  const session = test.client.startSession()
  session.startTransaction()
  await c.insertOne({ _id: 1, k: 'one' }, { session })
  expect((await failure(c.insertOne({ _id: 2, k: 'zero' }, { session }))).code).toBe(11000)
  await session.abortTransaction()
  await session.endSession()
  expect(await c.countDocuments()).toBe(1)
})

it('two transactions on one document do not lose an update', async () => {
  const c = await seeded()
  const increment = () =>
    test.client.withSession(session =>
      session.withTransaction(async () => {
        const document = await c.findOne({ _id: 0 }, { session })
        await c.updateOne({ _id: 0 }, { $set: { n: (document?.n ?? 0) + 1 } }, { session })
      }),
    )
  await Promise.all([increment(), increment(), increment()])
  expect((await c.findOne({ _id: 0 }))?.n).toBe(3)
})

it('a commit of no transaction is refused', async () => {
  const c = await seeded()
  const session = test.client.startSession()
  session.startTransaction()
  await c.insertOne({ _id: 5, k: 'five' }, { session })
  await session.abortTransaction()
  const again = test.db.admin().command({ commitTransaction: 1, txnNumber: 1, autocommit: false })
  expect((await failure(again)).code).toBeGreaterThan(0)
  await session.endSession()
})
