import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Collection, MongoClient } from 'mongodb'
import { launchEmbeddedMongo } from '../src/index.ts'

/* How fast the engine is here: `tsx checks/speed.ts`. One secondary index, small documents, everything durable. */

const SECONDS = 2
const DOCUMENTS = 20_000

const folder = mkdtempSync(join(tmpdir(), 'embedded-mongo-speed-'))
const starting = performance.now()
const { uri, close } = await launchEmbeddedMongo({ dataDir: folder, entry: process.argv[2] })
report('start of the process', `${Math.round(performance.now() - starting)} ms`)
const client = await new MongoClient(uri, { maxPoolSize: 20 }).connect()
const c: Collection<{ _id: number }> = client.db('speed').collection('items')
await c.createIndex({ n: 1 })

let next = 0
const item = (_id: number) => ({
  _id,
  n: _id,
  name: `user${_id}`,
  email: `u${_id}@example.org`,
  at: new Date(),
  tags: ['a', 'b'],
})
const any = () => (next++ * 7919) % DOCUMENTS
await rate('insertOne', 1, () => c.insertOne(item(1e6 + next++)))
await rate('insertOne, 20 at once', 20, () => c.insertOne(item(1e6 + next++)))
await c.deleteMany({})
await took('insertMany of 20,000', () => c.insertMany(Array.from({ length: DOCUMENTS }, (_, i) => item(i))))
await rate('findOne by _id', 1, () => c.findOne({ _id: any() }))
await rate('findOne by _id, 20 at once', 20, () => c.findOne({ _id: any() }))
await rate('findOne by an indexed field', 1, () => c.findOne({ n: any() }))
await rate('updateOne $inc', 1, () => c.updateOne({ _id: any() }, { $inc: { k: 1 } }))
await took('10,000 in the order of an index', () =>
  c
    .find({ n: { $gte: 5000, $lt: 15_000 } })
    .sort({ n: 1 })
    .toArray(),
)
await took('a scan of 20,000', () => c.find({ email: /999@/ }).toArray())
await took('$group over 20,000', () =>
  c.aggregate([{ $group: { _id: { $mod: ['$n', 10] }, s: { $sum: '$n' } } }]).toArray(),
)
await took('updateMany of 20,000', () => c.updateMany({}, { $set: { z: 1 } }))
await client.close()
await close()
rmSync(folder, { recursive: true, force: true })

function report(what: string, value: string): void {
  console.log(what.padEnd(36), value)
}

async function rate(what: string, parallel: number, operation: () => Promise<unknown>): Promise<void> {
  const end = performance.now() + SECONDS * 1000
  let done = 0
  const work = async () => {
    while (performance.now() < end) {
      await operation()
      done++
    }
  }
  await Promise.all(Array.from({ length: parallel }, work))
  report(what, `${Math.round(done / SECONDS)} /s`)
}

async function took(what: string, operation: () => Promise<unknown>): Promise<void> {
  const start = performance.now()
  await operation()
  report(what, `${Math.round(performance.now() - start)} ms`)
}
