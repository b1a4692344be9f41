import { readdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Export, type ExportFormat, PolyphonyError, routes } from '@polyphony/contract'
import { addComment, documentName, removeComment, setResolved, writeNarrative } from '@polyphony/document'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { liveDocuments } from '../../liveDocuments.ts'
import { highlightPassage } from '../../testing/highlightPassage.ts'
import { importConversation } from '../../testing/importConversation.ts'
import { makeRecording } from '../../testing/makeRecording.ts'
import { type TestPerson, useTestServer } from '../../testing/startTestServer.ts'

const server = useTestServer()
let folder: string
let owner: TestPerson
/** A finding with an approved, a declined and an undecided excerpt. */
let finding: string
let approved: string
let conversation: string

const VTT = `WEBVTT

00:00:01.000 --> 00:00:03.000
<v Juniper>This may be heard by everybody.

00:00:03.000 --> 00:00:05.000
<v Rowan>This was declined in the end.

00:00:05.000 --> 00:00:07.000
<v Rowan>This nobody has decided upon.
`

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'polyphony-exports-'))
  const recording = await makeRecording(join(folder, 'talk.mp3'), 8)
  owner = await server().owner()
  const transcript = { name: 'talk.vtt', content: VTT }
  const imported = await importConversation(
    server(),
    owner,
    { recording, transcript },
    { ceiling: 'public', title: 'Internal title of the talk' },
  )
  conversation = imported.id
  const { workspace, member } = owner
  const body = { title: 'Heard' }
  finding = (await owner.api.call(routes.createFinding, { params: { workspace }, body })).id
  await liveDocuments().transact(documentName({ kind: 'finding', finding }), { member }, doc =>
    writeNarrative(doc, {
      type: 'doc',
      content: [{ type: 'paragraph', content: [{ type: 'text', text: 'What we heard.' }] }],
    }),
  )
  const pick = async (quote: string): Promise<string> => {
    const highlight = await highlightPassage(conversation, member, quote, ['nocode'])
    const params = { finding }
    return (await owner.api.call(routes.addExcerpt, { params, body: { conversation, member, highlight } })).id
  }
  const decide = (excerpt: string, state: 'approved' | 'declined') =>
    owner.api.call(routes.decideExcerpt, { params: { excerpt }, body: { state, reason: 'Inner reason' } })
  approved = await pick('heard by everybody')
  await decide(approved, 'approved')
  await decide(await pick('was declined in the end'), 'declined')
  await pick('nobody has decided upon')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => (error instanceof PolyphonyError ? error.code : error),
  )
const create = (
  formats: ExportFormat[],
  findings: string[] = [],
  person = owner,
  comments = false,
): Promise<Export> =>
  person.api.call(routes.createExport, {
    params: { workspace: owner.workspace },
    body: { formats, findings, comments },
  })
const follow = (id: string) => owner.api.call(routes.getExport, { params: { export: id } })
const ended = (id: string): Promise<Export> =>
  vi.waitFor(
    async () => {
      const state = await follow(id)
      expect(state.state).toMatch(/ready|failed|cancelled/)
      return state
    },
    { timeout: 40_000, interval: 50 },
  )
const exportFiles = (): string[] => readdirSync(join(server().dataDir, 'media', 'exports'))

describe('an export', () => {
  it('is written in the background, and its site holds what was approved and nothing else', async () => {
    const begun = await create(['site', 'csv', 'jsonld'], [finding])
    expect(begun).toMatchObject({ state: 'queued', bytes: null })
    const done = await ended(begun.id)
    expect(done).toMatchObject({ state: 'ready', progress: 1, error: null })
    const answer = await server().fetch(`/api/exports/${begun.id}/file`, { cookie: owner.cookie })
    expect(answer.headers.get('content-type')).toBe('application/zip')
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="polyphony-${begun.id}.zip"`)
    const bytes = new Uint8Array(await answer.arrayBuffer())
    expect(bytes.length).toBe(done.bytes)
    const files = unzipSync(bytes)
    expect(Object.keys(files).sort()).toEqual([
      'annotations.jsonld',
      'codebook.csv',
      'codebook.jsonld',
      'codings.csv',
      `site/clips/${approved}.mp3`,
      'site/heard.html',
      'site/index.html',
      'site/style.css',
      'withheld.txt',
    ])
    const page = strFromU8(files['site/heard.html']!)
    expect(page).toContain('What we heard.')
    expect(page).toContain('heard by everybody')
    const site = Object.entries(files).filter(([name]) => name.startsWith('site/') && !name.endsWith('.mp3'))
    for (const [, content] of site)
      expect(strFromU8(content)).not.toMatch(/declined in|nobody has|Inner|Olive|example\.org/)
    const clip = files[`site/clips/${approved}.mp3`]!
    // A frame of MPEG audio: eleven set bits.
    expect([clip[0], clip[1]! & 0xe0]).toEqual([0xff, 0xe0])
    expect(strFromU8(files['codings.csv']!)).toContain('Olive Owner')
    expect(JSON.parse(strFromU8(files['annotations.jsonld']!)).total).toBe(3)
    // What it worked with is gone: its folder and its token.
    expect(exportFiles()).toEqual([`${begun.id}.zip`])
    const tokens = await owner.api.call(routes.listTokens)
    expect(tokens.filter(token => token.name.startsWith('Export'))).toEqual([])

    await owner.api.call(routes.cancelExport, { params: { export: begun.id } })
    expect(exportFiles()).toEqual([])
    expect(await codeOf(follow(begun.id))).toBe('not-found')
  })

  it('holds the comments of the team where a lead chose so, and never in the site', async () => {
    const colleague = await server().addMember('analyst', 'Ana Analyst')
    const layerOf = ({ member }: TestPerson) => documentName({ kind: 'layer', conversation, member })
    const live = liveDocuments()
    const highlight = await highlightPassage(conversation, owner.member, 'heard by')
    const target = { type: 'highlight' as const, member: owner.member, highlight }
    const [first, removed] = await live.transact(layerOf(owner), owner, doc => [
      addComment(doc, { target, body: 'Inner talk of the team' }),
      addComment(doc, { target: { type: 'code', code: 'nocode' }, body: 'Said and taken back' }),
    ])
    await live.transact(layerOf(colleague), colleague, doc => {
      const body = {
        type: 'doc' as const,
        content: [
          {
            type: 'paragraph' as const,
            content: [
              { type: 'text' as const, text: 'Ask ' },
              { type: 'mention' as const, attrs: { member: owner.member } },
            ],
          },
        ],
      }
      addComment(doc, { target: { type: 'comment', member: owner.member, comment: first! }, body })
      setResolved(doc, { member: owner.member, comment: first! }, true)
    })
    await live.transact(layerOf(owner), owner, doc => removeComment(doc, removed!))
    const threads = () => owner.api.call(routes.listThreads, { params: { conversation } })
    await vi.waitFor(async () => expect(await threads()).toMatchObject([{ messages: [{}, {}] }]), {
      timeout: 20_000,
    })
    expect(await threads()).toMatchObject([
      {
        place: target,
        resolved: true,
        resolving: { member: colleague.member },
        messages: [
          { member: owner.member, comment: first, answers: null, text: 'Inner talk of the team' },
          { member: colleague.member, answers: { comment: first }, text: 'Ask @Olive Owner' },
        ],
      },
    ])

    const filesOf = async (formats: ExportFormat[], comments: boolean) => {
      const { id } = await create(formats, [], owner, comments)
      expect(await ended(id)).toMatchObject({ state: 'ready', comments })
      const answer = await server().fetch(`/api/exports/${id}/file`, { cookie: owner.cookie })
      const files = Object.entries(unzipSync(new Uint8Array(await answer.arrayBuffer())))
      await owner.api.call(routes.cancelExport, { params: { export: id } })
      return Object.fromEntries(files.map(([name, bytes]) => [name, strFromU8(bytes)]))
    }
    const without = await filesOf(['csv', 'jsonld'], false)
    expect(Object.keys(without)).not.toContain('comments.csv')
    for (const content of Object.values(without)) expect(content).not.toContain('Inner talk')
    const files = await filesOf(['site', 'csv', 'jsonld'], true)
    expect(files['comments.csv']).toContain('Ana Analyst,Ask @Olive Owner')
    expect(files['annotations.jsonld']).toContain('Inner talk of the team')
    for (const [name, content] of Object.entries(files)) {
      expect(content).not.toContain('Said and taken back')
      if (name.startsWith('site/')) expect(content).not.toMatch(/Inner talk|Ask @/)
    }

    expect(await codeOf(create(['site'], [], owner, true))).toBe('invalid-input')
    for (const role of ['writer', 'trustee'] as const) {
      const other = await server().addMember(role)
      expect(await codeOf(create(['csv'], [], other, true))).toBe('forbidden')
      expect(await codeOf(other.api.call(routes.listThreads, { params: { conversation } }))).toBe('forbidden')
    }
  })

  it('can be cancelled while it runs and while it waits, and leaves no file', async () => {
    const first = await create(['csv'])
    const second = await create(['csv'])
    expect(
      await codeOf(
        server()
          .api({ cookie: owner.cookie })
          .send(routes.downloadExport, {
            params: { export: second.id },
          }),
      ),
    ).toBe('not-ready')
    // The one that waits does not wait for the one that runs.
    await owner.api.call(routes.cancelExport, { params: { export: second.id } })
    expect(await codeOf(follow(second.id))).toBe('not-found')
    await owner.api.call(routes.cancelExport, { params: { export: first.id } })
    expect(await codeOf(follow(first.id))).toBe('not-found')
    expect(exportFiles()).toEqual([])
  })

  it('that fails says so, and leaves no file', async () => {
    const begun = await create(['site'])
    await vi.waitFor(
      async () => {
        const tokens = await owner.api.call(routes.listTokens)
        const own = tokens.find(token => token.name === `Export ${begun.id}`)
        expect(own).toBeDefined()
        // Its rights are taken away under way.
        await owner.api.call(routes.revokeToken, { params: { token: own!.id } })
      },
      { timeout: 10_000, interval: 5 },
    )
    const failed = await ended(begun.id)
    expect(failed).toMatchObject({ state: 'failed', error: { code: 'wrong-credentials' } })
    expect(failed.error!.message.length).toBeGreaterThan(10)
    expect(exportFiles()).toEqual([])
  })

  it('is for leads, writers and trustees, of findings of this workspace', async () => {
    expect(await codeOf(create(['csv'], ['nofinding']))).toBe('invalid-input')
    const analyst = await server().addMember('analyst')
    expect(await codeOf(create(['csv'], [], analyst))).toBe('forbidden')
    const trustee = await server().addMember('trustee')
    const { id } = await create(['csv'], [], trustee)
    expect((await ended(id)).state).toBe('ready')
    const answer = await server().fetch(`/api/exports/${id}/file`, { cookie: analyst.cookie })
    expect(answer.status).toBe(403)
  })
})
