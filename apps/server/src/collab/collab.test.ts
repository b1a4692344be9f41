import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import {
  layerOf,
  startTestCollab,
  startTestDatabase,
  TRANSCRIPT,
  waitUntil,
} from './testing/startTestCollab.ts'

let database: Awaited<ReturnType<typeof startTestDatabase>>
let server: Awaited<ReturnType<typeof startTestCollab>>
beforeAll(async () => {
  database = await startTestDatabase()
  server = await startTestCollab(database)
})
afterAll(async () => {
  await server?.close()
  await database?.close()
})

const onDisk = async (name: string) => {
  const { snapshot, entries } = await server.collab.store.read(name)
  const doc = new Y.Doc()
  if (snapshot) Y.applyUpdate(doc, snapshot.update)
  for (const { update } of entries) Y.applyUpdate(doc, update)
  return doc.getMap('test').toJSON()
}

describe('two clients', () => {
  it('sync a layer, and what is acknowledged is on disk', async () => {
    const author = server.open(layerOf('ben'), 'ben')
    const reader = server.open(layerOf('ben'), 'cleo')
    await waitUntil(() => author.provider.synced && reader.provider.synced)
    expect(author.provider.authorizedScope).toBe('read-write')
    expect(reader.provider.authorizedScope).toBe('readonly')

    author.map.set('highlight', 'a passage')
    await waitUntil(() => reader.map.get('highlight') === 'a passage')
    await author.saved()
    expect(await onDisk(layerOf('ben'))).toEqual({ highlight: 'a passage' })
  })

  it('sync a transcript both ways', async () => {
    const ada = server.open(TRANSCRIPT, 'ada')
    const ben = server.open(TRANSCRIPT, 'ben')
    await waitUntil(() => ada.provider.synced && ben.provider.synced)
    ada.map.set('from ada', 1)
    ben.map.set('from ben', 1)
    await waitUntil(() => ada.map.size === 2 && ben.map.size === 2)
    await Promise.all([ada.saved(), ben.saved()])
    expect(await onDisk(TRANSCRIPT)).toEqual({ 'from ada': 1, 'from ben': 1 })
  })
})
