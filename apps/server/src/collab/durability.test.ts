import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import * as Y from 'yjs'
import { type LogStore, MongoLogStore } from './log/logStore.ts'
import {
  layerOf,
  startTestCollab,
  startTestDatabase,
  TRANSCRIPT,
  waitUntil,
} from './testing/startTestCollab.ts'

/** A log whose database can be away: it refuses, or it does not answer. */
const faultyStore = (store: LogStore) => {
  const faults = { away: false, hanging: false, reading: false }
  const faulty: LogStore = {
    async insert(records) {
      if (faults.hanging) await new Promise(() => {})
      if (faults.away) throw new Error('the database is away')
      return store.insert(records)
    },
    async read(name) {
      if (faults.reading) throw new Error('the database is away')
      return store.read(name)
    },
    replaceSnapshot: (name, snapshot) => store.replaceSnapshot(name, snapshot),
    remove: ids => store.remove(ids),
    removeDocument: name => store.removeDocument(name),
    list: prefix => store.list(prefix),
    listWithEntries: prefix => store.listWithEntries(prefix),
  }
  return { faults, faulty }
}

let database: Awaited<ReturnType<typeof startTestDatabase>>
let store: MongoLogStore
let server: Awaited<ReturnType<typeof startTestCollab>> | undefined
beforeAll(async () => {
  database = await startTestDatabase()
  const { db } = database.connection
  if (!db) throw new Error('not connected')
  store = new MongoLogStore(db, { run: database.run ?? undefined })
})
afterEach(async () => {
  await server?.close()
  server = undefined
  await database.connection.dropDatabase()
})
afterAll(() => database?.close())

const start = async () => {
  const { faults, faulty } = faultyStore(store)
  server = await startTestCollab({ connection: database.connection, store: faulty, patience: 300 })
  return { faults, ...server, open: server.open, collab: server.collab }
}

const onDisk = async (name: string) => {
  const { snapshot, entries } = await store.read(name)
  const doc = new Y.Doc()
  if (snapshot) Y.applyUpdate(doc, snapshot.update)
  for (const { update } of entries) Y.applyUpdate(doc, update)
  return doc.getMap('test').toJSON()
}

it('acknowledges nothing while the database is away, says so within two seconds, and loses nothing', async () => {
  const { faults, open, collab } = await start()
  const author = open(layerOf('ben'), 'ben')
  const reader = open(layerOf('ben'), 'cleo')
  author.map.set('before', 1)
  await author.saved()
  await waitUntil(() => reader.map.has('before'))

  faults.away = true
  const began = Date.now()
  author.map.set('during', 1)
  author.map.delete('before')
  await waitUntil(() => author.messages.length > 0 && reader.messages.length > 0)
  expect(Date.now() - began).toBeLessThan(2_000)
  expect(author.messages[0]).toEqual({ type: 'saving', ok: false })
  // Others see the edit; its author is not told that it is saved.
  await waitUntil(() => reader.map.has('during'))
  expect(author.provider.hasUnsyncedChanges).toBe(true)
  expect(await onDisk(layerOf('ben'))).toEqual({ before: 1 })

  // Who comes now is told, and sees everything; then everybody leaves.
  const late = open(layerOf('ben'), 'ada')
  await waitUntil(() => late.map.has('during') && late.messages.length > 0)
  expect(late.messages[0]).toEqual({ type: 'saving', ok: false })
  for (const client of [author, reader, late]) client.destroy()
  await waitUntil(() => collab.stats().sockets === 0)
  expect(collab.stats()).toMatchObject({ documents: 1, saving: false })

  faults.away = false
  await waitUntil(() => collab.stats().documents === 0)
  expect(await onDisk(layerOf('ben'))).toEqual({ during: 1 })
  expect(collab.stats()).toMatchObject({ unsaved: 0, saving: true })
})

it('acknowledges when the database is back', async () => {
  const { faults, open } = await start()
  const author = open(TRANSCRIPT, 'ada')
  await author.saved()
  faults.away = true
  author.map.set('during', 1)
  await waitUntil(() => author.messages.length === 1)
  faults.away = false
  await author.saved()
  expect(author.messages).toEqual([
    { type: 'saving', ok: false },
    { type: 'saving', ok: true },
  ])
  expect(await onDisk(TRANSCRIPT)).toEqual({ during: 1 })
})

it('tells within two seconds also when the database does not answer at all', async () => {
  const { faults, open } = await start()
  const author = open(layerOf('ben'), 'ben')
  await author.saved()
  faults.hanging = true
  const began = Date.now()
  author.map.set('during', 1)
  await waitUntil(() => author.messages.length > 0)
  expect(Date.now() - began).toBeLessThan(2_000)
  expect(author.provider.hasUnsyncedChanges).toBe(true)
  faults.hanging = false
  // The commit without an answer is given up and repeated.
  await waitUntil(() => !author.provider.hasUnsyncedChanges, 15_000)
  expect(await onDisk(layerOf('ben'))).toEqual({ during: 1 })
})

it('shows nobody a correction that is not on disk, and all of them when the database is back', async () => {
  const { faults, open, collab } = await start()
  const [ada, ben] = [open(TRANSCRIPT, 'ada'), open(TRANSCRIPT, 'ben')]
  await Promise.all([ada.saved(), ben.saved()])
  faults.away = true
  ada.map.set('first', 1)
  ada.map.set('second', 1)
  await waitUntil(() => ben.messages.length > 0)
  expect(ben.map.toJSON()).toEqual({})
  expect(ada.provider.hasUnsyncedChanges).toBe(true)
  // Its author leaves: what the server received is not given up.
  ada.destroy()
  await waitUntil(() => collab.stats().sockets === 1)
  faults.away = false
  await waitUntil(() => ben.map.size === 2)
  expect(await onDisk(TRANSCRIPT)).toEqual({ first: 1, second: 1 })
})

it('writes a transcript ahead: what another client sees is on disk', async () => {
  const { open } = await start()
  const [ada, ben] = [open(TRANSCRIPT, 'ada'), open(TRANSCRIPT, 'ben')]
  await Promise.all([ada.saved(), ben.saved()])
  for (let i = 0; i < 20; i++) {
    ada.map.set(`k${i}`, i)
    await waitUntil(() => ben.map.has(`k${i}`))
    expect(await onDisk(TRANSCRIPT)).toHaveProperty(`k${i}`)
  }
})

it('refuses a document it cannot load as unavailable, and the same socket may try again', async () => {
  const { faults, open } = await start()
  const author = open(layerOf('ben'), 'ben')
  author.map.set('there', 1)
  await author.saved()
  author.destroy()
  await waitUntil(() => server?.collab.stats().documents === 0)

  faults.reading = true
  const reader = open(layerOf('ben'), 'cleo')
  await waitUntil(() => reader.failures.length > 0)
  expect(reader.failures).toEqual(['unavailable'])
  faults.reading = false
  await reader.provider.sendToken()
  reader.provider.startSync()
  await waitUntil(() => reader.map.has('there'))
})

it('fails a change by the server that is not on disk in time, and answers one that is', async () => {
  const { faults, collab } = await start()
  await collab.live.transact(TRANSCRIPT, 'server', doc => doc.getMap('test').set('first', 1))
  faults.away = true
  await expect(
    collab.live.transact(TRANSCRIPT, 'server', doc => doc.getMap('test').set('second', 1)),
  ).rejects.toMatchObject({ code: 'unavailable' })
  expect(await onDisk(TRANSCRIPT)).toEqual({ first: 1 })
  faults.away = false
  await waitUntil(async () => 'second' in (await onDisk(TRANSCRIPT)))
})

it('writes what is unsaved before it closes, and says when it could not', async () => {
  const { faults, open, close } = await start()
  const author = open(layerOf('ben'), 'ben')
  await author.saved()
  faults.away = true
  for (let i = 0; i < 50; i++) author.map.set(`k${i}`, i)
  await waitUntil(() => server?.collab.stats().unsaved === 50)
  setTimeout(() => {
    faults.away = false
  }, 300)
  expect(await server?.collab.close(Date.now() + 5_000)).toBe(true)
  expect(Object.keys(await onDisk(layerOf('ben')))).toHaveLength(50)
  // The client was told before its socket closed.
  expect(author.provider.unsyncedChanges).toBe(0)
  void close

  const second = await start()
  const again = second.open(layerOf('ben'), 'ben')
  await again.saved()
  second.faults.away = true
  again.map.set('too late', 1)
  await waitUntil(() => second.collab.stats().unsaved === 1)
  expect(await second.collab.close(Date.now() + 200)).toBe(false)
  second.faults.away = false
})

it('an ontology document is made equal to its record before anybody sees it', async () => {
  let record = ['a']
  const { faulty } = faultyStore(store)
  server = await startTestCollab({
    connection: database.connection,
    store: faulty,
    onOntologyLoad: (workspace, doc) => void doc.getMap('test').set(workspace, record),
  })
  const reader = server.open('ontology/study', 'ben')
  await waitUntil(() => reader.map.has('study'))
  expect(await onDisk('ontology/study')).toEqual({ study: ['a'] })
  reader.destroy()
  await waitUntil(() => server?.collab.stats().documents === 0)
  record = ['a', 'b']
  const again = server.open('ontology/study', 'ben', { doc: reader.doc })
  await waitUntil(() => JSON.stringify(again.map.get('study')) === '["a","b"]')
})
