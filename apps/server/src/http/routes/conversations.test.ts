import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider'
import { COLLAB_PATH, type Conversation, PolyphonyError, routes } from '@polyphony/contract'
import {
  documentName,
  expandSourceWords,
  readLayer,
  SourceWords,
  TranscriptIndex,
  unpackDocuments,
} from '@polyphony/document'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { PEAKS_MIME, readPeaks } from '../../media/peaksFile.ts'
import { highlightPassage } from '../../testing/highlightPassage.ts'
import { importConversation } from '../../testing/importConversation.ts'
import { makeRecording } from '../../testing/makeRecording.ts'
import { type TestPerson, useTestServer } from '../../testing/startTestServer.ts'

const server = useTestServer()
let folder: string
let recording: string
let owner: TestPerson
let conversation: Conversation

const VTT = `WEBVTT

00:00:00.500 --> 00:00:02.000
<v Ana>Good evening, all of you.

00:00:02.000 --> 00:00:04.500
<v Ben>The library closes at six.
`

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'polyphony-conversation-'))
  recording = await makeRecording(join(folder, 'talk.mp3'), 6)
  owner = await server().owner()
  const transcript = { name: 'talk.vtt', content: VTT }
  conversation = await importConversation(server(), owner, { recording, transcript })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => (error instanceof PolyphonyError ? error.code : error),
  )
const get = (path: string, headers: Record<string, string> = {}, person = owner) =>
  server().fetch(`/api/conversations/${conversation.id}${path}`, { cookie: person.cookie, headers })

describe('what a conversation consists of', () => {
  it('words come once: their ETag answers 304 without them', async () => {
    const first = await get('/words')
    const words = expandSourceWords(SourceWords.parse(await first.json()))
    expect(words[0]).toMatchObject({ text: 'Good', start: 0.5 })
    expect(words).toHaveLength(10)
    const etag = first.headers.get('etag')!
    expect(first.headers.get('cache-control')).toContain('immutable')
    for (const match of [etag, `W/${etag}`, `"other", ${etag}`]) {
      const again = await get('/words', { 'if-none-match': match })
      expect([again.status, await again.text()]).toEqual([304, ''])
    }
    expect((await get('/words', { 'if-none-match': '"other"' })).status).toBe(200)
  })

  it('the recording comes in ranges, and past its end is 416', async () => {
    const { size } = await stat(recording)
    const whole = await get('/recording')
    expect(whole.headers.get('content-type')).toBe('audio/mpeg')
    expect(whole.headers.get('accept-ranges')).toBe('bytes')
    const bytes = new Uint8Array(await whole.arrayBuffer())
    expect(bytes.length).toBe(size)
    const part = await get('/recording', { range: 'bytes=100-199' })
    expect(part.status).toBe(206)
    expect(part.headers.get('content-range')).toBe(`bytes 100-199/${size}`)
    expect(new Uint8Array(await part.arrayBuffer())).toEqual(bytes.slice(100, 200))
    const past = await get('/recording', { range: `bytes=${size}-` })
    expect(past.status).toBe(416)
    expect(past.headers.get('content-range')).toBe(`bytes */${size}`)
  })

  it('the waveform is as long as the recording', async () => {
    const answer = await get('/peaks')
    expect(answer.headers.get('content-type')).toBe(PEAKS_MIME)
    const copy = join(folder, 'peaks')
    await writeFile(copy, Buffer.from(await answer.arrayBuffer()))
    const peaks = await readPeaks(copy)
    expect(peaks.duration).toBeCloseTo(6, 0)
    expect(conversation.duration).toBe(peaks.duration)
  })

  it('of a conversation without a recording there is no waveform, which is no error', async () => {
    const silent = await importConversation(server(), owner, {
      transcript: { name: 'letter.txt', content: 'Rosa: We moved here in spring.' },
    })
    const answer = await server().fetch(`/api/conversations/${silent.id}/peaks`, { cookie: owner.cookie })
    expect([answer.status, await answer.text()]).toEqual([204, ''])
  })

  it('the transcript has turns with times, and layers are listed once they have content', async () => {
    const params = { conversation: conversation.id }
    const { turns, speakers } = await owner.api.call(routes.getTranscript, { params })
    expect(turns).toMatchObject([
      { text: 'Good evening, all of you.', start: 0.5, end: 2 },
      { text: 'The library closes at six.', start: 2, end: 4.5 },
    ])
    expect(speakers.map(speaker => speaker.name)).toEqual(['Ana', 'Ben'])
    expect(await owner.api.call(routes.listLayers, { params })).toEqual([])
    await highlightPassage(conversation.id, owner.member, 'library closes')
    expect(await owner.api.call(routes.listLayers, { params })).toEqual([{ member: owner.member }])
  })

  it('its documents come in one piece, to join with, and the sockets need not send them again', async () => {
    const answer = await get('/documents')
    expect(answer.headers.get('cache-control')).toContain('no-store')
    const documents = await unpackDocuments(new Uint8Array(await answer.arrayBuffer()))
    expect(documents.map(({ name }) => name)).toEqual([
      documentName({ kind: 'transcript', conversation: conversation.id }),
      documentName({ kind: 'ontology', workspace: owner.workspace }),
      documentName({ kind: 'layer', conversation: conversation.id, member: owner.member }),
    ])
    const namesOf = async (part: string) =>
      (await unpackDocuments(new Uint8Array(await (await get(`/documents?part=${part}`)).arrayBuffer()))).map(
        ({ name }) => name.split('/')[0],
      )
    expect([await namesOf('text'), await namesOf('layers')]).toEqual([['transcript', 'ontology'], ['layer']])
    const [transcript, , layer] = documents.map(({ update }) => {
      const doc = new Y.Doc()
      Y.applyUpdate(doc, update)
      return doc
    })
    expect(new TranscriptIndex(transcript!).order.map(turn => turn.text)).toContain(
      'Good evening, all of you.',
    )
    expect(readLayer(layer!).highlights.size).toBe(1)
  })

  it('is for the team, and for nobody else', async () => {
    const viewer = await server().addMember('viewer')
    for (const path of ['', '/words', '/recording', '/peaks', '/transcript', '/layers', '/documents']) {
      expect([path, (await get(path, {}, viewer)).status]).toEqual([path, 403])
      const nobody = await server().fetch(`/api/conversations/${conversation.id}${path}`)
      expect([path, nobody.status]).toEqual([path, 401])
    }
  })
})

describe('groups', () => {
  it('are named by leads, with trustees who are members of the workspace', async () => {
    const { workspace } = owner
    const trustee = await server().addMember('trustee')
    const group = await owner.api.call(routes.createGroup, {
      params: { workspace },
      body: { name: 'Night shift' },
    })
    const update = (body: object, person: TestPerson = owner) =>
      person.api.call(routes.updateGroup, { params: { group: group.id }, body })
    expect(await update({ trustees: [trustee.member] })).toEqual({ ...group, trustees: [trustee.member] })
    expect(await codeOf(update({ trustees: ['stranger'] }))).toBe('invalid-input')
    expect(await codeOf(update({ name: 'Mine' }, trustee))).toBe('forbidden')
    const params = { conversation: conversation.id }
    const body = { group: group.id, heldOn: '2026-03-01', ceiling: 'public' as const }
    expect(await owner.api.call(routes.updateConversation, { params, body })).toMatchObject(body)
    expect(await owner.api.call(routes.getConversation, { params })).toMatchObject(body)
    const nowhere = owner.api.call(routes.updateConversation, { params, body: { group: 'nowhere' } })
    expect(await codeOf(nowhere)).toBe('invalid-input')
  })
})

describe('a conversation in the bin', () => {
  /** Opens documents as a browser does. */
  const open = (person: TestPerson, names: string[]) => {
    const socket = new HocuspocusProviderWebsocket({
      url: server().url.replace('http', 'ws') + COLLAB_PATH,
      WebSocketPolyfill: WebSocket,
    })
    const providers = names.map(
      name => new HocuspocusProvider({ websocketProvider: socket, name, token: person.token }),
    )
    for (const provider of providers) provider.attach()
    return {
      providers,
      close() {
        for (const provider of providers) provider.destroy()
        socket.destroy()
      },
    }
  }

  it('is closed for everybody who has it open, shows nowhere, and comes back whole', async () => {
    const analyst = await server().addMember('analyst')
    const { id } = await importConversation(server(), owner, { transcript: { name: 'a.vtt', content: VTT } })
    await highlightPassage(id, owner.member, 'library', ['code'])
    const params = { conversation: id }
    const names = [
      documentName({ kind: 'transcript', conversation: id }),
      documentName({ kind: 'layer', conversation: id, member: owner.member }),
      // Open, but nothing is written there yet.
      documentName({ kind: 'layer', conversation: id, member: analyst.member }),
    ]
    const before = open(analyst, names)
    const closed: string[] = []
    try {
      for (const provider of before.providers)
        provider.on('close', ({ event }: { event: { reason: string } }) => closed.push(event.reason))
      await vi.waitFor(() => expect(before.providers.every(provider => provider.synced)).toBe(true), 10_000)
      await owner.api.call(routes.deleteConversation, { params })
      await vi.waitFor(() => expect(closed).toEqual(['not-found', 'not-found', 'not-found']), 5_000)
    } finally {
      before.close()
    }
    const after = open(analyst, names)
    try {
      const refused: string[] = []
      for (const provider of after.providers)
        provider.on('authenticationFailed', ({ reason }: { reason: string }) => refused.push(reason))
      await vi.waitFor(() => expect(refused).toEqual(['not-found', 'not-found', 'not-found']), 5_000)
    } finally {
      after.close()
    }
    const { workspace } = owner
    const listed = async () =>
      (await owner.api.call(routes.listConversations, { params: { workspace } })).map(one => one.id)
    expect(await listed()).not.toContain(id)
    for (const route of [
      routes.getConversation,
      routes.getTranscript,
      routes.getSourceWords,
      routes.listLayers,
    ])
      expect(await codeOf(owner.api.call(route, { params }))).toBe('not-found')
    const highlights = async () =>
      (await owner.api.call(routes.listHighlights, { params: { workspace }, query: { conversation: id } }))
        .highlights
    expect(await highlights()).toEqual([])

    expect(await codeOf(analyst.api.call(routes.restoreConversation, { params }))).toBe('forbidden')
    await owner.api.call(routes.restoreConversation, { params })
    expect(await listed()).toContain(id)
    const { turns } = await owner.api.call(routes.getTranscript, { params })
    expect(turns).toHaveLength(2)
    expect(await owner.api.call(routes.listLayers, { params })).toEqual([{ member: owner.member }])
    await vi.waitFor(async () => expect(await highlights()).toHaveLength(1), 5_000)
    const again = open(analyst, names)
    try {
      await vi.waitFor(() => expect(again.providers.every(provider => provider.synced)).toBe(true), 10_000)
    } finally {
      again.close()
    }
  })
})
