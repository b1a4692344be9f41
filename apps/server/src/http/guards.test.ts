import { request } from 'node:http'
import { type Action, can, Role, type Route, routes, routeUrl } from '@polyphony/contract'
import { newId } from '@polyphony/document'
import { beforeAll, expect, test, vi } from 'vitest'
import { BoardModel } from '../models/board.ts'
import { ConversationModel } from '../models/conversation.ts'
import { ExcerptModel } from '../models/excerpt.ts'
import { ExportModel } from '../models/export.ts'
import { FindingModel } from '../models/finding.ts'
import { GroupModel } from '../models/group.ts'
import { ImportModel } from '../models/import.ts'
import { InvitationModel } from '../models/invitation.ts'
import { MemberModel } from '../models/member.ts'
import { type TestPerson, useTestServer } from '../testing/startTestServer.ts'

vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 })

type Name = keyof typeof routes
// biome-ignore lint/suspicious/noExplicitAny: a route of any shape
type AnyRoute = Route<any, any, any, any>

/** Routes that everybody may use for themselves; what they answer is tested in accounts.test.ts. */
const OWN: Partial<Record<Name, object | null>> = {
  createToken: { name: 'mine' },
  listTokens: null,
  listMyAssignments: null,
  revokeToken: null,
  listWorkspaces: null,
  signOutEverywhere: null,
  createWorkspace: { name: 'Another', demo: false },
}
const PUBLIC: Partial<Record<Name, object | null>> = {
  getSession: null,
  setUp: {
    token: 't',
    name: 'N',
    email: 'n@example.org',
    password: 'four random words',
    workspace: 'W',
    demo: false,
  },
  readInvitation: null,
  acceptInvitation: { account: { name: 'N', email: 'n@example.org', password: 'four random words' } },
}
/** Every other route: the action it needs, and a body that is right in form. */
const GUARDED: Partial<Record<Name, { needs: Action | Action[]; body?: object; query?: object }>> = {
  getWorkspace: { needs: 'workspace.read' },
  updateWorkspace: { needs: 'workspace.update', body: { name: 'Renamed' } },
  listMembers: { needs: 'member.read' },
  updateMember: { needs: 'member.update', body: { role: 'viewer' } },
  removeMember: { needs: 'member.remove' },
  listInvitations: { needs: 'member.invite' },
  createInvitation: { needs: 'member.invite', body: { role: 'analyst', email: 'a@example.org' } },
  revokeInvitation: { needs: 'member.invite' },
  listGroups: { needs: 'group.read' },
  createGroup: { needs: 'group.write', body: { name: 'Group' } },
  updateGroup: { needs: 'group.write', body: { name: 'Group', trustees: [] } },
  listConversations: { needs: 'conversation.read' },
  getConversation: { needs: 'conversation.read' },
  updateConversation: { needs: 'conversation.update', body: { title: 'T', heldOn: null, ceiling: 'team' } },
  deleteConversation: { needs: 'conversation.delete' },
  restoreConversation: { needs: 'conversation.delete' },
  listPresence: { needs: 'conversation.read' },
  listProgress: { needs: 'layer.read' },
  reviewConversation: { needs: 'conversation.review', body: { reviewed: true } },
  listAssignments: { needs: 'conversation.read' },
  assignConversation: { needs: 'assignment.write', body: { due: '2026-12-01', note: 'N', doneAt: null } },
  unassignConversation: { needs: 'assignment.write' },
  finishAssignment: { needs: 'assignment.finish', body: { done: true } },
  listActivity: { needs: 'layer.read' },
  listBin: { needs: ['conversation.delete', 'finding.delete', 'board.write'] },
  getTranscript: { needs: 'transcript.read' },
  listOutlines: { needs: 'transcript.read' },
  getSourceWords: { needs: 'transcript.read' },
  getRecording: { needs: 'recording.listen' },
  getDocuments: { needs: 'transcript.read' },
  getPeaks: { needs: 'recording.listen' },
  listLayers: { needs: 'layer.read' },
  listHighlights: { needs: 'layer.read' },
  listCodings: { needs: 'layer.read' },
  readPassages: { needs: 'layer.read', query: { of: 'c/m/h' } },
  listTies: { needs: 'layer.read' },
  listThreads: { needs: 'comment.export' },
  listSpeakers: { needs: 'transcript.read' },
  recordListening: { needs: 'listening.write', body: { heard: [[0, 1]], position: 1 } },
  getListening: { needs: 'listening.read' },
  listListening: { needs: 'listening.read' },
  listCorrections: { needs: 'transcript.read' },
  search: { needs: 'transcript.read', query: { q: 'door' } },
  findPlaces: { needs: 'transcript.read', query: { text: 'door' } },
  replacePlaces: {
    needs: 'transcript.correct',
    body: { replacements: [{ conversation: 'c', turn: 't', from: 0, to: 4, text: 'door', insert: 'gate' }] },
  },
  listInbox: { needs: 'inbox.read' },
  markInbox: { needs: 'inbox.mark', body: { entries: ['c/m/k'], seen: true } },
  listCodeThreads: { needs: 'layer.read', query: { codes: 'c' } },
  createImport: { needs: 'conversation.import' },
  getImport: { needs: 'conversation.import' },
  putTranscript: { needs: 'conversation.import', query: { name: 'a.txt' } },
  removeFromImport: { needs: 'conversation.import' },
  finishImport: { needs: 'conversation.import', body: { title: 'T' } },
  cancelImport: { needs: 'conversation.import' },
  getOntology: { needs: 'ontology.read' },
  applyOperations: {
    needs: 'ontology.propose',
    body: { operations: [{ type: 'create', id: 'p1', name: 'Proposed' }], note: 'why' },
  },
  listRevisions: { needs: 'ontology.read' },
  getOntologyAt: { needs: 'ontology.read' },
  previewRevert: { needs: 'ontology.change' },
  revertRevision: { needs: 'ontology.change' },
  listDistinctCodes: { needs: 'ontology.read' },
  setDistinctCodes: { needs: 'ontology.change', body: { a: 'one', b: 'two', distinct: true } },
  exportCodebook: { needs: 'ontology.read' },
  previewCodebookExport: { needs: 'ontology.read' },
  planCodebookImport: {
    needs: 'ontology.change',
    body: { name: 'a.csv', content: Buffer.from('name\nVoice\n').toString('base64') },
  },
  importCodebook: {
    needs: 'ontology.change',
    body: { name: 'a.csv', content: Buffer.from('name\nVoice\n').toString('base64'), revision: 99_999 },
  },
  listBoards: { needs: 'board.read' },
  createBoard: { needs: 'board.write', body: { title: 'T' } },
  getBoard: { needs: 'board.read' },
  updateBoard: { needs: 'board.write', body: { title: 'T', closed: true } },
  deleteBoard: { needs: 'board.write' },
  restoreBoard: { needs: 'board.write' },
  getPlan: { needs: 'plan.read' },
  addPlanConcept: { needs: 'plan.write', body: { id: 'own1', kind: 'commitment', title: 'T' } },
  changePlanConcept: { needs: 'plan.write', body: { version: 999 } },
  listPlanChanges: { needs: 'plan.read' },
  listFindings: { needs: 'finding.read' },
  createFinding: { needs: 'finding.write', body: { title: 'T', themes: [] } },
  getFinding: { needs: 'finding.read' },
  updateFinding: { needs: 'finding.write', body: { title: 'T' } },
  deleteFinding: { needs: 'finding.delete' },
  restoreFinding: { needs: 'finding.delete' },
  addExcerpt: { needs: 'finding.write', body: { conversation: 'c', member: 'm', highlight: 'h' } },
  orderExcerpts: { needs: 'finding.write', body: { excerpts: [] } },
  removeExcerpt: { needs: 'finding.write' },
  decideExcerpt: { needs: 'excerpt.decide', body: { state: 'approved', reason: 'why' } },
  listExcerpts: { needs: 'finding.read' },
  getClip: { needs: 'finding.read' },
  listExports: { needs: 'export.create' },
  createExport: { needs: 'export.create', body: { formats: ['csv'], findings: ['nosuchfinding'] } },
  getExport: { needs: 'export.create' },
  cancelExport: { needs: 'export.create' },
  downloadExport: { needs: 'export.create' },
}

const server = useTestServer()
const people = new Map<Role, TestPerson>()
beforeAll(async () => {
  for (const role of Role.options) people.set(role, await server().addMember(role))
})

/** One of everything that a path can name, made anew for each call, in the workspace of the test. */
const things = async () => {
  const { workspace, member } = await server().owner()
  const now = new Date()
  const id = newId()
  const common = { _id: id, workspace, member, createdAt: now }
  await Promise.all([
    GroupModel.create({ ...common, name: 'G' }),
    ConversationModel.create({ ...common, title: 'C', ceiling: 'team', turns: 0, words: 0 }),
    FindingModel.create({ ...common, title: 'F', createdBy: member, updatedAt: now }),
    BoardModel.create({ ...common, title: 'B', createdBy: member }),
    ExcerptModel.create({
      ...common,
      finding: id,
      conversation: id,
      highlight: 'h',
      turns: [],
      position: 0,
      decision: { state: 'pending', by: null, at: null, reason: null, expiresAt: null },
    }),
    ExportModel.create({ ...common, formats: ['csv'], state: 'failed', progress: 0 }),
    ImportModel.create({ ...common, conversation: newId() }),
    MemberModel.create({
      ...common,
      user: newId(),
      role: 'viewer',
      owner: false,
      colour: '#111111',
      joinedAt: now,
    }),
    InvitationModel.create({
      ...common,
      role: 'viewer',
      hash: id,
      createdBy: member,
      expiresAt: new Date(Date.now() + 1e6),
    }),
  ])
  const ofEach = [
    'group',
    'conversation',
    'finding',
    'board',
    'excerpt',
    'export',
    'import',
    'member',
    'invitation',
    'token',
  ]
  return {
    ...Object.fromEntries(ofEach.map(name => [name, id])),
    workspace,
    revision: 999_999,
    part: 'recording',
    format: 'csv',
    secret: 'nosuchsecret',
  } as Record<string, unknown>
}

const send = async (
  name: Name,
  {
    cookie,
    params,
    body,
    query = GUARDED[name]?.query,
  }: { cookie?: string; params: object; body?: unknown; query?: object },
): Promise<number> => {
  const route = routes[name] as AnyRoute
  const response = await server().fetch(routeUrl(route, { params, query } as never), {
    method: route.method,
    cookie,
    ...(body !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  })
  await response.arrayBuffer()
  return response.status
}

test('the tables of this file name every route of the contract, once', () => {
  const named = [OWN, PUBLIC, GUARDED].flatMap(table => Object.keys(table))
  expect(named.sort()).toEqual(Object.keys(routes).sort())
})

test.each(Object.keys(routes) as Name[])(
  'the sample body of %s is right, so that only what is replaced in it is wrong',
  name => {
    const { body } = routes[name] as AnyRoute
    const sample = GUARDED[name]?.body ?? OWN[name] ?? PUBLIC[name]
    expect(sample ? body.safeParse(sample).success : body === undefined).toBe(true)
  },
)

test.each(Object.keys(GUARDED) as Name[])(
  '%s answers exactly the roles that may, and no stranger',
  async name => {
    const { needs, body } = GUARDED[name]!
    expect(await send(name, { params: await things(), body })).toBe(401)
    for (const role of Role.options) {
      const { cookie, workspace, member, user } = people.get(role)!
      const actor = { user, memberships: [{ workspace, member, role, owner: false }] }
      const may = [needs].flat().some(action => can(actor, action, { workspace, member }))
      const status = await send(name, { cookie, params: await things(), body })
      if (may) expect([401, 403, 500], `${role}: ${status}`).not.toContain(status)
      else expect(status, role).toBe(403)
    }
  },
)

test.each(Object.keys(GUARDED) as Name[])('%s is closed to members of other workspaces', async name => {
  const params = await things()
  const elsewhere = await server().addMember('viewer')
  await MemberModel.updateOne({ _id: elsewhere.member }, { workspace: 'another', role: 'lead', owner: true })
  // What was known of them before is forgotten within half a second.
  await vi.waitFor(
    async () =>
      expect([403, 404]).toContain(
        await send(name, { cookie: elsewhere.cookie, params, body: GUARDED[name]!.body }),
      ),
    { timeout: 2000 },
  )
})

/** The body with one field, at any depth, replaced by a query operator; one variant for each field. */
const withOperators = (body: unknown): unknown[] => {
  if (typeof body !== 'object' || body === null) return []
  return Object.entries(body).flatMap(([key, value]) =>
    [{ $gt: '' }, ...withOperators(value)].map(bad =>
      Array.isArray(body) ? body.with(Number(key), bad) : { ...body, [key]: bad },
    ),
  )
}

test.each(Object.keys(routes) as Name[])('%s refuses query operators wherever a value stands', async name => {
  const route = routes[name] as AnyRoute
  const { cookie } = await server().owner()
  const params = await things()
  const body = GUARDED[name]?.body ?? OWN[name] ?? PUBLIC[name] ?? undefined
  for (const bad of withOperators(body))
    expect(await send(name, { cookie, params, body: bad }), JSON.stringify(bad)).toBe(400)
  for (const key of Object.keys(route.params?.shape ?? {})) {
    const status = await send(name, { cookie, params: { ...params, [key]: '{"$gt":""}' }, body })
    expect([400, 404], key).toContain(status)
  }
  for (const key of Object.keys(route.query?.shape ?? {})) {
    // Either of no effect, being another name, or refused; never an operator, never a fault.
    const query = { ...GUARDED[name]?.query, [`${key}[$gt]`]: '' }
    expect(await send(name, { cookie, params, body, query })).toBeLessThan(500)
  }
})

test('signing in refuses query operators', async () => {
  const { email, password } = await server().owner()
  for (const bad of withOperators({ email, password })) {
    const response = await server().fetch('/api/auth/sign-in/email', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(bad),
    })
    expect(response.status).toBe(400)
  }
})

test.each([
  ['a foreign page', { origin: 'https://evil.example' }],
  ['a page without an origin', { origin: 'null' }],
  ['a page at another port', { origin: 'http://127.0.0.1:1' }],
])('%s can change nothing, whatever cookie it has', async (_who, headers) => {
  const { cookie, workspace } = await server().owner()
  const response = await server().fetch(`/api/workspaces/${workspace}`, {
    method: 'PATCH',
    cookie,
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Taken over' }),
  })
  expect(response.status).toBe(403)
  expect(((await response.json()) as { error: { code: string } }).error.code).toBe('foreign-origin')
})

/** Node's `fetch` sets Host itself; a page whose name was made to point here sends its own. */
const statusFor = (headers: Record<string, string>): Promise<number> =>
  new Promise((resolve, reject) => {
    request(`${server().url}/api/session/sign-out-everywhere`, { method: 'POST', headers }, response => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
      .on('error', reject)
      .end()
  })

test('a name that was made to point here is foreign, and a program without an origin is not', async () => {
  expect(await statusFor({ host: 'evil.example', origin: 'http://evil.example' })).toBe(403)
  expect(await statusFor({ 'sec-fetch-site': 'cross-site' })).toBe(403)
  expect(await statusFor({})).toBe(401)
})

test('a body that is no JSON, or too large, is refused with a reason', async () => {
  const { cookie } = await server().owner()
  const post = async (body: string) => {
    const response = await server().fetch('/api/tokens', {
      method: 'POST',
      cookie,
      headers: { 'content-type': 'application/json' },
      body,
    })
    return ((await response.json()) as { error: { code: string } }).error.code
  }
  expect(await post('{')).toBe('invalid-input')
  expect(await post(JSON.stringify({ name: 'x'.repeat(1_100_000) }))).toBe('too-large')
})
