import { afterAll, beforeAll, expect, it } from 'vitest'
import { MongoLogStore } from './log/logStore.ts'
import {
  layerOf,
  startTestCollab,
  startTestDatabase,
  testPolicies,
  waitUntil,
} from './testing/startTestCollab.ts'

let database: Awaited<ReturnType<typeof startTestDatabase>>
let server: Awaited<ReturnType<typeof startTestCollab>>
beforeAll(async () => {
  database = await startTestDatabase()
  server = await startTestCollab({
    connection: database.connection,
    policies: testPolicies(),
    // Snapshots in many parts.
    store: new MongoLogStore(database.connection.db!, { partBytes: 40 }),
  })
})
afterAll(async () => {
  await server?.close()
  await database?.close()
})

/** Ids of all that is stored. */
const stored = async (): Promise<string[]> => {
  const ids: string[] = []
  for (const collection of ['documentUpdates', 'documentSnapshots'])
    for (const { _id } of await database.connection.collection(collection).find().toArray())
      ids.push(String(_id))
  return ids.sort()
}

it('removes a document with its history while somebody has it open, and no other one', async () => {
  const { live } = server.collab
  const name = layerOf('ben', 'river')
  // Their names begin alike.
  const others = [layerOf('ben2', 'river'), layerOf('ben', 'river2')]
  for (const one of [name, ...others])
    await live.transact(one, 'server', doc => doc.getMap('test').set('text', 'a'.repeat(200)))
  for (const document of [name, ...others]) {
    const client = server.open(document, 'ben')
    await client.saved()
    client.destroy()
  }
  await waitUntil(() => server.collab.stats().documents === 0)
  await server.collab.compacted()
  expect((await stored()).filter(id => id.startsWith(`${name}#`)).length).toBeGreaterThan(1)

  const client = server.open(name, 'ben')
  await client.saved()
  client.map.set('more', 'of it')
  await client.saved()
  await live.remove(name)
  await waitUntil(() => client.closes.includes('not-found'))
  expect(await live.exists(name)).toBe(false)
  await server.collab.compacted()
  const left = await stored()
  expect(left.filter(id => id === name || id.startsWith(`${name}/`) || id.startsWith(`${name}#`))).toEqual([])
  expect(await live.list('layer/')).toEqual([...others].sort())
  for (const other of others)
    expect(await live.read(other, doc => doc.getMap('test').get('text'))).toBe('a'.repeat(200))
  await live.remove(name)
})

it('removes a document that was changed this moment', async () => {
  const { live } = server.collab
  const name = layerOf('ben', 'brook')
  await live.transact(name, 'server', doc => doc.getMap('test').set('a', 1))
  await live.remove(name)
  await server.collab.compacted()
  expect((await stored()).filter(id => id.startsWith(name))).toEqual([])
  // Whoever writes it anew begins with nothing.
  await live.transact(name, 'server', doc => doc.getMap('test').set('b', 2))
  expect(await live.read(name, doc => doc.getMap('test').toJSON())).toEqual({ b: 2 })
})
