import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { routes } from '@polyphony/contract'
import { readBoard } from '@polyphony/document'
import { resolveCode } from '@polyphony/ontology'
import mongoose from 'mongoose'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { liveDocuments } from '../../liveDocuments.ts'
import { ExcerptModel } from '../../models/excerpt.ts'
import { WorkspaceModel } from '../../models/workspace.ts'
import { cookieOf, useTestServer } from '../../testing/startTestServer.ts'

const server = useTestServer()
let cookie: string
let demoWorkspace: string

beforeAll(async () => {
  const response = await server().fetch('/api/setup', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      token: new URL(server().running.setupUrl!).hash.slice(1),
      name: 'Olive Owner',
      email: 'olive@example.org',
      password: 'correct horse battery staple',
      workspace: 'Dialogues',
      demo: true,
    }),
  })
  cookie = cookieOf(response)
  const answer = (await response.json()) as { demoWorkspace: string }
  demoWorkspace = answer.demoWorkspace
})

const api = () => server().api({ cookie })
const inDemo = () => ({ params: { workspace: demoWorkspace } })
const countRecords = async (): Promise<Record<string, number>> => {
  const db = mongoose.connection.db!
  const names = (await db.listCollections().toArray()).map(({ name }) => name)
  const counts = await Promise.all(names.map(name => db.collection(name).countDocuments()))
  return Object.fromEntries(names.map((name, n) => [name, counts[n]!] as const).sort())
}
const conversationFolders = () => readdirSync(join(server().dataDir, 'media', 'conversations')).sort()

describe('the demo workspace', () => {
  it('is made with the first account', () => {
    expect(demoWorkspace).toMatch(/^\w+$/)
  })

  it('has a conversation one can hear and read, with the layers of two analysts', async () => {
    const [conversation, ...others] = await api().call(routes.listConversations, inDemo())
    expect(others).toEqual([])
    const params = { conversation: conversation!.id }
    const { turns, speakers } = await api().call(routes.getTranscript, { params })
    expect(turns).toHaveLength(conversation!.turns)
    expect(speakers.filter(speaker => speaker.role === 'facilitator')).toHaveLength(1)
    const recording = await api().send(routes.getRecording, { params })
    expect((await recording.arrayBuffer()).byteLength).toBe(conversation!.recording!.bytes)
    expect(Math.abs(conversation!.duration! - turns.at(-1)!.end!)).toBeLessThan(10)

    const layers = await api().call(routes.listLayers, { params })
    const members = await api().call(routes.listMembers, inDemo())
    expect(members.map(member => [member.role, member.owner])).toEqual([
      ['lead', true],
      ['analyst', false],
      ['analyst', false],
    ])
    expect(layers.map(layer => layer.member).sort()).toEqual(
      members
        .slice(1)
        .map(member => member.id)
        .sort(),
    )
    await vi.waitFor(
      async () => {
        const { highlights } = await api().call(routes.listHighlights, { ...inDemo(), query: {} })
        expect(new Set(highlights.map(one => one.member)).size).toBe(2)
        expect(highlights.every(one => one.status === 'exact' && one.start !== null)).toBe(true)
        const ontology = await api().call(routes.getOntology, inDemo())
        const kinds = highlights.flatMap(one => one.codes.map(code => resolveCode(ontology, code)?.kind))
        expect(new Set(kinds)).toEqual(new Set(['thematic', 'structural']))
        const structural = Object.values(ontology.codes).filter(code => code.kind === 'structural')
        expect(structural.every(({ id }) => highlights.some(one => one.codes.includes(id)))).toBe(true)
        expect(highlights.some(one => one.memo)).toBe(true)
      },
      { timeout: 30_000 },
    )
    expect(await mongoose.connection.collection('comments').countDocuments()).toBeGreaterThan(0)
  })

  it('has a finding whose excerpts a lead has decided upon', async () => {
    const [finding] = await api().call(routes.listFindings, inDemo())
    const { excerpts, narrative } = await api().call(routes.getFinding, { params: { finding: finding!.id } })
    expect(JSON.stringify(narrative).length).toBeGreaterThan(200)
    expect(new Set(excerpts.map(excerpt => excerpt.decision.state))).toEqual(
      new Set(['approved', 'declined']),
    )
    const [lead] = await api().call(routes.listMembers, inDemo())
    for (const { decision, turns } of excerpts) {
      expect(decision.by).toBe(lead!.id)
      expect(turns.length).toBeGreaterThan(0)
    }
  })

  it('has codes that speak to the plan, and a board on which somebody has begun to sort', async () => {
    const [{ scheme, concepts }, { mappings, codes }, [board]] = await Promise.all([
      api().call(routes.getPlan, inDemo()),
      api().call(routes.getOntology, inDemo()),
      api().call(routes.listBoards, inDemo()),
    ])
    expect(Object.values(mappings).length).toBeGreaterThanOrEqual(8)
    for (const mapping of Object.values(mappings)) {
      expect(mapping.scheme).toBe(scheme)
      expect(concepts.map(({ id }) => id)).toContain(mapping.concept)
      expect(codes[mapping.code]).toBeDefined()
    }
    expect(board).toMatchObject({ closedAt: null })
    const { highlights } = await api().call(routes.listHighlights, { ...inDemo(), query: {} })
    const { cards, clusters } = await liveDocuments().read(`board/${board!.id}`, readBoard)
    expect(clusters.size).toBe(3)
    for (const { content, cluster } of cards.values()) {
      if (content.type === 'code') expect(codes[content.code]).toBeDefined()
      if (content.type === 'excerpt')
        expect(highlights.map(({ highlight }) => highlight)).toContain(content.excerpt.highlight)
      if (content.type !== 'note') expect(cluster === null || clusters.has(cluster)).toBe(true)
    }
  })

  it('that cannot be finished leaves nothing behind, and can be made later', async () => {
    await vi.waitFor(async () => expect((await countRecords()).highlights).toBeGreaterThan(0), {
      timeout: 30_000,
    })
    const before = await countRecords()
    const folders = conversationFolders()
    const create = () => api().call(routes.createWorkspace, { body: { name: 'Demo', demo: true } })
    const full = vi.spyOn(ExcerptModel, 'create').mockRejectedValue(new Error('the disk is full'))
    try {
      await expect(create()).rejects.toThrow()
    } finally {
      full.mockRestore()
    }
    const { documentUpdates: _, documentSnapshots: __, ...records } = before
    // Compaction moves what is left from updates to snapshots at any time.
    await vi.waitFor(async () => expect(await countRecords()).toMatchObject(records), { timeout: 30_000 })
    expect(conversationFolders()).toEqual(folders)
    const workspaces = await WorkspaceModel.find().distinct('_id')
    expect((await liveDocuments().list('ontology/')).every(name => workspaces.includes(name.slice(9)))).toBe(
      true,
    )
    expect(await liveDocuments().list('transcript/')).toHaveLength(1)
    expect(await liveDocuments().list('finding/')).toHaveLength(1)

    const { id } = await create()
    expect(await api().call(routes.listFindings, { params: { workspace: id } })).toHaveLength(1)
  })
})
