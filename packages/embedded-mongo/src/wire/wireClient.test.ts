import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Binary, MongoClient } from 'mongodb'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { failure } from '../contract/testDatabase.ts'
import { type EmbeddedMongo, startEmbeddedMongo } from '../startEmbeddedMongo.ts'
import { WireClient } from './wireClient.ts'

let folder: string
let engine: EmbeddedMongo
let wire: WireClient
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'wire-client-'))
  engine = await startEmbeddedMongo({ dataDir: join(folder, 'data') })
  wire = WireClient.for(engine.uri)!
})
afterEach(async () => {
  wire.close()
  await engine.close()
  rmSync(folder, { recursive: true, force: true })
})

const INSERT = { insert: 'c', ordered: false }
const insert = (...documents: object[]) => wire.run('test', INSERT, documents)

it('runs commands that are under way together, each with its own answer', async () => {
  const blob = Buffer.alloc(200_000, 7)
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, i) => insert({ _id: `a${i}`, blob }, { _id: `b${i}` })),
  )
  expect(answers.map(({ n }) => n)).toEqual(Array.from({ length: 40 }, () => 2))
  const driver = await new MongoClient(engine.uri).connect()
  expect(await driver.db('test').collection('c').countDocuments()).toBe(80)
  expect(
    (await driver.db('test').collection<{ _id: string; blob: Binary }>('c').findOne({ _id: 'a3' }))?.blob
      .buffer,
  ).toEqual(blob)
  await driver.close()
})

it('tells what went wrong as a driver does', async () => {
  await insert({ _id: 1 })
  expect((await insert({ _id: 1 }, { _id: 2 })).writeErrors).toMatchObject([{ index: 0, code: 11000 }])
  expect(await failure(wire.run('test', { nonsense: 1 }))).toMatchObject({
    code: 59,
    message: /no such command/,
  })
})

it('fails what was under way when the database goes, and connects again when it is back', async () => {
  await insert({ _id: 1 })
  const underWay = Array.from({ length: 5 }, (_, i) => insert({ _id: `lost${i}` }))
  const answers = Promise.allSettled(underWay)
  await engine.close()
  // Each was answered or failed: none hangs.
  expect(await answers).toHaveLength(5)
  await failure(insert({ _id: 2 }))
  engine = await startEmbeddedMongo({ dataDir: join(folder, 'data') })
  expect((await insert({ _id: 2 })).n).toBe(1)
})

it('writes what stands beside one command again and again, each time what it is then', async () => {
  const [update, remove] = [{ update: 'c' }, { delete: 'c' }]
  for (const n of [1, 2])
    expect(await wire.run('test', update, [{ q: { _id: 'a' }, u: { n }, upsert: true }])).toMatchObject({
      n: 1,
    })
  await insert({ _id: 'b' }, { _id: 'c' })
  // The same command for another database is another one.
  expect(await wire.run('elsewhere', INSERT, [{ _id: 'a' }])).toMatchObject({ n: 1 })
  expect(await wire.run('test', remove, [{ q: { _id: 'b' }, limit: 1 }])).toMatchObject({ n: 1 })
  const { cursor } = await wire.run('test', { find: 'c', sort: { _id: 1 } })
  expect((cursor as { firstBatch: object[] }).firstBatch).toEqual([{ _id: 'a', n: 2 }, { _id: 'c' }])
})

it('leaves an address with a secret to drivers', () => {
  expect(WireClient.for('mongodb://polyphony:secret@127.0.0.1:4711/?authMechanism=PLAIN')).toBe(null)
  expect(WireClient.for('mongodb://db.example.org/')).toBe(null)
})
