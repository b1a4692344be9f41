import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type Conversation,
  type Decision,
  ErrorBody,
  type Excerpt,
  PolyphonyError,
  routes,
} from '@polyphony/contract'
import {
  correctTurn,
  documentName,
  removeHighlight,
  TranscriptIndex,
  writeNarrative,
} from '@polyphony/document'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { liveDocuments } from '../../liveDocuments.ts'
import { probeRecording } from '../../media/probeRecording.ts'
import { ExcerptModel } from '../../models/excerpt.ts'
import { highlightPassage } from '../../testing/highlightPassage.ts'
import { importConversation } from '../../testing/importConversation.ts'
import { makeRecording } from '../../testing/makeRecording.ts'
import { type TestPerson, useTestServer } from '../../testing/startTestServer.ts'

const server = useTestServer()
let folder: string
let owner: TestPerson
let analyst: TestPerson
let writer: TestPerson
let trustee: TestPerson
let conversation: Conversation
/** Of the test under way. */
let finding: string

const VTT = `WEBVTT

00:00:01.000 --> 00:00:04.000
<v Ana>We learned to bake bread for the whole street.

00:00:04.000 --> 00:00:07.000
<v Ben>Nobody had asked us before, and nobody thanked us.

00:20:00.000 --> 00:20:05.000
<v Ana>That was long ago.

00:21:00.000 --> 00:33:00.000
<v Ben>Then came a very long silence.
`

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'polyphony-findings-'))
  const recording = await makeRecording(join(folder, 'talk.mp3'), 9)
  owner = await server().owner()
  analyst = await server().addMember('analyst')
  writer = await server().addMember('writer')
  trustee = await server().addMember('trustee')
  const transcript = { name: 'talk.vtt', content: VTT }
  conversation = await importConversation(server(), owner, { recording, transcript }, { ceiling: 'public' })
})
afterAll(() => rm(folder, { recursive: true, force: true }))
beforeEach(async () => {
  const { workspace } = writer
  const body = { title: 'Bread and thanks' }
  finding = (await writer.api.call(routes.createFinding, { params: { workspace }, body })).id
})

const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => (error instanceof PolyphonyError ? error.code : error),
  )
const pick = (highlight: string, member = analyst.member, into = finding) =>
  writer.api.call(routes.addExcerpt, {
    params: { finding: into },
    body: { conversation: conversation.id, member, highlight },
  })
const pickQuote = async (quote: string): Promise<Excerpt> =>
  pick(await highlightPassage(conversation.id, analyst.member, quote, ['kneading']))
const decide = (
  excerpt: string,
  body: { state: Decision['state']; reason?: string | null; expiresAt?: string | null },
  person: TestPerson = trustee,
) => person.api.call(routes.decideExcerpt, { params: { excerpt }, body })
const read = () => owner.api.call(routes.getFinding, { params: { finding } })

describe('a finding', () => {
  it('has the narrative as it stands in its document', async () => {
    const paragraph = { type: 'paragraph', content: [{ type: 'text', text: 'They were never asked.' }] }
    await liveDocuments().transact(
      documentName({ kind: 'finding', finding }),
      { member: writer.member },
      doc => writeNarrative(doc, { type: 'doc', content: [paragraph] }),
    )
    const params = { finding }
    const body = { title: 'Bread, thanks', themes: ['kneading'] }
    const changed = await writer.api.call(routes.updateFinding, { params, body })
    expect(await read()).toEqual({
      finding: { ...changed, ...body, createdBy: writer.member },
      excerpts: [],
      narrative: { type: 'doc', content: [paragraph] },
    })
  })

  it('goes into the bin and comes back with its excerpts', async () => {
    const excerpt = await pickQuote('for the whole street')
    const { workspace } = writer
    const listed = async () =>
      (await owner.api.call(routes.listExcerpts, { params: { workspace } })).map(one => one.id)
    const params = { finding }
    await writer.api.call(routes.deleteFinding, { params })
    expect(await codeOf(read())).toBe('not-found')
    expect(await listed()).not.toContain(excerpt.id)
    await writer.api.call(routes.restoreFinding, { params })
    expect((await read()).excerpts).toEqual([excerpt])
    expect(await listed()).toContain(excerpt.id)
  })

  it('is written by leads and writers, read by the team', async () => {
    const viewer = await server().addMember('viewer')
    const { workspace } = owner
    const create = (person: TestPerson) =>
      codeOf(person.api.call(routes.createFinding, { params: { workspace }, body: { title: 'x' } }))
    expect(await create(owner)).toBe(null)
    for (const person of [analyst, trustee, viewer]) expect(await create(person)).toBe('forbidden')
    const params = { finding }
    for (const person of [analyst, trustee])
      expect((await person.api.call(routes.getFinding, { params })).finding.id).toBe(finding)
    expect(await codeOf(viewer.api.call(routes.getFinding, { params }))).toBe('forbidden')
    expect(await codeOf(analyst.api.call(routes.deleteFinding, { params }))).toBe('forbidden')
  })
})

describe('an excerpt', () => {
  it('keeps the words, times and codes of a highlight as they were when it was picked', async () => {
    const excerpt = await pickQuote('bake bread for the whole street.')
    expect(excerpt).toMatchObject({
      finding,
      member: analyst.member,
      turns: [{ speaker: 'Ana', text: 'bake bread for the whole street.' }],
      codes: ['kneading'],
      decision: { state: 'pending', by: null },
    })
    expect(excerpt.start).toBeGreaterThan(1)
    expect(excerpt.end).toBe(4)
    const name = documentName({ kind: 'transcript', conversation: conversation.id })
    await liveDocuments().transact(name, 'server', doc => {
      const index = new TranscriptIndex(doc)
      const turn = index.order[0]!
      correctTurn(index, turn.id, turn.text.replace('bake bread', 'make bread'))
      index.dispose()
    })
    expect((await read()).excerpts).toEqual([excerpt])
  })

  it('is refused when picked twice, when its highlight or words are gone, too long, or of another workspace', async () => {
    const highlight = await highlightPassage(conversation.id, analyst.member, 'nobody thanked us')
    await pick(highlight)
    expect(await codeOf(pick(highlight))).toBe('already-exists')
    expect(await codeOf(pick('nothing'))).toBe('not-found')
    expect(await codeOf(pick(highlight, owner.member))).toBe('not-found')

    const gone = await highlightPassage(conversation.id, analyst.member, 'Nobody had asked')
    const layer = documentName({ kind: 'layer', conversation: conversation.id, member: analyst.member })
    await liveDocuments().transact(layer, { member: analyst.member }, doc => removeHighlight(doc, gone))
    expect(await codeOf(pick(gone))).toBe('not-found')

    const words = await highlightPassage(conversation.id, analyst.member, 'long ago')
    const transcript = documentName({ kind: 'transcript', conversation: conversation.id })
    await liveDocuments().transact(transcript, 'server', doc => {
      const index = new TranscriptIndex(doc)
      correctTurn(index, index.order[2]!.id, 'That was.')
      index.dispose()
    })
    expect(await codeOf(pick(words))).toBe('not-ready')

    const long = await highlightPassage(conversation.id, analyst.member, 'Then came a very long silence.')
    expect(await codeOf(pick(long))).toBe('too-large')

    const other = await owner.api.call(routes.createWorkspace, { body: { name: 'Elsewhere' } })
    const elsewhere = await owner.api.call(routes.createFinding, {
      params: { workspace: other.id },
      body: { title: 'Of another study' },
    })
    const foreign = owner.api.call(routes.addExcerpt, {
      params: { finding: elsewhere.id },
      body: { conversation: conversation.id, member: analyst.member, highlight },
    })
    expect(await codeOf(foreign)).toBe('invalid-input')
  })

  it('stands in the order given, which names each once', async () => {
    const a = await pickQuote('for the whole street')
    const b = await pickQuote('nobody thanked us')
    const c = await pickQuote('before, and nobody')
    const order = (excerpts: string[]) =>
      writer.api.call(routes.orderExcerpts, { params: { finding }, body: { excerpts } })
    expect((await read()).excerpts.map(one => one.id)).toEqual([a.id, b.id, c.id])
    expect((await order([c.id, a.id, b.id])).map(one => one.id)).toEqual([c.id, a.id, b.id])
    expect((await read()).excerpts.map(one => one.id)).toEqual([c.id, a.id, b.id])
    for (const wrong of [[], [a.id, b.id], [a.id, a.id, b.id], [a.id, b.id, 'x'], [a.id, b.id, c.id, c.id]])
      expect(await codeOf(order(wrong))).toBe('invalid-input')
    await writer.api.call(routes.removeExcerpt, { params: { excerpt: a.id } })
    expect((await read()).excerpts.map(one => one.id)).toEqual([c.id, b.id])
    for (const { id } of [b, c]) await writer.api.call(routes.removeExcerpt, { params: { excerpt: id } })
    expect(await order([])).toEqual([])
  })
})

describe('a decision', () => {
  it('is a trustee’s or a lead’s', async () => {
    const { id } = await pickQuote('for the whole street')
    for (const person of [analyst, writer])
      expect(await codeOf(decide(id, { state: 'approved' }, person))).toBe('forbidden')
    const approved = await decide(id, { state: 'approved', reason: ' They agreed. ' })
    expect(approved.decision).toMatchObject({ state: 'approved', by: trustee.member, reason: 'They agreed.' })
    const { workspace } = owner
    const list = async (state: Decision['state']) =>
      (await trustee.api.call(routes.listExcerpts, { params: { workspace }, query: { state } })).map(
        one => one.id,
      )
    expect(await list('approved')).toContain(id)
    const declined = await decide(id, { state: 'declined', reason: 'Too recognisable.' }, owner)
    expect(declined.decision).toMatchObject({ state: 'declined', by: owner.member })
    expect(await list('approved')).not.toContain(id)
    const pending = await decide(id, { state: 'pending' }, owner)
    expect(pending.decision).toEqual({ state: 'pending', by: null, at: null, reason: null, expiresAt: null })
  })

  it('to decline says why, and none ends in the past', async () => {
    const { id } = await pickQuote('for the whole street')
    expect(await codeOf(decide(id, { state: 'declined' }))).toBe('invalid-input')
    expect(await codeOf(decide(id, { state: 'declined', reason: '  ' }))).toBe('invalid-input')
    const past = new Date(Date.now() - 1000).toISOString()
    expect(await codeOf(decide(id, { state: 'approved', expiresAt: past }))).toBe('invalid-input')
    expect((await read()).excerpts[0]!.decision.state).toBe('pending')
  })

  it('that has expired is none: the excerpt waits again', async () => {
    const { id } = await pickQuote('for the whole street')
    const expiresAt = new Date(Date.now() + 86_400_000).toISOString()
    expect((await decide(id, { state: 'approved', expiresAt })).decision.expiresAt).toBe(expiresAt)
    await ExcerptModel.updateOne({ _id: id }, { $set: { 'decision.expiresAt': new Date(Date.now() - 1) } })
    expect((await read()).excerpts[0]!.decision.state).toBe('pending')
    const params = { workspace: owner.workspace }
    const waiting = await trustee.api.call(routes.listExcerpts, { params, query: { state: 'pending' } })
    expect(waiting.map(one => one.id)).toContain(id)
  })

  it('cannot let out what stays with the team', async () => {
    const { id } = await pickQuote('for the whole street')
    const limit = (ceiling: 'team' | 'public') =>
      owner.api.call(routes.updateConversation, {
        params: { conversation: conversation.id },
        body: { ceiling },
      })
    await limit('team')
    try {
      expect(await codeOf(decide(id, { state: 'approved' }))).toBe('not-ready')
    } finally {
      await limit('public')
    }
    expect(await codeOf(decide(id, { state: 'approved' }))).toBe(null)
  })
})

describe('a clip', () => {
  const clip = (excerpt: string, cookie?: string) =>
    server().fetch(`/api/excerpts/${excerpt}/clip`, { cookie })

  it('is MP3 of the length of the excerpt, for those who may listen', async () => {
    const excerpt = await pickQuote('Nobody had asked us before')
    const answer = await clip(excerpt.id, trustee.cookie)
    expect(answer.headers.get('content-type')).toBe('audio/mpeg')
    const file = join(folder, 'clip.mp3')
    await writeFile(file, Buffer.from(await answer.arrayBuffer()))
    const { codec, duration } = await probeRecording(file)
    expect(codec).toBe('mp3')
    const length = excerpt.end! - excerpt.start!
    expect(length).toBeGreaterThan(1)
    expect(Math.abs(duration - length)).toBeLessThan(0.15)

    const viewer = await server().addMember('viewer')
    expect((await clip(excerpt.id, viewer.cookie)).status).toBe(403)
    expect((await clip(excerpt.id)).status).toBe(401)
  })

  it('past the end of the recording, or of a deleted conversation, is refused with a reason', async () => {
    const late = await pickQuote('That was')
    const answer = await clip(late.id, owner.cookie)
    expect([answer.status, ErrorBody.parse(await answer.json()).error.code]).toEqual([
      422,
      'audio-unsupported',
    ])
    const { id } = await pickQuote('for the whole street')
    const params = { conversation: conversation.id }
    await owner.api.call(routes.deleteConversation, { params })
    try {
      expect((await clip(id, owner.cookie)).status).toBe(404)
    } finally {
      await owner.api.call(routes.restoreConversation, { params })
    }
  })
})
