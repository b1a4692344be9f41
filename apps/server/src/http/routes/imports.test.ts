import { existsSync, readdirSync } from 'node:fs'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ErrorBody, Import, LIMITS, PolyphonyError, routes, UPLOADS_PATH } from '@polyphony/contract'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import {
  importConversation,
  putTranscript,
  recordingRead,
  sendRecording,
  uploadOf,
} from '../../testing/importConversation.ts'
import { makeRecording } from '../../testing/makeRecording.ts'
import { type TestPerson, useTestServer } from '../../testing/startTestServer.ts'

const server = useTestServer()
let folder: string
let recording: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'polyphony-import-'))
  recording = await makeRecording(join(folder, 'talk.mp3'), 8)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const VTT = `WEBVTT

00:00:00.500 --> 00:00:02.000
<v SPEAKER_00>Good evening, all of you.

00:00:02.000 --> 00:00:04.500
<v SPEAKER_01>I wanted to say something about the library.

00:00:04.500 --> 00:00:06.000
<v SPEAKER_02>So did I.
`
const TEXT = 'Ana: We could begin with the garden.\n\nBen: Yes, with the garden.\n'

const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => (error instanceof PolyphonyError ? error.code : error),
  )
const begin = async (person: TestPerson): Promise<string> => {
  const { workspace } = person
  return (await person.api.call(routes.createImport, { params: { workspace } })).id
}
const statusOf = (error: unknown): number | undefined =>
  (error as { originalResponse?: { getStatus(): number } }).originalResponse?.getStatus()
/** Everything that lies in the media folder. */
const mediaFiles = (part: string): string[] =>
  readdirSync(join(server().dataDir, 'media', part), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))

describe('a transcript', () => {
  it.each([
    ['talk.vtt', VTT, { turns: 3, words: 16, speakers: ['SPEAKER_00', 'SPEAKER_01', 'SPEAKER_02'] }],
    [
      'talk.srt',
      '1\n00:00:01,000 --> 00:00:02,000\nAna: Hello there.\n',
      { turns: 1, words: 2, speakers: ['Ana'] },
    ],
    ['notes.txt', TEXT, { turns: 2, words: 10, speakers: ['Ana', 'Ben'] }],
    [
      'whisper.json',
      JSON.stringify({ segments: [{ start: 0, end: 1.5, text: ' Hello, you all.' }], language: 'en' }),
      { turns: 1, words: 3, speakers: [] },
    ],
  ])('is read and shown: %s', async (name, content, { turns, words, speakers }) => {
    const owner = await server().owner()
    const response = await putTranscript(server(), owner, await begin(owner), name, content)
    expect(response.status).toBe(200)
    const { transcript } = Import.parse(await response.json())
    expect(transcript).toMatchObject({ name, turns, words })
    expect(transcript?.speakers.map(speaker => speaker.key)).toEqual(speakers)
    expect(transcript?.preview).toHaveLength(turns)
  })

  it.each([
    ['a.xyz', '<root/>', 'transcript-unknown-format'],
    ['empty.vtt', '', 'transcript-empty'],
    ['silent.vtt', 'WEBVTT\n\n', 'transcript-empty'],
    ['cut.json', '{"segments": [{"start": 0, "te', 'transcript-invalid'],
    [
      'long.txt',
      Array.from({ length: LIMITS.transcriptTurns + 1 }, (_, i) => `${i % 2 ? 'Ana' : 'Ben'}: Yes.`).join(
        '\n',
      ),
      'transcript-too-long',
    ],
  ])(
    'that cannot be used is refused with a reason, and the one before stays: %s',
    async (name, content, code) => {
      const owner = await server().owner()
      const id = await begin(owner)
      await putTranscript(server(), owner, id, 'first.txt', TEXT)
      const response = await putTranscript(server(), owner, id, name, content)
      const { error } = ErrorBody.parse(await response.json())
      expect([response.status, error.code]).toEqual([422, code])
      expect(error.message.length).toBeGreaterThan(20)
      const { transcript } = await owner.api.call(routes.getImport, { params: { import: id } })
      expect(transcript?.name).toBe('first.txt')
    },
  )

  it('in UTF-16, as some programs write it, is read or refused with its encoding named', async () => {
    const owner = await server().owner()
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(TEXT, 'utf16le')])
    const response = await putTranscript(server(), owner, await begin(owner), 'notes.txt', utf16)
    expect(Import.parse(await response.json()).transcript).toMatchObject({ turns: 2, words: 10 })
    // Bytes of no encoding that text is written in.
    const broken = Buffer.concat([
      Buffer.from('Ana: '),
      Buffer.from([0xc3, 0x28, 0xff, 0xfe]),
      Buffer.from(TEXT),
    ])
    const refused = await putTranscript(server(), owner, await begin(owner), 'notes.txt', broken)
    expect(ErrorBody.parse(await refused.json()).error).toMatchObject({
      code: 'transcript-encoding',
      message: expect.stringContaining('byte 5'),
    })
  })

  it('past the limit is refused before it is read', async () => {
    const owner = await server().owner()
    const id = await begin(owner)
    const response = await putTranscript(
      server(),
      owner,
      id,
      'a.txt',
      Buffer.alloc(LIMITS.transcriptBytes + 1, 65),
    )
    expect(response.status).toBe(413)
  })
})

describe('a recording', () => {
  it('comes in by tus, taken up again after a break, and is read', async () => {
    const owner = await server().owner()
    const id = await begin(owner)
    const size = (await stat(recording)).size
    const chunkSize = Math.ceil(size / 4)
    const url = await new Promise<string>((resolve, reject) => {
      uploadOf(server(), owner.token, id, recording, { chunkSize, onError: reject }).then(upload => {
        upload.options.onChunkComplete = () => {
          // Two of four chunks have arrived when the connection is lost.
          if (upload.url) void upload.abort().then(() => resolve(upload.url!), reject)
        }
        upload.start()
      }, reject)
    })
    const { recording: half } = await owner.api.call(routes.getImport, { params: { import: id } })
    expect(half).toMatchObject({ state: 'uploading', name: 'talk.mp3', bytes: size })
    expect(half!.progress).toBeGreaterThan(0.2)
    expect(half!.progress).toBeLessThan(1)

    let sent = 0
    await sendRecording(server(), owner.token, id, recording, {
      uploadUrl: url,
      chunkSize,
      onChunkComplete: bytes => {
        sent += bytes
      },
    })
    expect(sent).toBeLessThan(size)
    const read = await recordingRead(owner, id)
    expect(read).toMatchObject({ state: 'ready', progress: 1, error: null, warning: null })
    expect(read.duration).toBeCloseTo(8, 0)
    expect(mediaFiles('uploads')).toEqual([])
    await owner.api.call(routes.cancelImport, { params: { import: id } })
  })

  it('is read with progress that only grows', async () => {
    const owner = await server().owner()
    const id = await begin(owner)
    const long = await makeRecording(join(folder, 'long.wav'), 1500)
    await sendRecording(server(), owner.token, id, long, { chunkSize: 32 * 1024 ** 2 })
    const seen: number[] = []
    for (;;) {
      const { recording: now } = await owner.api.call(routes.getImport, { params: { import: id } })
      seen.push(now!.progress)
      if (now!.state === 'ready') break
      expect(now!.state).toMatch(/queued|reading/)
    }
    expect(seen).toEqual([...seen].sort((a, b) => a - b))
    expect(seen.at(-1)).toBe(1)
    expect(seen.some(progress => progress > 0 && progress < 1)).toBe(true)
    await owner.api.call(routes.cancelImport, { params: { import: id } })
  })

  it('goes into no import that is not there, and nobody may send into a foreign one', async () => {
    const owner = await server().owner()
    const id = await begin(owner)
    const nowhere = await sendRecording(server(), owner.token, 'nothing', recording).catch(error => error)
    expect(statusOf(nowhere)).toBe(404)

    const viewer = await server().addMember('viewer')
    expect(statusOf(await sendRecording(server(), viewer.token, id, recording).catch(error => error))).toBe(
      403,
    )
    expect(statusOf(await sendRecording(server(), 'nonsense', id, recording).catch(error => error))).toBe(401)

    const upload = await uploadOf(server(), owner.token, id, recording)
    const url = await new Promise<string>((resolve, reject) => {
      upload.options.onUploadUrlAvailable = () => void upload.abort().then(() => resolve(upload.url!), reject)
      upload.options.onError = reject
      upload.start()
    })
    for (const method of ['HEAD', 'PATCH', 'DELETE']) {
      const response = await server().fetch(url, {
        method,
        cookie: viewer.cookie,
        headers: {
          'tus-resumable': '1.0.0',
          ...(method === 'PATCH' && {
            'upload-offset': '0',
            'content-type': 'application/offset+octet-stream',
          }),
        },
        body: method === 'PATCH' ? 'x' : undefined,
      })
      expect([method, response.status]).toEqual([method, 403])
    }
    const { recording: still } = await owner.api.call(routes.getImport, { params: { import: id } })
    expect(still?.state).toBe('uploading')
    // Given up by its sender.
    await upload.abort(true)
    await vi.waitFor(
      async () =>
        expect((await owner.api.call(routes.getImport, { params: { import: id } })).recording).toBeNull(),
      { timeout: 30_000 },
    )
    await owner.api.call(routes.cancelImport, { params: { import: id } })
  })

  it('larger than the limit is refused before a byte of it arrives', async () => {
    const owner = await server().owner()
    const response = await server().fetch(UPLOADS_PATH, {
      method: 'POST',
      cookie: owner.cookie,
      headers: {
        'tus-resumable': '1.0.0',
        'upload-length': String(LIMITS.recordingBytes + 1),
        'upload-metadata': `import ${Buffer.from(await begin(owner)).toString('base64')}`,
      },
    })
    expect(response.status).toBe(413)
    expect(mediaFiles('uploads')).toEqual([])
  })

  it('that is a playlist in disguise fails with a clear reason and blocks finishing until it is taken out', async () => {
    const owner = await server().owner()
    const id = await begin(owner)
    const playlist = join(folder, 'playlist.mp3')
    await writeFile(playlist, `#EXTM3U\n#EXT-X-VERSION:3\n#EXTINF:10,\n${recording}\n`)
    await sendRecording(server(), owner.token, id, playlist)
    const read = await recordingRead(owner, id)
    expect(read).toMatchObject({ state: 'failed', error: { code: 'audio-playlist' } })
    const finish = () =>
      owner.api.call(routes.finishImport, { params: { import: id }, body: { title: 'Nothing' } })
    expect(await codeOf(finish())).toBe('not-ready')
    await owner.api.call(routes.removeFromImport, { params: { import: id, part: 'recording' } })
    expect(existsSync(join(server().dataDir, 'media', 'imports', id, 'recording'))).toBe(false)
    await putTranscript(server(), owner, id, 'notes.txt', TEXT)
    expect((await finish()).recording).toBeNull()
  })

  it('replaced by another one while under way: the first may not go on', async () => {
    const owner = await server().owner()
    const id = await begin(owner)
    const first = await uploadOf(server(), owner.token, id, recording)
    const url = await new Promise<string>((resolve, reject) => {
      first.options.onUploadUrlAvailable = () => void first.abort().then(() => resolve(first.url!), reject)
      first.options.onError = reject
      first.start()
    })
    const other = await makeRecording(join(folder, 'other.wav'), 3)
    await sendRecording(server(), owner.token, id, other)
    const late = await server().fetch(url, {
      method: 'HEAD',
      cookie: owner.cookie,
      headers: { 'tus-resumable': '1.0.0' },
    })
    expect(late.ok).toBe(false)
    expect(await recordingRead(owner, id)).toMatchObject({ name: 'other.wav', state: 'ready' })
    await owner.api.call(routes.cancelImport, { params: { import: id } })
    expect(mediaFiles('imports').filter(file => file.includes(id))).toEqual([])
    expect(await codeOf(owner.api.call(routes.getImport, { params: { import: id } }))).toBe('not-found')
  })
})

describe('finishing', () => {
  it('twice, at once and later, makes one conversation, and leaves nothing of the import', async () => {
    const owner = await server().owner()
    const { workspace } = owner
    const id = await begin(owner)
    await putTranscript(server(), owner, id, 'talk.vtt', VTT)
    await sendRecording(server(), owner.token, id, recording)
    await recordingRead(owner, id)
    const list = () => owner.api.call(routes.listConversations, { params: { workspace } })
    const before = (await list()).length
    const finish = () =>
      owner.api.call(routes.finishImport, { params: { import: id }, body: { title: 'Once' } })
    const all = [...(await Promise.all([finish(), finish(), finish()])), await finish()]
    expect(new Set(all.map(one => one.id)).size).toBe(1)
    expect((await list()).length).toBe(before + 1)
    expect(all[0]).toMatchObject({ turns: 3, words: 16, title: 'Once', ceiling: 'team' })
    expect(mediaFiles('imports').filter(file => file.includes(id))).toEqual([])
    const { turns } = await owner.api.call(routes.getTranscript, { params: { conversation: all[0]!.id } })
    expect(turns.map(turn => turn.text)).toEqual([
      'Good evening, all of you.',
      'I wanted to say something about the library.',
      'So did I.',
    ])
    expect(await codeOf(owner.api.call(routes.getImport, { params: { import: id } }))).toBe('not-found')
  })

  it('needs something to make a conversation of, and a group of the same workspace', async () => {
    const owner = await server().owner()
    const id = await begin(owner)
    const finish = (body: object) =>
      codeOf(owner.api.call(routes.finishImport, { params: { import: id }, body: { title: 'x', ...body } }))
    expect(await finish({})).toBe('not-ready')
    expect(await finish({ group: 'nogroup' })).toBe('invalid-input')
  })

  it('with the recording alone gives one empty turn to type into', async () => {
    const owner = await server().owner()
    const { id, ...rest } = await importConversation(server(), owner, { recording })
    expect(rest).toMatchObject({ turns: 1, words: 0 })
    expect(rest.duration).toBeCloseTo(8, 0)
    const params = { conversation: id }
    const { turns, speakers } = await owner.api.call(routes.getTranscript, { params })
    expect(turns).toMatchObject([{ text: '', speaker: speakers[0]!.id }])
    expect((await owner.api.call(routes.getSourceWords, { params })).text).toEqual([])
  })

  it('with the transcript alone knows its length from its times', async () => {
    const owner = await server().owner()
    const made = await importConversation(server(), owner, { transcript: { name: 'talk.vtt', content: VTT } })
    expect(made).toMatchObject({ recording: null, duration: 6 })
    const plain = await importConversation(server(), owner, { transcript: { name: 'a.txt', content: TEXT } })
    expect(plain).toMatchObject({ recording: null, duration: null })
  })

  it('renames speakers, merges those that are one person, and names the facilitator', async () => {
    const owner = await server().owner()
    const transcript = { name: 'talk.vtt', content: VTT }
    const { id } = await importConversation(
      server(),
      owner,
      { transcript },
      {
        speakers: [
          { keys: ['SPEAKER_00'], name: 'Host', role: 'facilitator' },
          { keys: ['SPEAKER_01', 'SPEAKER_02'], name: 'Re\u0301mi' },
        ],
      },
    )
    const { speakers, turns } = await owner.api.call(routes.getTranscript, { params: { conversation: id } })
    expect(speakers.map(({ name, role }) => [name, role])).toEqual([
      ['Host', 'facilitator'],
      ['R\u00e9mi', 'participant'],
    ])
    expect(turns.slice(1).every(turn => turn.speaker === speakers[1]!.id)).toBe(true)
    const stranger = { speakers: [{ keys: ['NOBODY'], name: 'Who' }] }
    const refused = importConversation(server(), owner, { transcript }, stranger)
    expect(await codeOf(refused)).toBe('invalid-input')
  })

  it('is for those who may import', async () => {
    const owner = await server().owner()
    const writer = await server().addMember('writer')
    const { workspace } = owner
    expect(await codeOf(writer.api.call(routes.createImport, { params: { workspace } }))).toBe('forbidden')
    const params = { import: await begin(owner) }
    for (const work of [
      () => writer.api.call(routes.getImport, { params }),
      () => writer.api.call(routes.cancelImport, { params }),
      () => writer.api.call(routes.finishImport, { params, body: { title: 'Mine' } }),
    ])
      expect(await codeOf(work())).toBe('forbidden')
    expect((await putTranscript(server(), writer, params.import, 'a.txt', TEXT)).status).toBe(403)
  })

  it('keeps the transcript as handed over beside the conversation, but not one that was taken out', async () => {
    const owner = await server().owner()
    const kept = await importConversation(server(), owner, { transcript: { name: 'a.txt', content: TEXT } })
    const original = (id: string) => join(server().dataDir, 'media', 'conversations', id, 'transcript')
    expect(await readFile(original(kept.id), 'utf8')).toBe(TEXT)
    const id = await begin(owner)
    await putTranscript(server(), owner, id, 'a.txt', TEXT)
    await owner.api.call(routes.removeFromImport, { params: { import: id, part: 'transcript' } })
    await sendRecording(server(), owner.token, id, recording)
    await recordingRead(owner, id)
    const made = await owner.api.call(routes.finishImport, {
      params: { import: id },
      body: { title: 'No text' },
    })
    expect(existsSync(original(made.id))).toBe(false)
  })
})
