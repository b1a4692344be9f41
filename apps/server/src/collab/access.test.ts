import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider'
import { COLLAB_PATH, routes } from '@polyphony/contract'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { type TestPerson, useTestServer } from '../testing/startTestServer.ts'
import { waitUntil } from './testing/startTestCollab.ts'

const server = useTestServer()
let owner: TestPerson
let conversation: string
beforeAll(async () => {
  owner = await server().owner()
  const { workspace } = owner
  const draft = await owner.api.call(routes.createImport, { params: { workspace } })
  await server().fetch(`/api/imports/${draft.id}/transcript?name=dialogue.txt`, {
    method: 'PUT',
    cookie: owner.cookie,
    body: 'Rosa: We moved here in spring.\n\nSam: And the bus did not run.',
  })
  const made = await owner.api.call(routes.finishImport, {
    params: { import: draft.id },
    body: { title: 'A dialogue' },
  })
  conversation = made.id
})

const clients: { destroy: () => void }[] = []
afterEach(() => {
  for (const client of clients.splice(0)) client.destroy()
})

/** Opens a document as the browser does, by the session's cookie, or as a program, by a token. */
const open = (name: string, { cookie, token }: { cookie?: string; token?: string }) => {
  const { url } = server()
  const socket = new HocuspocusProviderWebsocket({
    url: url.replace('http', 'ws') + COLLAB_PATH,
    WebSocketPolyfill: class extends WebSocket {
      constructor(address: string | URL) {
        super(address, { headers: { ...(cookie && { cookie, origin: url }) } })
      }
    },
  })
  const doc = new Y.Doc()
  const provider = new HocuspocusProvider({
    websocketProvider: socket,
    name,
    token: token ?? '',
    document: doc,
  })
  const ended: string[] = []
  provider.on('close', ({ event }: { event: { reason: string } }) => ended.push(event.reason))
  provider.on('authenticationFailed', ({ reason }: { reason: string }) => ended.push(reason))
  provider.attach()
  const client = {
    provider,
    doc,
    ended,
    destroy() {
      provider.destroy()
      socket.destroy()
    },
  }
  clients.push(client)
  return client
}

it('lets people in by session and by token, as their role allows', async () => {
  const [analyst, viewer] = [await server().addMember('analyst'), await server().addMember('viewer')]
  const layer = `layer/${conversation}/${analyst.member}`
  const author = open(layer, { cookie: analyst.cookie })
  const program = open(layer, { token: analyst.token })
  const lead = open(layer, { cookie: owner.cookie })
  const outsider = open(layer, { cookie: viewer.cookie })
  await waitUntil(() => author.provider.synced && program.provider.synced && lead.provider.synced)
  await waitUntil(() => outsider.ended[0] === 'forbidden')
  expect(author.provider.authorizedScope).toBe('read-write')
  expect(program.provider.authorizedScope).toBe('read-write')
  expect(lead.provider.authorizedScope).toBe('readonly')

  const transcript = open(`transcript/${conversation}`, analyst)
  await waitUntil(() => transcript.doc.getText('t').toString().includes('We moved here'))
  transcript.provider.setAwarenessField('name', 'Somebody else')
  const witness = open(`transcript/${conversation}`, owner)
  await waitUntil(() => witness.provider.awareness?.getStates().has(transcript.doc.clientID))
  expect(witness.provider.awareness?.getStates().get(transcript.doc.clientID)).toMatchObject({
    member: analyst.member,
    name: analyst.name,
  })
})

it('ends at once for who is removed, and for a token that is revoked; not for the others', async () => {
  const [leaving, staying] = [await server().addMember('analyst'), await server().addMember('analyst')]
  const name = `transcript/${conversation}`
  const gone = open(name, { cookie: leaving.cookie })
  const program = open(name, { token: staying.token })
  const stays = open(name, { cookie: staying.cookie })
  await waitUntil(() => gone.provider.synced && program.provider.synced && stays.provider.synced)

  const began = Date.now()
  await owner.api.call(routes.removeMember, {
    params: { workspace: owner.workspace, member: leaving.member },
  })
  await waitUntil(() => gone.ended.length > 0)
  const [token] = await staying.api.call(routes.listTokens)
  await staying.api.call(routes.revokeToken, { params: { token: token?.id ?? '' } })
  await waitUntil(() => program.ended.length > 0)
  expect(Date.now() - began).toBeLessThan(3_000)
  expect([...gone.ended, ...program.ended]).toEqual(['access-changed', 'access-changed'])
  expect(stays.ended).toEqual([])

  await gone.provider.sendToken()
  await waitUntil(() => gone.ended.length > 1)
  expect(gone.ended[1]).toBe('forbidden')
})

it('decides again after a change of role', async () => {
  const person = await server().addMember('analyst')
  const layer = open(`layer/${conversation}/${person.member}`, person)
  await waitUntil(() => layer.provider.synced)
  expect(layer.provider.authorizedScope).toBe('read-write')
  await owner.api.call(routes.updateMember, {
    params: { workspace: owner.workspace, member: person.member },
    body: { role: 'writer' },
  })
  await waitUntil(() => layer.ended.length > 0)
  await layer.provider.sendToken()
  layer.provider.startSync()
  await waitUntil(() => layer.provider.authorizedScope === 'readonly')
})
