import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ApiClient, createApiClient, type Role, routes } from '@polyphony/contract'
import { newId } from '@polyphony/document'
import mongoose from 'mongoose'
import { type Logger, pino } from 'pino'
import { afterAll, beforeAll } from 'vitest'
import { type Env, readEnv } from '../env.ts'
import { type RunningServer, type StartOptions, startServer } from '../startServer.ts'

export interface TestServerOptions {
  env?: Partial<Env>
  /** Silent unless given. */
  logger?: Logger
  webDir?: string | null
  /** Keeps an earlier data folder (and database): a restart. */
  dataDir?: string
  start?: Partial<StartOptions>
}

/** A person with an account and, but for strangers, a place in a workspace. */
export interface TestPerson {
  name: string
  email: string
  password: string
  user: string
  workspace: string
  member: string
  role: Role
  /** `Cookie` header of a session. */
  cookie: string
  /** A personal access token that may do all that the person may. */
  token: string
  /** Calls routes with the session's cookie, as the interface does. */
  api: ApiClient
}

export interface TestServer {
  url: string
  running: RunningServer
  dataDir: string
  /** The first person, made through the one-time link; the same one each time. */
  owner(): Promise<TestPerson>
  /** Invites somebody and lets them accept. */
  addMember(role: Role, name?: string, workspace?: string): Promise<TestPerson>
  /** Signs a person in again: another session. */
  signIn(person: Pick<TestPerson, 'email' | 'password'>): Promise<string>
  /** A request as a page of ours sends it, with a cookie or without. */
  fetch(path: string, init?: RequestInit & { cookie?: string }): Promise<Response>
  /** The API with a cookie, a token, or neither. */
  api(credentials?: { cookie?: string; token?: string }): ApiClient
  /** Stops the server and deletes what it stored, unless `keep`. */
  close(options?: { keep?: boolean }): Promise<void>
}

const PASSWORD = 'correct horse battery staple'

/**
 * A real server on a free port, over a fresh data folder and the embedded engine (or a fresh database at
 * `MONGODB_URI`). The caller closes it; `useTestServer` does that by itself.
 */
export const startTestServer = async (options: TestServerOptions = {}): Promise<TestServer> => {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'polyphony-')))
  const env: Env = {
    ...readEnv({}).env,
    port: 0,
    dataDir,
    mongodbUri: process.env.MONGODB_URI ? databaseOf(process.env.MONGODB_URI, dataDir) : null,
    logLevel: 'silent',
    ...options.env,
  }
  const running = await startServer({
    env,
    logger: options.logger ?? pino({ level: 'silent' }),
    webDir: options.webDir ?? null,
    ...options.start,
  })
  const { url } = running

  const doFetch: TestServer['fetch'] = (path, { cookie, headers, ...init } = {}) =>
    fetch(path.startsWith('http') ? path : url + path, {
      ...init,
      headers: { origin: url, ...(cookie && { cookie }), ...(headers as Record<string, string>) },
    })
  const api: TestServer['api'] = ({ cookie, token } = {}) =>
    createApiClient({
      baseUrl: url,
      token,
      fetch: (input, init) => doFetch(String(input), { ...init, cookie }),
    })
  const post = async (path: string, body: object): Promise<{ answer: never; cookie: string }> => {
    const response = await doFetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    const answer = await response.json()
    if (!response.ok) throw new Error(`${path}: ${response.status} ${JSON.stringify(answer)}`)
    return { answer: answer as never, cookie: cookieOf(response) }
  }
  const signIn: TestServer['signIn'] = async ({ email, password }) =>
    (await post('/api/auth/sign-in/email', { email, password })).cookie

  const person = async (
    account: { name: string; email: string; password: string },
    place: { workspace: string; member?: string; role: Role },
    cookie: string,
  ): Promise<TestPerson> => {
    const mine = api({ cookie })
    const session = await mine.call(routes.getSession)
    const membership = session.memberships.find(m => m.workspace.id === place.workspace)!
    const { secret } = await mine.call(routes.createToken, { body: { name: 'test' } })
    return {
      ...account,
      ...place,
      member: membership.member,
      user: session.user!.id,
      cookie,
      token: secret,
      api: mine,
    }
  }

  let owner: Promise<TestPerson> | undefined
  const makeOwner = async (): Promise<TestPerson> => {
    const account = { name: 'Olive Owner', email: 'olive@example.org', password: PASSWORD }
    const token = new URL(running.setupUrl ?? 'about:blank').hash.slice(1)
    const { answer, cookie } = await post('/api/setup', {
      ...account,
      token,
      workspace: 'Dialogues',
      demo: false,
    })
    const { workspace } = answer as { workspace: string }
    return person(account, { workspace, role: 'lead' }, cookie)
  }

  const server: TestServer = {
    url,
    running,
    dataDir,
    fetch: doFetch,
    api,
    signIn,
    owner() {
      owner ??= makeOwner()
      return owner
    },
    async addMember(role, name, workspace) {
      const host = await server.owner()
      const place = { workspace: workspace ?? host.workspace, role }
      const invited = await host.api.call(routes.createInvitation, {
        params: { workspace: place.workspace },
        body: { role },
      })
      const id = newId(6).toLowerCase()
      const account = {
        name: name ?? `${role} ${id}`,
        email: `${role}-${id}@example.org`,
        password: PASSWORD,
      }
      const secret = invited.url.split('/').at(-1)
      const { cookie } = await post(`/api/invitations/${secret}/accept`, { account })
      return person(account, place, cookie)
    },
    async close({ keep = false } = {}) {
      if (!keep && env.mongodbUri) await mongoose.connection.dropDatabase()
      await running.close()
      if (!keep) await rm(dataDir, { recursive: true, force: true })
    },
  }
  return server
}

/** A test server for a whole test file or `describe`: started before its tests, closed after them. */
export const useTestServer = (options: TestServerOptions = {}): (() => TestServer) => {
  let server: TestServer | undefined
  beforeAll(async () => {
    server = await startTestServer(options)
  })
  afterAll(async () => {
    await server?.close()
  })
  return () => {
    if (!server) throw new Error('The test server is not started: use it inside tests and hooks.')
    return server
  }
}

/** The `Cookie` header that answers a response's `Set-Cookie`. */
export const cookieOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map(cookie => cookie.split(';')[0])
    .join('; ')

/** One database for each data folder. */
const databaseOf = (uri: string, dataDir: string): string => {
  const [, server, query = ''] = /^(mongodb(?:\+srv)?:\/\/[^/?]+)\/?[^?]*(\?.*)?$/.exec(uri) ?? []
  return `${server}/test-${dataDir.replace(/[^0-9A-Za-z]/g, '').slice(-24)}${query}`
}
