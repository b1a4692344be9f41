import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { routes } from '@polyphony/contract'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { connectDatabase } from '../database/connectDatabase.ts'
import { type Env, readEnv } from '../env.ts'
import { CommentModel } from '../models/commentRecord.ts'
import { HighlightModel } from '../models/highlightRecord.ts'
import { OntologyStateModel } from '../models/ontologyState.ts'
import { highlightPassage } from '../testing/highlightPassage.ts'
import { importConversation } from '../testing/importConversation.ts'
import { makeRecording } from '../testing/makeRecording.ts'
import { startTestServer } from '../testing/startTestServer.ts'
import { backup } from './backup.ts'
import { restore } from './restore.ts'
import { verify } from './verify.ts'

let folder: string
let whole: string
let conversation: string
let layer: string
let workspace: string
const silent = () => {}

/** A data folder with a recorded conversation and a highlight on it, its server stopped, and a backup of it. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'polyphony-maintain-'))
  const dataDir = join(folder, 'data')
  const server = await startTestServer({ dataDir, env: { mongodbUri: null } })
  try {
    const owner = await server.owner()
    workspace = owner.workspace
    const recording = await makeRecording(join(folder, 'talk.mp3'), 3)
    const transcript = { name: 'a.txt', content: 'Ana: The lantern went out.\n\nBen: Nobody noticed.\n' }
    conversation = (await importConversation(server, owner, { recording, transcript })).id
    const board = { params: { workspace }, body: { title: 'First sort' } }
    await owner.api.call(routes.createBoard, board)
    layer = `layer/${conversation}/${owner.member}`
    await highlightPassage(conversation, owner.member, 'lantern went out', ['light'])
    await vi.waitFor(
      async () => {
        const { highlights } = await owner.api.call(routes.listHighlights, {
          params: { workspace },
          query: {},
        })
        expect(highlights).toHaveLength(1)
      },
      { timeout: 30_000 },
    )
  } finally {
    await server.close({ keep: true })
  }
  whole = join(folder, 'backup')
  await backup(dataDir, whole, silent)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** A fresh copy of the data folder for each test. */
let env: Env
let copies = 0
beforeEach(async () => {
  const dataDir = join(folder, `copy${++copies}`)
  await restore(whole, dataDir, silent)
  env = { ...readEnv({}).env, dataDir, mongodbUri: null }
})

/** Does something to the database that the server never would. */
const damage = async (harm: () => Promise<unknown>): Promise<void> => {
  const database = await connectDatabase(env, pino({ level: 'silent' }))
  try {
    await harm()
  } finally {
    await database.close()
  }
}

describe('verify', () => {
  it('finds nothing wrong in a restored backup, and touches nothing', async () => {
    const scratch = join(env.dataDir, 'media', 'scratch', 'clip.mp3')
    await mkdir(join(env.dataDir, 'media', 'scratch'), { recursive: true })
    await writeFile(scratch, 'being cut by the running server')
    const { counted, problems } = await verify(env, silent)
    expect(problems).toEqual([])
    // Transcript, layer, ontology, board.
    expect(counted).toMatchObject({
      documents: 4,
      layers: 1,
      highlights: 1,
      recordings: 1,
      'lost highlights': 0,
    })
    expect(existsSync(scratch)).toBe(true)
  })

  it('names the layer whose projection is not what it says', async () => {
    await damage(() => HighlightModel.collection.updateOne({}, { $set: { memo: 'Never written' } }))
    expect((await verify(env, silent)).problems).toEqual([
      { check: 'documents', subject: layer, message: expect.stringContaining('rebuild') },
    ])
    await damage(() => HighlightModel.collection.deleteMany({}))
    expect((await verify(env, silent)).problems).toMatchObject([{ subject: layer }])
  })

  it('names a projection without a layer, an ontology that its revisions do not give, and a cut recording', async () => {
    await damage(async () => {
      const stray = { conversation, member: 'nobody', workspace, comment: 'c', text: 'x', hash: '' }
      await CommentModel.collection.insertOne({ _id: `${conversation}/nobody/c`, ...stray } as never)
      await OntologyStateModel.collection.updateOne(
        { _id: workspace as never },
        { $set: { 'ontology.codes': {} } },
      )
    })
    await truncate(join(env.dataDir, 'media', 'conversations', conversation, 'recording.mp3'), 100)
    const { problems } = await verify(env, silent)
    expect(problems.map(({ check, subject }) => `${check}: ${subject}`).sort()).toEqual([
      `documents: layer/${conversation}/nobody`,
      `files: ${conversation}`,
      `ontology: workspace ${workspace}`,
    ])
  })

  it('names a document whose log lost what later entries build on', async () => {
    await damage(async () => {
      const updates = OntologyStateModel.db.collection<{ _id: string }>('documentUpdates')
      const snapshots = OntologyStateModel.db.collection<{ _id: string }>('documentSnapshots')
      await snapshots.updateOne({ _id: layer }, { $set: { update: Buffer.from([1, 2, 3]) } })
      for (const { _id } of await updates.find().toArray())
        if (_id.startsWith(layer)) await updates.updateOne({ _id }, { $set: { update: Buffer.from([9, 9]) } })
    })
    const { problems } = await verify(env, silent)
    expect(problems.map(problem => problem.subject)).toContain(layer)
  })

  it('refuses a folder that is none of ours', async () => {
    await expect(verify({ ...env, dataDir: folder }, silent)).rejects.toThrow('no data folder')
  })
})

describe('a backup', () => {
  it('is refused where something is already, and of what is no data folder', async () => {
    await expect(backup(env.dataDir, whole, silent)).rejects.toThrow('exists already')
    await expect(backup(folder, join(folder, 'other'), silent)).rejects.toThrow('no data folder')
    expect(existsSync(join(folder, 'other'))).toBe(false)
  })

  it('that names files outside of itself is not restored', async () => {
    const evil = join(folder, 'evil')
    await mkdir(evil, { recursive: true })
    const manifest = JSON.parse(await readFile(join(whole, 'manifest.json'), 'utf8'))
    for (const path of ['../escaped', '/tmp/escaped', 'a/../../escaped']) {
      const files = [{ path, bytes: 1, sha256: 'x' }]
      await writeFile(join(evil, 'manifest.json'), JSON.stringify({ ...manifest, files }))
      await expect(restore(evil, join(folder, 'never'), silent)).rejects.toThrow('outside')
      expect(existsSync(join(folder, 'never'))).toBe(false)
      expect(existsSync(join(folder, 'never.part'))).toBe(false)
    }
    for (const text of ['{"format": 2}', '{"for']) {
      await writeFile(join(evil, 'manifest.json'), text)
      await expect(restore(evil, join(folder, 'never'), silent)).rejects.toThrow('damaged')
    }
    await expect(restore(folder, join(folder, 'never'), silent)).rejects.toThrow('no backup')
  })
})
