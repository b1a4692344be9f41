import { routes } from '@polyphony/contract'
import {
  correctTurn,
  documentName,
  joinTurn,
  renameSpeaker,
  splitTurn,
  TranscriptIndex,
} from '@polyphony/document'
import { beforeAll, expect, it, vi } from 'vitest'
import { liveDocuments } from '../../liveDocuments.ts'
import { CorrectionModel } from '../../models/correctionRecord.ts'
import { importConversation } from '../../testing/importConversation.ts'
import { type TestPerson, useTestServer } from '../../testing/startTestServer.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })

const server = useTestServer()
let lead: TestPerson
let analyst: TestPerson
let conversation: string

const VTT = `WEBVTT

00:00:01.000 --> 00:00:05.000
<v Rosa>We moved here in spring.

00:00:06.000 --> 00:00:10.000
<v Tariq>The bus did not run.
`

beforeAll(async () => {
  lead = await server().owner()
  analyst = await server().addMember('analyst')
  const transcript = { name: 'talk.vtt', content: VTT }
  ;({ id: conversation } = await importConversation(server(), lead, { transcript }))
})

const correct = (person: TestPerson, change: (index: TranscriptIndex) => void) =>
  liveDocuments().transact(documentName({ kind: 'transcript', conversation }), person, doc => {
    const index = new TranscriptIndex(doc)
    change(index)
    index.dispose()
  })
const list = (query = {}) =>
  analyst.api.call(routes.listCorrections, { params: { conversation }, query: query as never })
const turns = async () => {
  const { turns: all } = await analyst.api.call(routes.getTranscript, { params: { conversation } })
  return all
}

it('tells who corrected a turn, when, and what it was before; the import is nobody’s', async () => {
  const [first, second] = await turns()
  expect((await list()).corrections).toEqual([])
  await correct(analyst, index => correctTurn(index, first!.id, 'We moved there in spring.'))
  await correct(analyst, index => correctTurn(index, first!.id, 'We moved there in May.'))
  await correct(lead, index => correctTurn(index, second!.id, 'The tram did not run.'))
  await vi.waitFor(async () => expect((await list()).corrections.length).toBeGreaterThanOrEqual(2), {
    timeout: 10_000,
  })
  const { corrections } = await list({ turn: first!.id })
  const mine = corrections.filter(({ member }) => member === analyst.member)
  // One minute is one record; the test may fall on two.
  expect(mine.at(-1)!.turns[0]!.before!.text).toBe('We moved here in spring.')
  expect(mine[0]!.turns[0]!.after!.text).toBe('We moved there in May.')
  expect(corrections.every(({ member }) => member === analyst.member)).toBe(true)
  expect((await list({ turn: second!.id })).corrections).toMatchObject([{ member: lead.member }])
  expect((await list({ limit: 1 })).next).not.toBeNull()
})

it('tells of splits, joins and names; what was taken back at once is nothing', async () => {
  await CorrectionModel.deleteMany({ conversation })
  const [first] = await turns()
  await correct(lead, index => {
    splitTurn(index, first!.id, 3, { firstSourceWord: 1, id: 'split' })
  })
  await correct(lead, index => joinTurn(index, 'split'))
  await correct(lead, index => renameSpeaker(index.doc, first!.speaker, 'Hazel'))
  await vi.waitFor(async () => expect((await list()).corrections.length).toBeGreaterThan(0), {
    timeout: 10_000,
  })
  await vi.waitFor(
    async () =>
      expect((await list()).corrections.flatMap(({ speakers }) => speakers)).toMatchObject([
        { before: 'Rosa', after: 'Hazel' },
      ]),
    { timeout: 10_000 },
  )
})

it('is closed to who may not read', async () => {
  const viewer = await server().addMember('viewer')
  await expect(viewer.api.call(routes.listCorrections, { params: { conversation } })).rejects.toMatchObject({
    code: 'forbidden',
  })
})
