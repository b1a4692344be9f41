import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Conversation, PolyphonyError, routes, totalSeconds } from '@polyphony/contract'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { importConversation } from '../../testing/importConversation.ts'
import { makeRecording } from '../../testing/makeRecording.ts'
import { type TestPerson, useTestServer } from '../../testing/startTestServer.ts'

const server = useTestServer()
let folder: string
let owner: TestPerson
let analyst: TestPerson
let recording: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'polyphony-listening-'))
  recording = await makeRecording(join(folder, 'talk.mp3'), 20)
  owner = await server().owner()
  analyst = await server().addMember('analyst')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const newConversation = (): Promise<Conversation> => importConversation(server(), owner, { recording })
const post = (
  person: TestPerson,
  conversation: string,
  heard: [number, number][],
  position: number | null = null,
) =>
  person.api.call(routes.recordListening, {
    params: { conversation },
    body: { heard, position },
  })
const read = (conversation: string) => owner.api.call(routes.getListening, { params: { conversation } })
const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => (error instanceof PolyphonyError ? error.code : error),
  )

it('unites what each person heard, whatever comes twice, and remembers where they stopped', async () => {
  const { id } = await newConversation()
  expect(await read(id)).toEqual([])
  await post(owner, id, [[2, 5.04]], 5)
  const again = await post(owner, id, [[2, 5.04]], 5)
  await post(analyst, id, [[0, 1]], 1)
  expect(again).toMatchObject({ member: owner.member, heard: [[2, 5]], seconds: 3, position: 5 })
  const more = await post(owner, id, [
    [10, 12],
    [4, 6],
  ])
  expect(more).toMatchObject({
    heard: [
      [2, 6],
      [10, 12],
    ],
    seconds: 6,
    position: 5,
  })
  expect((await read(id)).map(one => [one.member, one.seconds, one.position])).toEqual([
    [owner.member, 6, 5],
    [analyst.member, 1, 1],
  ])
})

it('loses nothing when many devices of one person send at once', async () => {
  const { id } = await newConversation()
  const pieces = Array.from({ length: 30 }, (_, i): [number, number] => [i * 0.5, i * 0.5 + 0.3])
  await Promise.all(pieces.map((piece, i) => post(i % 3 === 0 ? analyst : owner, id, [piece], i / 2)))
  const found = await read(id)
  const [mine, other] = [owner, analyst].map(({ member }) => found.find(one => one.member === member)!)
  expect(mine!.heard).toEqual(pieces.filter((_, i) => i % 3 !== 0))
  expect(other!.heard).toEqual(pieces.filter((_, i) => i % 3 === 0))
  expect(mine!.seconds).toBe(totalSeconds(mine!.heard))
})

it('takes what a player reports a little past the end, and refuses what cannot have been heard', async () => {
  const { id, recording: stored } = await newConversation()
  const end = Math.round(stored!.duration * 10) / 10
  const { heard, position } = await post(owner, id, [[18, 21]], 21)
  expect(heard).toEqual([[18, end]])
  expect(position).toBeCloseTo(stored!.duration, 1)
  expect(await codeOf(post(owner, id, [[18, 40]]))).toBe('invalid-input')
  expect(await codeOf(post(owner, id, [], 40))).toBe('invalid-input')
  expect(await codeOf(post(owner, id, [[5, 4]]))).toBe('invalid-input')
  expect(await codeOf(post(owner, id, Array(501).fill([1, 2])))).toBe('invalid-input')
  const written = await importConversation(server(), owner, {
    transcript: { name: 'a.txt', content: 'Ana: Without a recording.\n' },
  })
  expect(await codeOf(post(owner, written.id, [[0, 1]]))).toBe('not-found')
})

it('lists how much each has heard of each conversation, and nothing of what lies in the bin', async () => {
  const [kept, binned] = [await newConversation(), await newConversation()]
  await post(owner, kept.id, [[0, 10]], 10)
  await post(analyst, kept.id, [[3, 4]], 4)
  await post(analyst, binned.id, [[3, 4]], 4)
  await owner.api.call(routes.deleteConversation, { params: { conversation: binned.id } })
  const { workspace } = owner
  const list = await analyst.api.call(routes.listListening, { params: { workspace } })
  expect(list.filter(one => one.conversation === binned.id)).toEqual([])
  expect(list.filter(one => one.conversation === kept.id)).toEqual([
    {
      conversation: kept.id,
      member: owner.member,
      seconds: 10,
      duration: kept.recording!.duration,
      position: 10,
      updatedAt: expect.any(String),
    },
    expect.objectContaining({ member: analyst.member, seconds: 1 }),
  ])
  expect(await codeOf(post(analyst, binned.id, [[0, 1]]))).toBe('not-found')
})
