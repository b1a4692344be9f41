import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { startTestDatabase, waitUntil } from '../testing/startTestCollab.ts'
import { applyStored } from './applyStored.ts'
import { compactDocument } from './compactDocument.ts'
import { DurableLog } from './durableLog.ts'
import { type LogStore, MongoLogStore } from './logStore.ts'

let database: Awaited<ReturnType<typeof startTestDatabase>>
let store: MongoLogStore
beforeAll(async () => {
  database = await startTestDatabase()
  store = storeWith({})
})
afterEach(() => database.connection.dropDatabase())
afterAll(() => database?.close())

const storeWith = (options: { partBytes?: number }) => {
  if (!database.connection.db) throw new Error('not connected')
  return new MongoLogStore(database.connection.db, { run: database.run ?? undefined, ...options })
}

const NAME = 'layer/talk/ben'

/** Writes keys into a document, each its own update in the log. */
const writer = (log: DurableLog, name = NAME) => {
  const doc = new Y.Doc()
  doc.on('update', (update: Uint8Array) => log.append(name, update, 'ben', []))
  return (key: string, value: unknown = 1) => void doc.getMap('test').set(key, value)
}

const contentOf = async (from: LogStore = store, name = NAME) => {
  const doc = new Y.Doc()
  applyStored(doc, await from.read(name))
  return doc.getMap('test').toJSON()
}

describe('the log', () => {
  it('gathers updates of a busy moment in few commits, and writes each once', async () => {
    const commits: number[] = []
    const log = new DurableLog(store, { onCommit: waited => commits.push(waited.length) })
    const write = writer(log)
    for (let i = 0; i < 200; i++) write(`k${i}`)
    await log.wait(NAME)
    expect(commits.reduce((a, b) => a + b)).toBe(200)
    expect(commits.length).toBeLessThan(10)
    expect((await store.read(NAME)).entries).toHaveLength(200)
    expect(Object.keys(await contentOf())).toHaveLength(200)
  })

  it('writes large updates that come together, more than one command may hold', async () => {
    const log = new DurableLog(store, {})
    const write = writer(log)
    const text = 'x'.repeat(5 * 1024 ** 2)
    for (let i = 0; i < 5; i++) write(`k${i}`, text)
    await log.waitAtMost(NAME, 20_000)
    expect(Object.keys(await contentOf())).toHaveLength(5)
  })

  it('calls back in order, and not before everything up to there is on disk', async () => {
    let open = () => {}
    const gate = new Promise<void>(resolve => {
      open = resolve
    })
    const gated: LogStore = {
      ...delegate(store),
      insert: async records => {
        await gate
        return store.insert(records)
      },
    }
    const log = new DurableLog(gated)
    const write = writer(log)
    const called: number[] = []
    write('a')
    log.when(NAME, () => called.push(1))
    write('b')
    log.when(NAME, () => called.push(2))
    log.when('layer/talk/other', () => called.push(0))
    expect(called).toEqual([0])
    expect(log.isDirty(NAME)).toBe(true)
    open()
    await log.wait(NAME)
    expect(called).toEqual([0, 1, 2])
  })

  it('writes an update once although its commit arrived and the answer was lost', async () => {
    let lost = 3
    const lossy: LogStore = {
      ...delegate(store),
      insert: async records => {
        const failed = await store.insert(records)
        if (lost-- > 0) throw new Error('connection closed')
        return failed
      },
    }
    const log = new DurableLog(lossy)
    const write = writer(log)
    write('a')
    write('b')
    await log.wait(NAME)
    expect((await store.read(NAME)).entries).toHaveLength(2)
  })

  it('goes on with the others when the database refuses one update', async () => {
    let refuse = true
    const picky: LogStore = {
      ...delegate(store),
      insert: async records => {
        const bad = records.filter(({ _id }) => refuse && _id.startsWith('layer/talk/bad/'))
        const failed = await store.insert(records.filter(record => !bad.includes(record)))
        return new Set([...failed, ...bad.map(({ _id }) => _id)])
      },
    }
    const states: boolean[] = []
    const log = new DurableLog(picky, { onSaving: ok => states.push(ok) })
    writer(log, 'layer/talk/bad')('x')
    writer(log)('fine')
    await log.wait(NAME)
    expect(await contentOf()).toEqual({ fine: 1 })
    expect(log.isDirty('layer/talk/bad')).toBe(true)
    refuse = false
    await log.wait('layer/talk/bad')
    expect(states).toEqual([false, true])
  })

  it('says so when a commit hangs, tries it again when it is not answered, and says when all is saved', async () => {
    let hangs = true
    let tries = 0
    const hanging: LogStore = {
      ...delegate(store),
      insert: records => {
        tries++
        return hangs ? new Promise(() => {}) : store.insert(records)
      },
    }
    const states: boolean[] = []
    const log = new DurableLog(hanging, { onSaving: ok => states.push(ok) })
    writer(log)('a')
    await waitUntil(() => states.length > 0)
    expect(states).toEqual([false])
    hangs = false
    await log.wait(NAME)
    await waitUntil(() => log.saving)
    expect(states).toEqual([false, true])
    expect(tries).toBe(2)
    expect(await contentOf()).toEqual({ a: 1 })
  })

  it('lists documents by prefix', async () => {
    const log = new DurableLog(store)
    for (const name of ['layer/talk/ada', 'layer/talk/ben', 'layer/talking/ada', 'transcript/talk']) {
      writer(log, name)('x')
      await log.wait(name)
    }
    await compactDocument(store, 'layer/talk/ada')
    expect(await store.list('layer/talk/')).toEqual(['layer/talk/ada', 'layer/talk/ben'])
    expect(await store.list('')).toHaveLength(4)
    expect(await store.listWithEntries('layer/talk/')).toEqual(['layer/talk/ben'])
  })
})

describe('compaction', () => {
  it('leaves a snapshot and no entries, and changes nothing', async () => {
    const log = new DurableLog(store)
    const write = writer(log)
    for (let i = 0; i < 250; i++) write(`k${i % 90}`, i)
    await log.wait(NAME)
    const before = await contentOf()
    expect(await compactDocument(store, NAME)).toEqual({ entries: 250 })
    expect((await store.read(NAME)).entries).toHaveLength(0)
    expect(await contentOf()).toEqual(before)
    expect(await compactDocument(store, NAME)).toEqual({ entries: 0 })
  })

  it('loses nothing when killed between its writes', async () => {
    const log = new DurableLog(store)
    const write = writer(log)
    write('a')
    await log.wait(NAME)
    const dying: LogStore = { ...delegate(store), remove: () => Promise.reject(new Error('killed')) }
    await expect(compactDocument(dying, NAME)).rejects.toThrow('killed')
    write('b')
    await log.wait(NAME)
    expect((await store.read(NAME)).entries).toHaveLength(2)
    expect(await contentOf()).toEqual({ a: 1, b: 1 })
    await compactDocument(store, NAME)
    expect(await contentOf()).toEqual({ a: 1, b: 1 })
  })

  it('loses nothing when several compact while somebody writes and somebody reads', async () => {
    const log = new DurableLog(store)
    const write = writer(log)
    let written = 0
    let reading = true
    const compact = async () => {
      const results: unknown[] = []
      while (written < 400) results.push(await compactDocument(store, NAME))
      return results
    }
    const read = async () => {
      while (reading) {
        const durable = log.isDirty(NAME) ? 0 : written
        expect(Object.keys(await contentOf()).length).toBeGreaterThanOrEqual(durable)
      }
    }
    const work = Promise.all([compact(), compact(), read()])
    for (; written < 400; written++) {
      write(`k${written}`)
      if (written % 10 === 0) await log.wait(NAME)
    }
    await log.wait(NAME)
    reading = false
    await work
    expect(Object.keys(await contentOf())).toHaveLength(400)
  })

  it('cuts only what whoever derives from it has seen, and nothing while that is not to be', async () => {
    const log = new DurableLog(store)
    const write = writer(log)
    write('a')
    await log.wait(NAME)
    expect(await compactDocument(store, NAME, async () => false)).toBe('declined')
    const cut = await compactDocument(store, NAME, async ({ entries }) => {
      write('b')
      await log.wait(NAME)
      return entries.length === 1
    })
    expect(cut).toEqual({ entries: 1 })
    expect((await store.read(NAME)).entries).toHaveLength(1)
    expect(await contentOf()).toEqual({ a: 1, b: 1 })
  })

  it('splits a snapshot that is too large for one record, and clears the parts of the one before', async () => {
    const small = storeWith({ partBytes: 1_000 })
    const log = new DurableLog(small)
    const write = writer(log)
    for (let round = 0; round < 2; round++) {
      write(`long ${round}`, 'words '.repeat(1_000))
      await log.wait(NAME)
      await compactDocument(small, NAME)
      expect(Object.keys(await contentOf(small))).toHaveLength(round + 1)
    }
    const size = (await small.read(NAME)).snapshot?.update.length ?? 0
    const parts = await database.connection.collection('documentSnapshots').countDocuments()
    expect(parts).toBe(Math.ceil(size / 1_000) + 1)
    expect(await small.list('')).toEqual([NAME])
  })

  it('carries on to whom client ids belong', async () => {
    const log = new DurableLog(store)
    const doc = new Y.Doc()
    doc.getMap('test').set('a', 1)
    log.append('transcript/talk', Y.encodeStateAsUpdate(doc), 'ada', [[doc.clientID, 'ada']])
    await log.wait('transcript/talk')
    await compactDocument(store, 'transcript/talk')
    expect((await store.read('transcript/talk')).snapshot?.clients).toEqual([[doc.clientID, 'ada']])
  })
})

const delegate = (to: LogStore): LogStore => ({
  insert: records => to.insert(records),
  read: name => to.read(name),
  replaceSnapshot: (name, snapshot) => to.replaceSnapshot(name, snapshot),
  remove: ids => to.remove(ids),
  removeDocument: name => to.removeDocument(name),
  list: prefix => to.list(prefix),
  listWithEntries: prefix => to.listWithEntries(prefix),
})

it('drains by a deadline', async () => {
  const never: LogStore = { ...delegate(store), insert: () => new Promise(() => {}) }
  const log = new DurableLog(never)
  writer(log)('a')
  expect(await log.drain(Date.now() + 50)).toBe(false)
  const fine = new DurableLog(store)
  writer(fine)('b')
  expect(await fine.drain(Date.now() + 5_000)).toBe(true)
  await waitUntil(() => fine.unsaved === 0)
})
