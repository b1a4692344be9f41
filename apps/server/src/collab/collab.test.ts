import { checkUpdate } from '@polyphony/document'
import * as encoding from 'lib0/encoding'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { encodeFrame, FRAME, SYNC } from './frames.ts'
import {
  layerOf,
  startTestCollab,
  startTestDatabase,
  TRANSCRIPT,
  testPolicies,
  waitUntil,
} from './testing/startTestCollab.ts'

const revoked = new Set<string>()
const expiresAt = new Map<string, Date>()
let database: Awaited<ReturnType<typeof startTestDatabase>>
let server: Awaited<ReturnType<typeof startTestCollab>>
beforeAll(async () => {
  database = await startTestDatabase()
  server = await startTestCollab({
    connection: database.connection,
    policies: testPolicies(revoked, expiresAt),
    limits: { messageBytes: 200_000 },
  })
})
afterAll(async () => {
  await server?.close()
  await database?.close()
})

/** Each test works in documents of its own. */
let serial = 0
const fresh = () => `c${++serial}`
const contentOf = (name: string) => server.collab.live.read(name, doc => doc.getMap('test').toJSON())
const onDisk = async (name: string) => {
  const { snapshot, entries } = await server.collab.store.read(name)
  const doc = new Y.Doc()
  if (snapshot) Y.applyUpdate(doc, snapshot.update)
  for (const { update } of entries) Y.applyUpdate(doc, update)
  return doc.getMap('test').toJSON()
}

/** A client that may send any bytes. */
const openRaw = async (name: string, token: string, path = '/collab') => {
  const ws = new WebSocket(`${server.url}${path}`)
  const seen = { acknowledged: 0, closed: null as string | null }
  await new Promise((resolve, reject) => ws.once('open', resolve).once('error', reject))
  const address = encoding.encode(e => encoding.writeVarString(e, name))
  let authenticated = false
  ws.on('message', (data: Buffer) => {
    const kind = data[address.length]
    if (kind === FRAME.auth) authenticated = true
    if (kind === FRAME.syncStatus && data[address.length + 1] === 1) seen.acknowledged++
    if (kind === FRAME.close) seen.closed = data.subarray(address.length + 2).toString()
  })
  ws.send(
    encodeFrame(name, FRAME.auth, e => {
      encoding.writeVarUint(e, 0)
      encoding.writeVarString(e, token)
    }),
  )
  await waitUntil(() => authenticated)
  return {
    seen,
    update(update: Uint8Array) {
      ws.send(
        encodeFrame(name, FRAME.sync, e => {
          encoding.writeVarUint(e, SYNC.update)
          encoding.writeVarUint8Array(e, update)
        }),
      )
    },
    close: () => ws.terminate(),
  }
}

const updateOf = (clientID: number, key: string) => {
  const doc = new Y.Doc()
  doc.clientID = clientID
  doc.getMap('test').set(key, true)
  return Y.encodeStateAsUpdate(doc)
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

  it('an offline client sends what it wrote when it is back, deletions included', async () => {
    const name = layerOf('ben', fresh())
    const author = server.open(name, 'ben')
    author.map.set('kept', 1)
    author.map.set('removed', 1)
    await author.saved()
    author.socket.disconnect()
    await waitUntil(() => author.socket.status === 'disconnected')
    author.map.set('offline', 1)
    author.map.delete('removed')
    author.socket.connect()
    await author.saved()
    expect(await onDisk(name)).toMatchObject({ kept: 1, offline: 1 })
    expect(await onDisk(name)).not.toHaveProperty('removed')
  })
})

describe('who may', () => {
  it('write a layer: its author, and no lead', async () => {
    const name = layerOf('cleo')
    const lead = server.open(name, 'ada')
    await waitUntil(() => lead.provider.synced)
    lead.map.set('forged', true)
    await waitUntil(() => lead.provider.hasUnsyncedChanges)
    const author = server.open(name, 'cleo')
    author.map.set('own', true)
    await author.saved()
    await waitUntil(() => lead.map.has('own'))
    expect(await contentOf(name)).toEqual({ own: true })
    expect(lead.provider.hasUnsyncedChanges).toBe(true)
  })

  it('write with a token for reading: nobody', async () => {
    const client = server.open(layerOf('ben'), 'ben.read')
    await waitUntil(() => client.provider.synced)
    expect(client.provider.authorizedScope).toBe('readonly')
  })

  it('open a document: members with the role, and only documents there are', async () => {
    const stranger = server.open(TRANSCRIPT, 'nobody')
    const viewer = server.open(TRANSCRIPT, 'vic')
    const missing = server.open('transcript/gone', 'ada')
    const nonsense = server.open('../etc/passwd', 'ada')
    await waitUntil(() => [stranger, viewer, missing, nonsense].every(client => client.failures.length > 0))
    expect(stranger.failures[0]).toBe('unauthenticated')
    expect(viewer.failures[0]).toBe('forbidden')
    expect(missing.failures[0]).toBe('not-found')
    expect(nonsense.failures[0]).toBe('not-found')
  })

  it('change an ontology: the server alone', async () => {
    const client = server.open('ontology/study', 'ada')
    await waitUntil(() => client.provider.synced)
    expect(client.provider.authorizedScope).toBe('readonly')
    await server.collab.live.transact('ontology/study', 'server', doc => doc.getMap('test').set('code', 1))
    await waitUntil(() => client.map.get('code') === 1)
  })

  it('open a socket: no page of another origin', async () => {
    const status = await new Promise(resolve => {
      const ws = new WebSocket(`${server.url}/collab`, { origin: 'http://elsewhere.example.org' })
      ws.once('unexpected-response', (_request, response) => resolve(response.statusCode))
      ws.once('open', () => resolve('open'))
    })
    expect(status).toBe(403)
  })
})

describe('refused without effect and without acknowledgement', () => {
  const bomb = encoding.encode(e => [1, 30_000_000, 77, 0].map(n => encoding.writeVarUint(e, n)))
  const large = (() => {
    const doc = new Y.Doc()
    doc.getText('t').insert(0, 'x'.repeat(300_000))
    return Y.encodeStateAsUpdate(doc)
  })()
  /** Updates that pass the check of their structure, and yet Yjs throws when applying them. */
  const unusable = (() => {
    const doc = new Y.Doc()
    for (let i = 0; i < 20; i++) doc.getMap('test').set(`k${i}`, { code: 'a code', bytes: new Uint8Array(8) })
    doc.getText('t').insert(0, 'hello world')
    doc.getText('t').format(0, 4, { bold: true })
    doc.getText('t').delete(1, 1)
    doc.getMap('m').set('x', new Y.Map())
    const honest = Y.encodeStateAsUpdate(doc)
    let seed = 7
    const random = (below: number) => {
      seed = Math.imul(seed ^ (seed >>> 15), 0x2c1b3c6d) + 0x297a2d39
      return (seed >>> 8) % below
    }
    const found: Uint8Array[] = []
    while (found.length < 10) {
      const mutated = honest.slice()
      for (let k = 0; k <= random(2); k++) mutated[random(mutated.length)] = random(256)
      try {
        checkUpdate(mutated)
      } catch {
        continue
      }
      try {
        Y.applyUpdate(new Y.Doc(), mutated)
      } catch {
        found.push(mutated)
      }
    }
    return found
  })()

  it.each([
    ['a bomb', bomb, 'invalid-update'],
    ['a malformed update', new Uint8Array([1, 5, 200, 1, 0, 7, 99, 99, 99]), 'invalid-update'],
    ['an update that is too large', large, 'too-large'],
  ])('%s', async (_, update, reason) => {
    const name = `transcript/${fresh()}`
    const other = server.open(name, 'ada')
    const attacker = await openRaw(name, 'ben')
    attacker.update(update)
    await waitUntil(() => attacker.seen.closed !== null)
    expect(attacker.seen).toEqual({ acknowledged: 0, closed: reason })
    // Others in the document go on.
    other.map.set('fine', 1)
    await other.saved()
    expect(await onDisk(name)).toEqual({ fine: 1 })
    attacker.close()
  })

  it('updates that Yjs fails to apply', async () => {
    for (const update of unusable) {
      const name = layerOf('ben', fresh())
      const attacker = await openRaw(name, 'ben')
      attacker.update(update)
      await waitUntil(() => attacker.seen.closed !== null)
      expect(attacker.seen).toEqual({ acknowledged: 0, closed: 'invalid-update' })
      attacker.close()
    }
  })

  it('updates that Yjs fails to apply, also where they are logged before', async () => {
    const name = `transcript/${fresh()}`
    const author = server.open(name, 'ada')
    author.map.set('kept', 1)
    await author.saved()
    for (const update of unusable) {
      const attacker = await openRaw(name, 'ben')
      attacker.update(update)
      await waitUntil(() => attacker.seen.closed !== null)
      expect(attacker.seen.acknowledged).toBe(0)
      attacker.close()
    }
    author.map.set('kept too', 1)
    await author.saved()
    author.destroy()
    await waitUntil(async () => (await server.collab.store.read(name)).entries.length === 0)
    const again = server.open(name, 'ada')
    await waitUntil(() => again.provider.synced)
    expect(again.map.toJSON()).toMatchObject({ kept: 1, 'kept too': 1 })
  })

  it("writing under another member's client id", async () => {
    const name = `transcript/${fresh()}`
    const owner = server.open(name, 'ada')
    owner.map.set('from ada', 1)
    await owner.saved()
    const forger = await openRaw(name, 'ben')
    const forged = new Y.Doc()
    Y.applyUpdate(forged, Y.encodeStateAsUpdate(owner.doc))
    forged.clientID = owner.doc.clientID
    let update = new Uint8Array()
    forged.on('update', (bytes: Uint8Array) => {
      update = bytes as Uint8Array<ArrayBuffer>
    })
    forged.getMap('test').set('forged', 1)
    forger.update(update)
    await waitUntil(() => forger.seen.closed !== null)
    expect(forger.seen).toEqual({ acknowledged: 0, closed: 'foreign-client-id' })
    expect(await onDisk(name)).toEqual({ 'from ada': 1 })
    forger.close()
  })

  it('still so after the document was closed, compacted and opened again', async () => {
    const name = `transcript/${fresh()}`
    const owner = server.open(name, 'ada')
    owner.map.set('from ada', 1)
    await owner.saved()
    owner.destroy()
    await waitUntil(async () => (await server.collab.store.read(name)).snapshot !== null)
    await server.collab.compacted()
    const forger = await openRaw(name, 'ben')
    const doc = new Y.Doc()
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(owner.doc))
    doc.clientID = owner.doc.clientID
    doc.getMap('test').set('forged', 1)
    forger.update(Y.encodeStateAsUpdate(doc))
    await waitUntil(() => forger.seen.closed !== null)
    expect(forger.seen.closed).toBe('foreign-client-id')
    forger.close()
  })

  it('updates that wait for a missing one are acknowledged when it has come', async () => {
    const name = layerOf('ben', fresh())
    const client = await openRaw(name, 'ben')
    const doc = new Y.Doc()
    const updates: Uint8Array[] = []
    doc.on('update', (update: Uint8Array) => updates.push(update))
    doc.getMap('test').set('first', 1)
    doc.getMap('test').set('second', 1)
    client.update(updates[1] as Uint8Array)
    client.update(updateOf(7, 'meanwhile'))
    await waitUntil(() => client.seen.acknowledged === 1)
    client.update(updates[0] as Uint8Array)
    await waitUntil(() => client.seen.acknowledged === 3)
    expect(await onDisk(name)).toEqual({ first: 1, second: 1, meanwhile: true })
    client.close()
  })
})

describe('whatever bytes arrive', () => {
  it.each(['/collab', `/yjs/transcript/noise?token=ben`])('at %s, the server goes on', async path => {
    const name = `transcript/noise`
    const ada = server.open(name, 'ada')
    await ada.saved()
    let seed = 11
    const random = (below: number) => {
      seed = Math.imul(seed ^ (seed >>> 15), 0x2c1b3c6d) + 0x297a2d39
      return (seed >>> 8) % below
    }
    const address = encoding.encode(e => encoding.writeVarString(e, name))
    for (let round = 0; round < 30; round++) {
      const ws = new WebSocket(`${server.url}${path}`)
      await new Promise((resolve, reject) => ws.once('open', resolve).once('error', reject))
      if (random(2) === 0) {
        ws.send(
          encodeFrame(name, FRAME.auth, e => {
            encoding.writeVarUint(e, 0)
            encoding.writeVarString(e, 'ben')
          }),
        )
      }
      for (let i = 0; i < 30; i++) {
        const noise = Uint8Array.from({ length: random(40) }, () => random(256))
        ws.send(random(2) === 0 ? noise : Buffer.concat([address, Uint8Array.of(random(12)), noise]))
      }
      ws.send(new Uint8Array())
      ws.close()
      await new Promise(resolve => ws.once('close', resolve))
    }
    ada.map.set(`after ${path}`, 1)
    await ada.saved()
    expect(await onDisk(name)).toHaveProperty([`after ${path}`])
  })
})

describe('presence', () => {
  it('says who it is, whatever the client claims', async () => {
    const name = `transcript/${fresh()}`
    const ada = server.open(name, 'ada', { presence: true })
    const ben = server.open(name, 'ben', { presence: true })
    ben.provider.setAwarenessField('name', 'Ada herself')
    ben.provider.setAwarenessField('member', 'ada')
    ben.provider.setAwarenessField('reading', 't7')
    const seen = () => ada.provider.awareness?.getStates().get(ben.doc.clientID)
    await waitUntil(() => seen()?.reading === 't7')
    expect(seen()).toMatchObject({ member: 'ben', name: 'BEN', colour: '#123456', reading: 't7' })
  })

  it("cannot replace another member's", async () => {
    const name = `transcript/${fresh()}`
    const ada = server.open(name, 'ada', { presence: true })
    const cleo = server.open(name, 'cleo', { presence: true })
    ada.provider.setAwarenessField('reading', 't1')
    const seen = () => cleo.provider.awareness?.getStates().get(ada.doc.clientID)
    await waitUntil(() => seen()?.reading === 't1')

    // Ben takes Ada's client id, with a clock that would win.
    const doc = new Y.Doc()
    doc.clientID = ada.doc.clientID
    const ben = server.open(name, 'ben', { doc, presence: true })
    for (let i = 0; i < 9; i++) ben.provider.setAwarenessField('reading', `forged ${i}`)
    const witness = server.open(name, 'ben', { presence: true })
    witness.provider.setAwarenessField('reading', 'after')
    await waitUntil(() => cleo.provider.awareness?.getStates().get(witness.doc.clientID)?.reading === 'after')
    expect(seen()).toMatchObject({ member: 'ada', reading: 't1' })
  })
})

describe('access that ends', () => {
  it('closes only what is concerned, at once, and reconnecting decides again', async () => {
    const name = `transcript/${fresh()}`
    const ben = server.open(name, 'ben')
    const layer = server.open(layerOf('ben'), 'ben')
    const ada = server.open(name, 'ada')
    await waitUntil(() => ben.provider.synced && layer.provider.synced && ada.provider.synced)
    const began = Date.now()
    revoked.add('ben')
    server.collab.live.disconnect({ token: 'ben' }, 'access-changed')
    await waitUntil(() => ben.closes.length > 0 && layer.closes.length > 0)
    expect(Date.now() - began).toBeLessThan(1_000)
    expect(ben.closes[0]).toBe('access-changed')
    expect(ada.closes).toEqual([])
    ben.socket.disconnect()
    await waitUntil(() => ben.socket.status === 'disconnected')
    ben.socket.connect()
    await waitUntil(() => ben.failures.length > 0)
    expect(ben.failures[0]).toBe('unauthenticated')
    revoked.delete('ben')
    ben.destroy()
    layer.destroy()
  })

  it('closes one document for everybody', async () => {
    const name = `transcript/${fresh()}`
    const [ada, ben] = [server.open(name, 'ada'), server.open(name, 'ben')]
    await waitUntil(() => ada.provider.synced && ben.provider.synced)
    server.collab.live.disconnect({ document: name }, 'not-found')
    await waitUntil(() => ada.closes[0] === 'not-found' && ben.closes[0] === 'not-found')
  })

  it('closes a connection whose session expires', async () => {
    expiresAt.set('dora', new Date(Date.now() + 300))
    const dora = server.open(TRANSCRIPT, 'dora')
    await waitUntil(() => dora.provider.isAuthenticated)
    await waitUntil(() => dora.closes.length > 0)
    expect(dora.closes[0]).toBe('session-expired')
    expiresAt.delete('dora')
  })
})

describe('access that ends while somebody is being let in', () => {
  it('closes the connection when it arrives', async () => {
    const policies = testPolicies()
    let decided = () => {}
    const asked = new Promise<void>(resolve => {
      decided = resolve
    })
    let letIn = () => {}
    const gate = new Promise<void>(resolve => {
      letIn = resolve
    })
    const slow = await startTestCollab({
      connection: database.connection,
      policies: {
        ...policies,
        memberProfile: async member => {
          decided()
          await gate
          return policies.memberProfile(member)
        },
      },
    })
    const ben = slow.open(TRANSCRIPT, 'ben')
    await asked
    slow.collab.live.disconnect({ member: 'ben' }, 'access-changed')
    letIn()
    await waitUntil(() => ben.closes.length > 0)
    expect(ben.closes[0]).toBe('access-changed')
    await slow.close()
  })
})

describe('limits', () => {
  it('slow down a member who sends too much, lose nothing, and leave the others alone', async () => {
    const strict = await startTestCollab({
      connection: database.connection,
      limits: { messagesPerSecond: 100, messagesAtOnce: 50 },
    })
    const name = layerOf('ben', fresh())
    const [busy, other] = [strict.open(name, 'ben'), strict.open(layerOf('cleo', fresh()), 'cleo')]
    await Promise.all([busy.saved(), other.saved()])
    const began = Date.now()
    for (let i = 0; i < 120; i++) busy.map.set(`k${i}`, i)
    other.map.set('quick', 1)
    await other.saved()
    expect(busy.provider.hasUnsyncedChanges).toBe(true)
    await busy.saved()
    expect(Date.now() - began).toBeGreaterThan(500)
    expect(Object.keys(await onDisk(name))).toHaveLength(120)
    await strict.close()
  })
})

describe('figures', () => {
  it('tell what is open and how long saving takes, also after a restart in the same process', async () => {
    const metrics = new Registry()
    const first = await startTestCollab({ connection: database.connection, metrics })
    await first.close()
    const second = await startTestCollab({ connection: database.connection, metrics })
    const author = second.open(layerOf('ben', fresh()), 'ben')
    author.map.set('a', 1)
    await author.saved()
    const text = await metrics.metrics()
    expect(text).toMatch(/^polyphony_documents_open 1$/m)
    expect(text).toMatch(/^polyphony_sockets_open 1$/m)
    expect(text).toMatch(/^polyphony_updates_unsaved 0$/m)
    expect(text).toMatch(/^polyphony_update_durable_seconds_count [1-9]/m)
    await second.close()
  })
})

describe('a layer with its first content', () => {
  it('is announced on the transcript', async () => {
    const conversation = fresh()
    const reader = server.open(`transcript/${conversation}`, 'ada')
    await waitUntil(() => reader.provider.synced)
    const author = server.open(`layer/${conversation}/ben`, 'ben')
    author.map.set('a', 1)
    await author.saved()
    author.map.set('b', 1)
    await author.saved()
    await waitUntil(() => reader.messages.length > 0)
    expect(reader.messages).toEqual([{ type: 'layer', member: 'ben' }])
    expect(await server.collab.live.list(`layer/${conversation}/`)).toEqual([`layer/${conversation}/ben`])
  })
})

describe('changes by the server', () => {
  it('are durable when they are answered, and reach open clients', async () => {
    const name = `transcript/${fresh()}`
    expect(await server.collab.live.exists(name)).toBe(false)
    const client = server.open(name, 'ada')
    await waitUntil(() => client.provider.synced)
    const result = await server.collab.live.transact(name, { member: 'ada' }, doc => {
      doc.getMap('test').set('seeded', 1)
      return 'done'
    })
    expect(result).toBe('done')
    expect(await onDisk(name)).toEqual({ seeded: 1 })
    expect((await server.collab.store.read(name)).entries[0]?.member).toBe('ada')
    expect(await server.collab.live.exists(name)).toBe(true)
    await waitUntil(() => client.map.get('seeded') === 1)
  })

  it('can be read without opening the document', async () => {
    const name = `curation/${fresh()}`
    await server.collab.live.transact(name, 'server', doc => doc.getMap('test').set('a', 1))
    await waitUntil(async () => (await server.collab.store.read(name)).snapshot !== null, 10_000)
    expect(await contentOf(name)).toEqual({ a: 1 })
  })
})
