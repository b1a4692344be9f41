import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider'
import { COLLAB_PATH, PolyphonyError, routes } from '@polyphony/contract'
import { addCluster, documentName, placeCards, readBoard, setOutcome } from '@polyphony/document'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { sweep } from '../../commands/sweep.ts'
import { liveDocuments } from '../../liveDocuments.ts'
import { BoardModel } from '../../models/board.ts'
import { type TestPerson, useTestServer } from '../../testing/startTestServer.ts'

const server = useTestServer()
let owner: TestPerson
let lead: TestPerson
let analyst: TestPerson
const open: { destroy(): void }[] = []
beforeAll(async () => {
  owner = await server().owner()
  lead = await server().addMember('lead')
  analyst = await server().addMember('analyst')
})
afterEach(() => {
  for (const one of open.splice(0)) one.destroy()
})

const create = async (title = 'First sort') =>
  owner.api.call(routes.createBoard, { params: { workspace: owner.workspace }, body: { title } })
const get = (board: string) => analyst.api.call(routes.getBoard, { params: { board } })
const update = (board: string, body: { title?: string; closed?: boolean }, person = owner) =>
  person.api.call(routes.updateBoard, { params: { board }, body })
const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => (error instanceof PolyphonyError ? error.code : error),
  )

/** Opens a board as a browser does. */
const connect = async (board: string, person: TestPerson) => {
  const socket = new HocuspocusProviderWebsocket({
    url: `${server().url.replace('http', 'ws')}${COLLAB_PATH}`,
    WebSocketPolyfill: WebSocket,
  })
  const doc = new Y.Doc()
  const provider = new HocuspocusProvider({
    websocketProvider: socket,
    name: documentName({ kind: 'board', board }),
    token: person.token,
    document: doc,
    awareness: null,
  })
  open.push({
    destroy() {
      provider.destroy()
      socket.destroy()
    },
  })
  provider.attach()
  await vi.waitFor(() => expect(provider.synced).toBe(true), { timeout: 8000 })
  return { provider, doc }
}
const saved = (provider: HocuspocusProvider) =>
  vi.waitFor(() => expect(provider.hasUnsyncedChanges).toBe(false), { timeout: 8000 })

it('says what lies on it, what came of it, and who took part', async () => {
  const board = await create()
  expect(board).toMatchObject({ people: [], cards: 0, clusters: 0, outcomes: [], closedAt: null })
  const { provider, doc } = await connect(board.id, lead)
  const area = { x: 0, y: 0, width: 300, height: 200 }
  const cluster = addCluster(doc, { title: 'Being heard', colour: '#3355aa', ...area })
  placeCards(doc, [{ key: 'c/voice', x: 10, y: 60, cluster }])
  setOutcome(doc, cluster, { type: 'theme', code: 'heard', from: ['voice'], at: 1 })
  await saved(provider)

  const facts = {
    ...board,
    people: [lead.member],
    cards: 1,
    clusters: 1,
    outcomes: [{ type: 'theme', code: 'heard', from: ['voice'], title: 'Being heard' }],
  }
  expect(await get(board.id)).toEqual(facts)
  const list = await analyst.api.call(routes.listBoards, { params: { workspace: owner.workspace } })
  expect(list).toContainEqual(facts)
})

it('is written by leads, read by the team', async () => {
  const board = await create()
  expect(await codeOf(update(board.id, { title: 'Mine' }, analyst))).toBe('forbidden')
  const viewer = await server().addMember('viewer')
  expect(await codeOf(viewer.api.call(routes.getBoard, { params: { board: board.id } }))).toBe('forbidden')
  expect((await connect(board.id, analyst)).provider.authorizedScope).toBe('readonly')
  expect((await connect(board.id, lead)).provider.authorizedScope).toBe('read-write')
})

it('cannot be changed once it is closed, until it is opened again', async () => {
  const board = await create()
  const before = await connect(board.id, lead)
  const closes: string[] = []
  before.provider.on('close', ({ event }: { event: { reason: string } }) => closes.push(event.reason))
  const closed = await update(board.id, { closed: true })
  expect(closed).toMatchObject({ closedBy: owner.member, title: 'First sort' })
  expect(Date.parse(closed.closedAt!)).toBeGreaterThan(0)
  await vi.waitFor(() => expect(closes).toContain('access-changed'), { timeout: 30_000 })
  expect((await connect(board.id, lead)).provider.authorizedScope).toBe('readonly')

  expect(await update(board.id, { closed: true }, lead)).toMatchObject({ closedBy: owner.member })
  expect(await update(board.id, { closed: false }, lead)).toMatchObject({ closedAt: null, closedBy: null })
  expect((await connect(board.id, lead)).provider.authorizedScope).toBe('read-write')
})

it('goes into the bin, comes back as it was, and is gone for good in the end', async () => {
  const board = await create('To be dropped')
  const name = documentName({ kind: 'board', board: board.id })
  await liveDocuments().transact(name, { member: owner.member }, doc =>
    placeCards(doc, [{ key: 'c/voice', x: 1, y: 2, cluster: null }]),
  )
  const params = { board: board.id }
  await owner.api.call(routes.deleteBoard, { params })
  expect(await codeOf(get(board.id))).toBe('not-found')
  const bin = () => owner.api.call(routes.listBin, { params: { workspace: owner.workspace } })
  expect(await bin()).toMatchObject([{ kind: 'board', id: board.id, title: 'To be dropped' }])
  expect(await owner.api.call(routes.restoreBoard, { params })).toMatchObject({ cards: 1 })
  expect(await bin()).toEqual([])

  await owner.api.call(routes.deleteBoard, { params })
  await BoardModel.updateOne({ _id: board.id }, { deletedAt: new Date('2020-01-01') })
  await sweep({} as never)
  expect(await BoardModel.exists({ _id: board.id })).toBeNull()
  expect(await liveDocuments().exists(name)).toBe(false)
  expect(await codeOf(owner.api.call(routes.restoreBoard, { params }))).toBe('gone')
})

it('keeps its cards while a lead and another write at once', async () => {
  const board = await create()
  const [one, two] = [await connect(board.id, lead), await connect(board.id, owner)]
  placeCards(one.doc, [{ key: 'c/a', x: 1, y: 1, cluster: null }])
  placeCards(two.doc, [{ key: 'c/b', x: 2, y: 2, cluster: null }])
  await Promise.all([saved(one.provider), saved(two.provider)])
  await vi.waitFor(() => expect([...readBoard(one.doc).cards.keys()].sort()).toEqual(['c/a', 'c/b']), {
    timeout: 30_000,
  })
  expect((await get(board.id)).people).toEqual([lead.member, owner.member].sort())
})
