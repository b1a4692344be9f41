import { Connection } from '@hocuspocus/server'
import * as encoding from 'lib0/encoding'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import type { WebSocket } from 'ws'
import * as Y from 'yjs'
import { encodeFrame, FRAME, SYNC } from './frames.ts'
import { layerOf, startTestCollab, startTestDatabase, waitUntil } from './testing/startTestCollab.ts'

const longWay = vi.spyOn(Connection.prototype, 'handleMessage')
let database: Awaited<ReturnType<typeof startTestDatabase>>
let server: Awaited<ReturnType<typeof startTestCollab>>
beforeAll(async () => {
  database = await startTestDatabase()
  server = await startTestCollab({ connection: database.connection })
})
afterEach(() => longWay.mockClear())
afterAll(async () => {
  await server?.close()
  await database?.close()
})

/** Frames that went the long way and carry an update. */
const updatesOnTheLongWay = (name: string): number => {
  const start = encodeFrame(name, FRAME.sync, encoder => encoding.writeVarUint(encoder, SYNC.update))
  return longWay.mock.calls.filter(([frame]) => Buffer.compare(frame.subarray(0, start.length), start) === 0)
    .length
}

const openAndSettle = async (name: string, token: string) => {
  const client = server.open(name, token)
  await client.saved()
  return client
}

it('is the way of updates of a layer: applied, sent to the others once, acknowledged when on disk', async () => {
  const name = layerOf('ada', 'short')
  const [ada, ben] = [await openAndSettle(name, 'ada'), await openAndSettle(name, 'ben')]
  // The first one may come while the connection is still being opened.
  ada.map.set('warm', true)
  await ada.saved()
  longWay.mockClear()
  let echoes = 0
  ada.doc.on('update', (_update, origin) => {
    if (origin === ada.provider) echoes++
  })
  for (let i = 0; i < 20; i++) ada.map.set(`key${i}`, i)
  await ada.saved()
  await waitUntil(() => ben.map.size === 21)
  expect(updatesOnTheLongWay(name)).toBe(0)
  expect(echoes).toBe(0)
  const { entries } = await server.collab.store.read(name)
  expect(entries).toHaveLength(21)
  expect(new Set(entries.map(({ member }) => member))).toEqual(new Set(['ada']))
})

it('is not the way of large updates, nor of documents with several writers', async () => {
  const large = await openAndSettle(layerOf('ada', 'large'), 'ada')
  large.map.set('text', 'x'.repeat(20_000))
  const shared = await openAndSettle('transcript/several', 'ada')
  shared.map.set('key', 1)
  await large.saved()
  await shared.saved()
  expect(updatesOnTheLongWay(layerOf('ada', 'large'))).toBe(1)
  expect(updatesOnTheLongWay('transcript/several')).toBe(1)
})

it('ends with the access of whoever was on it', async () => {
  const name = layerOf('ada', 'ended')
  const ada = await openAndSettle(name, 'ada')
  ada.map.set('before', true)
  await ada.saved()
  const frame = encodeFrame(name, FRAME.sync, encoder => {
    encoding.writeVarUint(encoder, SYNC.update)
    const doc = new Y.Doc()
    doc.getMap('test').set('after', true)
    encoding.writeVarUint8Array(encoder, Y.encodeStateAsUpdate(doc))
  })
  const socket = ada.socket.webSocket as unknown as WebSocket
  server.collab.live.disconnect({ document: name }, 'access-changed')
  socket.send(frame)
  await waitUntil(() => ada.closes.length > 0)
  await new Promise(resolve => {
    socket.once('pong', resolve)
    socket.ping()
  })
  expect(await server.collab.live.read(name, doc => doc.getMap('test').toJSON())).toEqual({ before: true })
})

it('does not overtake what came before on the same connection', async () => {
  const name = layerOf('ada', 'order')
  const writer = new Y.Doc()
  const updates: Uint8Array[] = []
  writer.on('update', update => updates.push(update))
  for (let i = 0; i < 40; i++) writer.getMap('test').set(`key${i}`, 'y'.repeat(i % 2 ? 10 : 20_000))
  const ada = await openAndSettle(name, 'ada')
  const ben = await openAndSettle(name, 'ben')
  const pending: boolean[] = []
  ben.doc.on('update', () => pending.push(ben.doc.store.pendingStructs !== null))
  const socket = ada.socket.webSocket as unknown as WebSocket
  for (const update of updates)
    socket.send(
      encodeFrame(name, FRAME.sync, encoder => {
        encoding.writeVarUint(encoder, SYNC.update)
        encoding.writeVarUint8Array(encoder, update)
      }),
    )
  await waitUntil(() => ben.map.size === 40)
  expect(pending).not.toContain(true)
  expect(updatesOnTheLongWay(name)).toBeGreaterThanOrEqual(20)
})
