import { type ErrorCode, type PolyphonyError, routes } from '@polyphony/contract'
import { documentName } from '@polyphony/document'
import { trusted } from 'mongoose'
import { expect, onTestFinished, test, vi } from 'vitest'
import WebSocket from 'ws'
import { InvitationModel } from '../../models/invitation.ts'
import { TokenModel } from '../../models/token.ts'
import { UserModel } from '../../models/user.ts'
import { actorOf } from '../../policies/actor.ts'
import { type TestPerson, useTestServer } from '../../testing/startTestServer.ts'

const server = useTestServer()

const refused = (call: Promise<unknown>, code: ErrorCode) =>
  expect(call).rejects.toSatisfy((error: PolyphonyError) => {
    expect(error.code).toBe(code)
    return true
  })
const account = (email: string) => ({ name: 'Somebody', email, password: 'four words at random' })
const invite = async (email: string | null = null) => {
  const owner = await server().owner()
  const { url, invitation } = await owner.api.call(routes.createInvitation, {
    params: owner,
    body: { role: 'analyst', email },
  })
  return { secret: url.split('/').at(-1)!, invitation }
}
const signedIn = async (cookie: string) =>
  (await server().api({ cookie }).call(routes.getSession)).user !== null

/** Opens a document of y-websocket's protocol; resolves when the server has answered, `closed` when it closes. */
const openSocket = async (person: TestPerson, cookie = person.cookie) => {
  const name = documentName({ kind: 'ontology', workspace: person.workspace })
  const socket = new WebSocket(`${server().url.replace('http', 'ws')}/yjs/${name}`, {
    headers: { cookie, origin: server().url },
  })
  onTestFinished(() => socket.terminate())
  const closed = new Promise<number>(resolve => socket.once('close', code => resolve(code)))
  await new Promise<void>((resolve, reject) => {
    // The first step of y-protocols' sync, for a document of which nothing is known.
    socket.once('open', () => socket.send(new Uint8Array([0, 0, 1, 0])))
    socket.once('message', () => resolve())
    socket.once('error', reject)
    socket.once('close', code => reject(new Error(`closed with ${code}`)))
  })
  return { closed }
}

test('the one-time link makes one owner, however many try at once, and is dead afterwards', async () => {
  const fresh = server()
  const owner = await fresh.owner()
  const body = { ...account('late@example.org'), workspace: 'Mine', demo: false }
  const token = new URL(fresh.running.setupUrl!).hash.slice(1)
  await refused(fresh.api().call(routes.setUp, { body: { ...body, token } }), 'gone')
  expect(await UserModel.exists({ email: 'late@example.org' })).toBeNull()

  const session = await owner.api.call(routes.getSession)
  expect(session).toMatchObject({
    ready: true,
    memberships: [{ role: 'lead', owner: true, member: owner.member }],
  })
})

test('an invitation works once, then says so', async () => {
  const { secret } = await invite()
  const params = { secret }
  expect(await server().api().call(routes.readInvitation, { params })).toEqual({
    workspace: 'Dialogues',
    role: 'analyst',
    email: null,
  })
  const tries = await Promise.allSettled(
    ['a', 'b', 'c'].map(name =>
      server()
        .api()
        .call(routes.acceptInvitation, { params, body: { account: account(`${name}@once.org`) } }),
    ),
  )
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  await refused(server().api().call(routes.readInvitation, { params }), 'gone')
})

test('an invitation for one address refuses another, and stays open', async () => {
  const { secret } = await invite('ada@example.org')
  const accept = (email: string) =>
    server()
      .api()
      .call(routes.acceptInvitation, { params: { secret }, body: { account: account(email) } })
  await refused(accept('eve@example.org'), 'forbidden')
  expect((await accept('ada@example.org')).member).toBeTruthy()
})

test('an invitation expires after fourteen days, and can be withdrawn', async () => {
  const owner = await server().owner()
  const first = await invite()
  const days = (new Date(first.invitation.expiresAt).getTime() - Date.now()) / 86_400_000
  expect(days).toBeCloseTo(14, 2)
  await InvitationModel.updateOne({ _id: first.invitation.id }, { expiresAt: new Date(Date.now() - 1) })
  await refused(
    server()
      .api()
      .call(routes.acceptInvitation, { params: first, body: { account: account('x@old.org') } }),
    'invitation-expired',
  )
  const second = await invite()
  const params = { workspace: owner.workspace, invitation: second.invitation.id }
  await owner.api.call(routes.revokeInvitation, { params })
  await refused(server().api().call(routes.readInvitation, { params: second }), 'not-found')
})

test('secrets of links and tokens are not in the database', async () => {
  const { secret } = await invite()
  const owner = await server().owner()
  const stored = JSON.stringify([
    await InvitationModel.find({}).lean(),
    await TokenModel.find({ user: trusted({ $exists: true }) }).lean(),
  ])
  expect(stored).not.toContain(secret)
  expect(stored).not.toContain(owner.token.slice(5))
})

test('nobody makes an account by the sign-up of the authentication library', async () => {
  const response = await server().fetch('/api/auth/sign-up/email', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(account('eve@example.org')),
  })
  expect(response.status).toBe(404)
  expect(await UserModel.exists({ email: 'eve@example.org' })).toBeNull()
})

test('the session cookie is out of reach of scripts and of other sites', async () => {
  const owner = await server().owner()
  const response = await server().fetch('/api/auth/sign-in/email', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: owner.email, password: owner.password }),
  })
  expect(response.headers.getSetCookie()[0]).toMatch(/HttpOnly.*SameSite=Lax/i)
})

test('a changed role is effective at once, in requests and in sockets', async () => {
  const owner = await server().owner()
  const person = await server().addMember('lead')
  const { closed } = await openSocket(person)
  const params = { workspace: owner.workspace, member: person.member }
  expect(await signedIn(person.cookie)).toBe(true)
  await owner.api.call(routes.updateMember, { params, body: { role: 'viewer' } })
  await refused(person.api.call(routes.listMembers, { params }), 'forbidden')
  await closed
})

test('a removed member is out within a second; their name stays; invited again they get their place back', async () => {
  const owner = await server().owner()
  const person = await server().addMember('analyst', 'Rosa Removed')
  const params = { workspace: owner.workspace, member: person.member }
  const { closed } = await openSocket(person)
  const began = Date.now()
  await owner.api.call(routes.removeMember, { params })
  await refused(person.api.call(routes.getWorkspace, { params }), 'forbidden')
  await refused(server().api({ token: person.token }).call(routes.getWorkspace, { params }), 'forbidden')
  await closed
  expect(Date.now() - began).toBeLessThan(1000)

  expect((await owner.api.call(routes.listMembers, { params })).map(m => m.id)).not.toContain(person.member)
  const everybody = await owner.api.call(routes.listMembers, { params, query: { former: 'true' } })
  expect(everybody.find(m => m.id === person.member)).toMatchObject({ name: 'Rosa Removed' })

  const { secret } = await invite()
  const back = await person.api.call(routes.acceptInvitation, { params: { secret }, body: { account: null } })
  expect(back.member).toBe(person.member)
})

test('the owner can neither be removed nor demoted', async () => {
  const owner = await server().owner()
  const lead = await server().addMember('lead')
  const params = { workspace: owner.workspace, member: owner.member }
  await refused(lead.api.call(routes.removeMember, { params }), 'forbidden')
  await refused(lead.api.call(routes.updateMember, { params, body: { role: 'viewer' } }), 'forbidden')
})

test('signing out everywhere ends all sessions and sockets of that person, and of nobody else', async () => {
  const person = await server().addMember('analyst')
  const other = await server().addMember('analyst')
  const second = await server().signIn(person)
  const sockets = [await openSocket(person), await openSocket(person, second)]
  expect(await signedIn(second)).toBe(true)
  await person.api.call(routes.signOutEverywhere)
  expect(await signedIn(person.cookie)).toBe(false)
  expect(await signedIn(second)).toBe(false)
  await refused(person.api.call(routes.listTokens), 'session-expired')
  await Promise.all(sockets.map(({ closed }) => closed))
  expect(await signedIn(other.cookie)).toBe(true)
})

test('signing out ends that session only', async () => {
  const person = await server().addMember('analyst')
  const second = await server().signIn(person)
  await server().fetch('/api/auth/sign-out', { method: 'POST', cookie: second })
  expect(await signedIn(second)).toBe(false)
  expect(await signedIn(person.cookie)).toBe(true)
})

test('an expired session is refused', async () => {
  const person = await server().addMember('analyst')
  const { connection } = server().running.context
  await connection
    .collection('session')
    .updateMany({ userId: person.user } as never, { $set: { expiresAt: new Date(Date.now() - 1000) } })
  await vi.waitFor(async () => expect(await actorOf({ cookie: person.cookie })).toBeNull(), { timeout: 1000 })
  await refused(person.api.call(routes.listTokens), 'session-expired')
})

test('a token does what its person may, until it is revoked or expires', async () => {
  const person = await server().addMember('analyst')
  const { token, secret } = await person.api.call(routes.createToken, {
    body: { name: 'notebook', expiresInDays: 1 },
  })
  const api = server().api({ token: secret })
  const params = { workspace: person.workspace }
  expect(secret).toMatch(/^poly_/)
  expect(await api.call(routes.listMembers, { params })).not.toHaveLength(0)
  const listed = (await person.api.call(routes.listTokens)).find(({ id }) => id === token.id)
  expect(listed?.lastUsedAt).not.toBeNull()
  await refused(api.call(routes.createToken, { body: { name: 'another' } }), 'forbidden')

  await person.api.call(routes.revokeToken, { params: { token: token.id } })
  await refused(api.call(routes.listMembers, { params }), 'wrong-credentials')

  const short = await person.api.call(routes.createToken, { body: { name: 'short', expiresInDays: 1 } })
  await TokenModel.updateOne({ _id: short.token.id }, { expiresAt: new Date(Date.now() - 1) })
  await refused(
    server().api({ token: short.secret }).call(routes.listMembers, { params }),
    'wrong-credentials',
  )
})

test('a token for reading changes nothing', async () => {
  const owner = await server().owner()
  const { secret } = await owner.api.call(routes.createToken, { body: { name: 'reader', readOnly: true } })
  const api = server().api({ token: secret })
  expect((await api.call(routes.getWorkspace, { params: owner })).name).toBe('Dialogues')
  await refused(api.call(routes.updateWorkspace, { params: owner, body: { name: 'Taken' } }), 'forbidden')
  await refused(api.call(routes.signOutEverywhere), 'forbidden')
})

test('a lead says on how many people a cell of a table must rest to leave', async () => {
  const owner = await server().owner()
  const change = (leastPeople: number) =>
    owner.api.call(routes.updateWorkspace, { params: owner, body: { leastPeople } })
  expect((await owner.api.call(routes.getWorkspace, { params: owner })).leastPeople).toBe(11)
  expect(await change(5)).toMatchObject({ name: 'Dialogues', leastPeople: 5 })
  await refused(change(1), 'invalid-input')
  await change(11)
})

test('nobody revokes a token of somebody else', async () => {
  const [one, other] = [await server().addMember('lead'), await server().addMember('lead')]
  const { token } = await one.api.call(routes.createToken, { body: { name: 'mine' } })
  await refused(other.api.call(routes.revokeToken, { params: { token: token.id } }), 'not-found')
})

test('guessing one password ends soon, while everybody else behind the same address signs in', async () => {
  const victim = await server().addMember('analyst')
  const attempt = (email: string, password: string) =>
    server().fetch('/api/auth/sign-in/email', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    })
  const statuses: number[] = []
  for (let i = 0; i < 11; i++) statuses.push((await attempt(victim.email, `wrong password ${i}`)).status)
  expect(statuses.slice(0, 10)).toEqual(Array(10).fill(401))
  expect(statuses[10]).toBe(429)
  const owner = await server().owner()
  for (let i = 0; i < 12; i++) expect((await attempt(owner.email, owner.password)).status).toBe(200)
})
