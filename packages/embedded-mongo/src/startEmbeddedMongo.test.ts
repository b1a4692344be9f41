import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { MongoClient } from 'mongodb'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { failure } from './contract/testDatabase.ts'
import { type EmbeddedMongo, type EmbeddedMongoOptions, startEmbeddedMongo } from './index.ts'

let folder: string
let opened: { close(): Promise<void> }[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'embedded-mongo-'))
  opened = []
})
afterEach(async () => {
  for (const item of opened.reverse()) await item.close()
  rmSync(folder, { recursive: true, force: true })
})

async function start(options: Partial<EmbeddedMongoOptions> = {}): Promise<EmbeddedMongo> {
  const engine = await startEmbeddedMongo({ dataDir: join(folder, 'data'), ...options })
  opened.push(engine)
  return engine
}

async function client(uri: string, options = {}): Promise<MongoClient> {
  const connected = new MongoClient(uri, { serverSelectionTimeoutMS: 2000, ...options })
  opened.push(connected)
  return connected.connect()
}

const socketOf = (uri: string) => decodeURIComponent(/mongodb:\/\/([^/]+)\//.exec(uri)![1]!)

describe('the data folder', () => {
  it('keeps everything over a restart', async () => {
    const first = await start()
    const before = await client(first.uri)
    await before.db('a').collection('c').createIndex({ k: 1 }, { unique: true })
    await before
      .db('a')
      .collection('c')
      .insertOne({ k: 1, list: [1, 2] })
    await before.close()
    await first.close()
    const c = (await client((await start()).uri)).db('a').collection('c')
    expect(await c.findOne({ k: 1 }, { projection: { _id: 0 } })).toEqual({ k: 1, list: [1, 2] })
    expect((await failure(c.insertOne({ k: 1 }))).code).toBe(11000)
    await c.insertOne({ k: 2 })
    expect(await c.countDocuments()).toBe(2)
  })

  it('is used by one process at a time', async () => {
    await start()
    expect((await failure(start())).message).toMatch(/in use by process \d+/)
  })

  it('written by a newer version is refused', async () => {
    mkdirSync(join(folder, 'data'))
    writeFileSync(join(folder, 'data', 'format.json'), '{"format":999}')
    expect((await failure(start())).message).toMatch(/has format 999; this version reads up to 1/)
  })
})

describe('who may connect', () => {
  it('only the owner can reach the socket', async () => {
    const socket = socketOf((await start()).uri)
    expect(statSync(dirname(socket)).mode & 0o777).toBe(0o700)
    expect(statSync(socket).mode & 0o777).toBe(0o600)
  })

  it('a socket path that is too long gets a private folder elsewhere', async () => {
    const { uri } = await start({ dataDir: join(folder, 'x'.repeat(120)) })
    const socket = socketOf(uri)
    expect(socket.length).toBeLessThanOrEqual(100)
    expect(statSync(dirname(socket)).mode & 0o777).toBe(0o700)
    await (await client(uri)).db('a').command({ ping: 1 })
  })

  it('a loopback port asks for its secret', async () => {
    const { uri } = await start({ tcp: true })
    const c = (await client(uri)).db('a').collection('c')
    await c.insertOne({ a: 1 })
    const stranger = await client(uri.replace(/\/\/.*@/, '//').replace(/\?.*/, ''))
    expect((await failure(stranger.db('a').collection('c').findOne())).code).toBe(13)
    expect((await failure(client(uri.replace(/:[0-9a-f]{48}@/, ':guess@')))).code).toBe(18)
  })

  it('bytes that are no message end the connection and nothing else', async () => {
    const { uri } = await start()
    const alive = await client(uri)
    for (const bytes of [
      Buffer.from('GET / HTTP/1.1\r\n\r\n'),
      Buffer.from([21, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0xdd, 7, 0, 0, 0, 0, 0, 0, 9]),
    ]) {
      await new Promise<void>(resolve => {
        const socket = connect(socketOf(uri), () => socket.write(bytes))
        socket.on('close', () => resolve())
        socket.on('error', () => {})
      })
    }
    expect(await alive.db('a').command({ ping: 1 })).toMatchObject({ ok: 1 })
  })
})

it('removes documents whose time is over, and only those', async () => {
  const c = (await client((await start({ expirySweepMs: 20 })).uri))
    .db('a')
    .collection<{ _id: number; at?: unknown }>('sessions')
  await c.createIndex({ at: 1 }, { expireAfterSeconds: 60 })
  const ago = (seconds: number) => new Date(Date.now() - seconds * 1000)
  await c.insertMany([
    { _id: 1, at: ago(61) },
    { _id: 2, at: ago(30) },
    { _id: 3 },
    { _id: 4, at: 'text' },
    { _id: 5, at: [ago(5), ago(3600)] },
  ])
  await expect
    .poll(() =>
      c
        .find()
        .sort({ _id: 1 })
        .toArray()
        .then(found => found.map(({ _id }) => _id)),
    )
    .toEqual([2, 3, 4])
})

describe('transactions', () => {
  it('end when they last too long, and let the others go on', async () => {
    const connected = await client((await start({ transactionLifetimeMs: 150 })).uri)
    const c = connected.db('a').collection<{ _id: number }>('c')
    const session = connected.startSession()
    session.startTransaction()
    await c.insertOne({ _id: 1 }, { session })
    await c.insertOne({ _id: 2 }) // waits for the transaction's end
    expect(await c.find().toArray()).toEqual([{ _id: 2 }])
    expect((await failure(c.insertOne({ _id: 3 }, { session }))).code).toBe(251)
    await session.endSession()
  })

  it('end when their client goes away', async () => {
    const { uri } = await start()
    const leaving = await client(uri)
    const staying = await client(uri)
    const session = leaving.startSession()
    session.startTransaction()
    await leaving.db('a').collection<{ _id: number }>('c').insertOne({ _id: 1 }, { session })
    await leaving.close(true)
    expect(await staying.db('a').collection('c').countDocuments()).toBe(0)
  })

  it('that are rolled back take their collections and indexes with them', async () => {
    const connected = await client((await start()).uri)
    const db = connected.db('a')
    const session = connected.startSession()
    session.startTransaction()
    await db.collection('fresh').insertOne({ a: 1 }, { session })
    await session.abortTransaction()
    await session.endSession()
    expect(await db.listCollections().toArray()).toEqual([])
    await db.collection('fresh').insertOne({ a: 2 })
    expect(await db.collection('fresh').countDocuments()).toBe(1)
  })
})

it('a query that takes too long is ended when the client has set a limit', async () => {
  const c = (await client((await start()).uri)).db('a').collection('c')
  await c.insertMany(Array.from({ length: 3000 }, (_, i) => ({ i })))
  const slow = { $expr: { $lt: [{ $size: { $range: [0, 20_000] } }, 0] } }
  expect((await failure(c.find(slow, { maxTimeMS: 20 }).toArray())).code).toBe(50)
})

it('a limit on a query does not end the cursor it opened', async () => {
  const db = (await client((await start()).uri)).db('a')
  await db.collection('c').insertMany(Array.from({ length: 10 }, () => ({})))
  const { cursor } = await db.command({ find: 'c', filter: {}, batchSize: 2, maxTimeMS: 100 })
  const begun = Date.now()
  await expect.poll(() => Date.now() - begun).toBeGreaterThan(150)
  const more = await db.command({ getMore: cursor.id, collection: 'c' })
  expect(more.cursor.nextBatch).toHaveLength(8)
})

it('idle cursors are closed', async () => {
  const { uri } = await start({ cursorIdleMs: 50, expirySweepMs: 20 })
  const db = (await client(uri)).db('a')
  await db.collection('c').insertMany(Array.from({ length: 10 }, () => ({})))
  const { cursor } = await db.command({ find: 'c', batchSize: 2 })
  const open = async () => (await db.command({ serverStatus: 1 })).metrics.cursor.open.total
  await expect.poll(open).toBe(0)
  expect((await failure(db.command({ getMore: cursor.id, collection: 'c' }))).code).toBe(43)
})
