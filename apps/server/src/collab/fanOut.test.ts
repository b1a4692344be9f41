import { Connection } from '@hocuspocus/server'
import * as encoding from 'lib0/encoding'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { encodeFrame, FRAME, SYNC } from './frames.ts'
import { layerOf, startTestCollab, startTestDatabase, waitUntil } from './testing/startTestCollab.ts'

let database: Awaited<ReturnType<typeof startTestDatabase>>
let server: Awaited<ReturnType<typeof startTestCollab>>
beforeAll(async () => {
  database = await startTestDatabase()
  server = await startTestCollab({ connection: database.connection })
})
afterAll(async () => {
  await server?.close()
  await database?.close()
})

it('sends updates past Hocuspocus, each once to each reader and none to its author', async () => {
  const name = layerOf('ada')
  const [ada, ben, cleo] = ['ada', 'ben', 'cleo'].map(token => server.open(name, token))
  for (const client of [ada!, ben!, cleo!]) await client.saved()
  const send = vi.spyOn(Connection.prototype, 'send')
  const arrived = { ada: 0, ben: 0, cleo: 0 }
  for (const [who, client] of Object.entries({ ada: ada!, ben: ben!, cleo: cleo! }))
    client.doc.on('update', (_update, origin) => {
      if (origin === client.provider) arrived[who as keyof typeof arrived]++
    })
  for (let i = 0; i < 10; i++) ada!.map.set(`key${i}`, i)
  await waitUntil(() => ben!.map.size === 10 && cleo!.map.size === 10)
  await ada!.saved()
  expect(arrived).toEqual({ ada: 0, ben: 10, cleo: 10 })
  const start = encodeFrame(name, FRAME.sync, encoder => encoding.writeVarUint(encoder, SYNC.update))
  expect(
    send.mock.calls.filter(([frame]) => Buffer.compare(frame.subarray(0, start.length), start) === 0),
  ).toEqual([])
})
