import { narrativeSchemaVersion } from '@polyphony/document'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import {
  layerOf,
  startTestCollab,
  startTestDatabase,
  TRANSCRIPT,
  testPolicies,
  waitUntil,
} from './testing/startTestCollab.ts'

const revoked = new Set<string>()
let database: Awaited<ReturnType<typeof startTestDatabase>>
let server: Awaited<ReturnType<typeof startTestCollab>>
const clients: { destroy: () => void }[] = []
beforeAll(async () => {
  database = await startTestDatabase()
  server = await startTestCollab({ connection: database.connection, policies: testPolicies(revoked) })
})
afterEach(() => {
  for (const client of clients.splice(0)) client.destroy()
  revoked.clear()
})
afterAll(async () => {
  await server?.close()
  await database?.close()
})

/** The provider as its users have it. */
const openYjs = (name: string, token: string, params = {}) => {
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(`${server.url}/yjs`, name, doc, {
    WebSocketPolyfill: WebSocket as never,
    params: { token, ...params },
    disableBc: true,
  })
  const client = {
    provider,
    doc,
    map: doc.getMap<unknown>('test'),
    closed: null as number | null,
    attempts: 0,
  }
  provider.on('closed', ({ code }: { code: number }) => {
    client.closed = code
  })
  provider.on('status', ({ status }) => {
    if (status === 'connecting') client.attempts++
  })
  clients.push({ destroy: () => provider.destroy() })
  return client
}
const openHocuspocus = (name: string, token: string) => {
  const client = server.open(name, token, { presence: true })
  clients.push(client)
  return client
}

it('syncs with clients of Hocuspocus both ways, presence and offline edits included', async () => {
  const h = openHocuspocus(TRANSCRIPT, 'ada')
  h.map.set('before', 1)
  await h.saved()
  const y = openYjs(TRANSCRIPT, 'ben')
  await waitUntil(() => y.provider.synced)
  expect(y.map.toJSON()).toEqual({ before: 1 })
  y.map.set('from y', 1)
  await waitUntil(() => h.map.has('from y'))
  h.map.set('from h', 1)
  await waitUntil(() => y.map.has('from h'))

  y.provider.awareness.setLocalStateField('reading', 't1')
  const seen = () => h.provider.awareness?.getStates().get(y.doc.clientID)
  await waitUntil(() => seen()?.reading === 't1')
  expect(seen()).toMatchObject({ member: 'ben', name: 'BEN' })
  h.provider.setAwarenessField('reading', 't2')
  await waitUntil(() => y.provider.awareness.getStates().get(h.doc.clientID)?.reading === 't2')

  y.provider.disconnect()
  h.socket.disconnect()
  await waitUntil(() => h.socket.status === 'disconnected' && !y.provider.wsconnected)
  y.map.set('offline y', 1)
  h.map.set('offline h', 1)
  y.provider.connect()
  h.socket.connect()
  await waitUntil(() => h.map.has('offline y') && y.map.has('offline h'))
  await h.saved()

  y.provider.destroy()
  await waitUntil(() => seen() === undefined)
})

it('keeps what such a client writes, in documents of one writer too', async () => {
  const name = layerOf('ben')
  const y = openYjs(name, 'ben')
  await waitUntil(() => y.provider.synced)
  y.map.set('own', 1)
  await waitUntil(async () => (await server.collab.store.read(name)).entries.length > 0)
  const reader = openYjs(name, 'cleo')
  await waitUntil(() => reader.map.has('own'))
  reader.map.set('forged', 1)
  y.map.set('later', 1)
  await waitUntil(() => reader.map.has('later'))
  expect(y.map.toJSON()).toEqual({ own: 1, later: 1 })
})

it.each([
  ['without a credential that counts', TRANSCRIPT, 'nobody', 401],
  ['without the right', TRANSCRIPT, 'vic', 403],
  ['for a document there is not', 'transcript/gone', 'ada', 404],
  ['for what is no document', 'secrets', 'ada', 404],
])('refuses before the upgrade %s', async (_, name, token, status) => {
  const answered = await new Promise(resolve => {
    const ws = new WebSocket(`${server.url}/yjs/${name}?token=${token}`)
    ws.once('unexpected-response', (_request, response) => resolve(response.statusCode))
    ws.once('open', () => resolve('open'))
  })
  expect(answered).toBe(status)
})

it('lets only editors that know the narrative write it', async () => {
  const name = 'finding/f1'
  const [silent, other, same] = [
    openYjs(name, 'dora'),
    openYjs(name, 'dora', { schema: '999' }),
    openYjs(name, 'dora', { schema: String(narrativeSchemaVersion) }),
  ]
  await waitUntil(() => silent.provider.synced && other.provider.synced && same.provider.synced)
  silent.map.set('silent', 1)
  other.map.set('other', 1)
  same.map.set('same', 1)
  const reader = openHocuspocus(name, 'ada')
  await waitUntil(() => reader.map.has('same'))
  expect(reader.map.toJSON()).toEqual({ same: 1 })
})

it('takes a bearer token in the header as well', async () => {
  const ws = new WebSocket(`${server.url}/yjs/${TRANSCRIPT}`, { headers: { authorization: 'Bearer ada' } })
  await new Promise((resolve, reject) => ws.once('open', resolve).once('error', reject))
  ws.terminate()
})

it('ends for who lost access, without coming back for ever', async () => {
  const y = openYjs(TRANSCRIPT, 'cleo')
  await waitUntil(() => y.provider.synced)
  revoked.add('cleo')
  server.collab.live.disconnect({ member: 'cleo' }, 'forbidden')
  await waitUntil(() => y.closed === 4403)
  expect(y.provider.shouldConnect).toBe(false)
})

it('may come back after its access changed', async () => {
  const y = openYjs(TRANSCRIPT, 'cleo')
  await waitUntil(() => y.provider.synced)
  server.collab.live.disconnect({ member: 'cleo' }, 'access-changed')
  await waitUntil(() => y.attempts > 0 && y.provider.synced)
})
