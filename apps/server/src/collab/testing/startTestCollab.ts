import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider'
import { COLLAB_PATH, can, type Role } from '@polyphony/contract'
import { newId } from '@polyphony/document'
import { pino } from 'pino'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { connectDatabase } from '../../database/connectDatabase.ts'
import { type CollabOptions, createCollab } from '../createCollab.ts'
import type { CollabPolicies } from '../extensions/authenticate.ts'

export const WORKSPACE = 'study'
export const CONVERSATION = 'talk'
export const TRANSCRIPT = `transcript/${CONVERSATION}`
export const layerOf = (member: string, conversation = CONVERSATION): string =>
  `layer/${conversation}/${member}`

/** Members of the test workspace; each one's token is their id, `<id>.read` is a token for reading only. */
export const ROLES: Record<string, Role> = {
  ada: 'lead',
  ben: 'analyst',
  cleo: 'analyst',
  dora: 'writer',
  vic: 'viewer',
}

/** Policies over `ROLES` with the real `can`. Tokens named in `revoked` count no more. */
export const testPolicies = (
  revoked = new Set<string>(),
  expiresAt = new Map<string, Date>(),
): CollabPolicies => ({
  async actorOf({ authorization }) {
    const token = authorization?.replace('Bearer ', '') ?? ''
    const [member = '', suffix] = token.split('.')
    const role = ROLES[member]
    if (!role || revoked.has(token)) return null
    return {
      actor: {
        user: `user-${member}`,
        memberships: [{ workspace: WORKSPACE, member, role, owner: false }],
        readOnly: suffix === 'read',
      },
      user: { id: `user-${member}`, name: member, email: `${member}@example.org` },
      session: null,
      token,
      expiresAt: expiresAt.get(token) ?? null,
    }
  },
  async documentAccess(actor, ref) {
    if ('conversation' in ref && ref.conversation === 'gone') return { access: null, reason: 'not-found' }
    const member = actor.memberships[0]?.member ?? ''
    const subject = { workspace: WORKSPACE, member: ref.kind === 'layer' ? ref.member : member }
    const writing = {
      transcript: 'transcript.correct',
      layer: 'layer.write',
      curation: 'curation.write',
      finding: 'finding.write',
      board: 'board.write',
      ontology: null,
    } as const
    const action = writing[ref.kind]
    if (!can(actor, 'layer.read', subject)) return { access: null, reason: 'forbidden' }
    const access = action !== null && can(actor, action, subject) ? 'write' : 'read'
    return { access, reason: null, workspace: WORKSPACE, member }
  },
  memberProfile: async member => ({ name: member.toUpperCase(), colour: '#123456' }),
})

/** A database of its own: a new one at `MONGODB_URI`, else the embedded engine in a new folder. */
export const startTestDatabase = async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'polyphony-collab-'))
  const server = process.env.MONGODB_URI
  const database = await connectDatabase(
    { dataDir, mongodbUri: server ? `${server.replace(/\/$/, '')}/test${newId()}` : null },
    pino({ level: 'silent' }),
  )
  return {
    connection: database.connection,
    run: database.run,
    async close() {
      if (server) await database.connection.dropDatabase()
      await database.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** A collaboration server on a port of its own over the connected database. */
export const startTestCollab = async (
  options: Pick<CollabOptions, 'connection'> & Partial<CollabOptions>,
) => {
  const collab = createCollab({
    logger: pino({ level: 'silent' }),
    policies: testPolicies(),
    isAllowedOrigin: origin => origin === 'http://polyphony.example.org',
    ...options,
  })
  const server = createServer()
  collab.attach(server)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const url = `ws://127.0.0.1:${port}`
  const clients: { destroy: () => void }[] = []

  /** Opens a socket and one document on it, as the browser does. */
  const open = (name: string, token: string, { doc = new Y.Doc(), presence = false } = {}) => {
    const socket = new HocuspocusProviderWebsocket({
      url: `${url}${COLLAB_PATH}`,
      WebSocketPolyfill: WebSocket,
      delay: 20,
      minDelay: 20,
      maxDelay: 100,
    })
    const provider = new HocuspocusProvider({
      websocketProvider: socket,
      name,
      token,
      document: doc,
      ...(!presence && { awareness: null }),
    })
    const client = {
      provider,
      socket,
      doc,
      map: doc.getMap<unknown>('test'),
      failures: [] as string[],
      closes: [] as string[],
      messages: [] as unknown[],
      /** Everything written is acknowledged. */
      saved: () => waitUntil(() => provider.synced && !provider.hasUnsyncedChanges),
      destroy() {
        provider.destroy()
        socket.destroy()
      },
    }
    provider.on('authenticationFailed', ({ reason }: { reason: string }) => client.failures.push(reason))
    provider.on('close', ({ event }: { event: { reason: string } }) => client.closes.push(event.reason))
    provider.on('stateless', ({ payload }: { payload: string }) => client.messages.push(JSON.parse(payload)))
    provider.attach()
    clients.push(client)
    return client
  }

  return {
    collab,
    url,
    open,
    async close() {
      for (const client of clients) client.destroy()
      const saved = await collab.close(Date.now() + 5_000)
      await new Promise(resolve => server.close(resolve))
      return saved
    },
  }
}

/** Resolves when the condition holds; throws, naming it, when it does not within the time given. */
export const waitUntil = async (condition: () => unknown, ms = 8_000): Promise<void> => {
  const end = Date.now() + ms
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`Waited in vain for ${condition}`)
    await new Promise(resolve => setTimeout(resolve, 5))
  }
}
