import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { GridFSBucket } from 'mongodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { failure, ids, openTestDatabase, type TestDatabase } from './testDatabase.ts'

let test: TestDatabase
beforeAll(async () => {
  test = await openTestDatabase()
  await test.db
    .collection<{ _id: number; text: string }>('many')
    .insertMany(Array.from({ length: 5000 }, (_, i) => ({ _id: i, text: 'x'.repeat(50) })))
})
afterAll(() => test.close())

const many = () => test.db.collection<{ _id: number; text: string }>('many')

describe('cursors over 5,000 documents', () => {
  it('return each one once, in batches', async () => {
    let next = 0
    for await (const { _id } of many().find().sort({ _id: 1 }).batchSize(100)) expect(_id).toBe(next++)
    expect(next).toBe(5000)
  })

  it('work without an order, backwards and in aggregations', async () => {
    expect(await many().find().toArray()).toHaveLength(5000)
    const last = await many()
      .find({ _id: { $gte: 100 } }, { batchSize: 500 })
      .sort({ _id: -1 })
      .toArray()
    expect([last.length, last[0]?._id]).toEqual([4900, 4999])
    expect(
      await many()
        .aggregate([{ $match: {} }, { $project: { _id: 1 } }])
        .toArray(),
    ).toHaveLength(5000)
  })

  it('keep to a limit beyond the batch size', async () => {
    expect(await many().find({}, { limit: 7, batchSize: 3 }).toArray()).toHaveLength(7)
    expect(await many().find({}, { limit: 250 }).toArray()).toHaveLength(250)
  })

  it('can be closed early, and are then gone', async () => {
    const cursor = many().find({}, { batchSize: 10 })
    await cursor.next()
    const id = cursor.id
    await cursor.close()
    expect((await failure(test.db.command({ getMore: id, collection: 'many' }))).code).toBe(43)
  })

  it('cut a batch by bytes, not only by count', async () => {
    const c = test.collection()
    for (let i = 0; i < 4; i++) await c.insertOne({ _id: i, bytes: Buffer.alloc(6 * 1024 * 1024) })
    expect(ids(await c.find({}, { batchSize: 100 }).toArray())).toEqual([0, 1, 2, 3])
  }, 30_000)
})

describe('GridFS', () => {
  it('stores a file and reads any range of it', async () => {
    const bucket = new GridFSBucket(test.db, { chunkSizeBytes: 1000 })
    const data = Buffer.from(Array.from({ length: 10_500 }, (_, i) => i % 251))
    const upload = bucket.openUploadStream('f.bin', { metadata: { k: 1 } })
    await pipeline(Readable.from([data]), upload)
    const read = async (range?: { start: number; end: number }) => {
      const parts: Buffer[] = []
      for await (const part of bucket.openDownloadStream(upload.id, range)) parts.push(part)
      return Buffer.concat(parts)
    }
    expect((await read()).equals(data)).toBe(true)
    for (const [start, end] of [
      [1500, 4321],
      [10_000, 10_500],
      [0, 1],
      [999, 1001],
    ] as const) {
      expect((await read({ start, end })).equals(data.subarray(start, end))).toBe(true)
    }
    expect(await bucket.find({ filename: 'f.bin' }).toArray()).toMatchObject([
      { length: 10_500, metadata: { k: 1 } },
    ])
    await bucket.rename(upload.id, 'g.bin')
    await bucket.delete(upload.id)
    expect(await bucket.find().toArray()).toEqual([])
    expect(await test.db.collection('fs.chunks').countDocuments()).toBe(0)
  })
})
