import { type Replacement, routes } from '@polyphony/contract'
import {
  confirmWords,
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

it('tells who found which word right as it was recognised; what was taken back at once is nothing', async () => {
  await CorrectionModel.deleteMany({ conversation })
  await correct(analyst, index => void confirmWords(index.doc, [1, 2], true))
  await correct(analyst, index => void confirmWords(index.doc, [2], false))
  await vi.waitFor(
    async () =>
      expect(
        (await list()).corrections.flatMap(({ words, member }) => words.map(word => [member, word])),
      ).toEqual([[analyst.member, { word: 1, right: true }]]),
    { timeout: 10_000 },
  )
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

it('replaces a misheard word in several conversations where it still stands, in the name of who did it, and back', async () => {
  const names = { name: 'names.vtt', content: VTT.replace('The bus', 'Ask Maryam or maryam: the bus') }
  const other = await importConversation(server(), lead, { transcript: names })
  const again = await importConversation(server(), lead, { transcript: names })
  const params = { workspace: lead.workspace }
  const find = async () =>
    (await analyst.api.call(routes.findPlaces, { params, query: { text: 'MARYAM' } })).places
  await vi.waitFor(async () => expect(await find()).toHaveLength(4), { timeout: 10_000 })
  const places = await find()
  expect(places[0]).toMatchObject({
    conversation: again.id,
    speaker: 'Tariq',
    text: 'Maryam',
    before: 'Ask ',
    behind: ' or maryam: the bus did not run.',
  })
  // Of one place, somebody has changed the words meanwhile.
  await liveDocuments().transact(`transcript/${other.id}`, lead, doc => {
    const index = new TranscriptIndex(doc)
    correctTurn(
      index,
      places.find(({ conversation }) => conversation === other.id)!.turn,
      'Ask Miriam or maryam.',
    )
    index.dispose()
  })
  const replacements = places.map(({ conversation, turn, from, to, text }) => ({
    conversation,
    turn,
    from,
    to,
    text,
    insert: text === 'Maryam' ? 'Mariame' : 'mariame',
  }))
  const done = await analyst.api.call(routes.replacePlaces, { params, body: { replacements } })
  expect(done).toMatchObject({ replaced: 3, changed: 1, failed: [] })
  // Whoever looks again finds what stands there now.
  expect(await find()).toEqual([])
  const textOf = async (id: string) =>
    (await analyst.api.call(routes.getTranscript, { params: { conversation: id } })).turns[1]!.text
  expect(await textOf(again.id)).toBe('Ask Mariame or mariame: the bus did not run.')
  expect(await textOf(other.id)).toBe('Ask Miriam or mariame.')
  await vi.waitFor(
    async () => {
      const { corrections } = await analyst.api.call(routes.listCorrections, {
        params: { conversation: again.id },
      })
      expect(corrections).toMatchObject([{ member: analyst.member }])
    },
    { timeout: 10_000 },
  )

  const back = await analyst.api.call(routes.replacePlaces, { params, body: { replacements: done.inverse } })
  expect(back).toMatchObject({ replaced: 3, changed: 0 })
  expect(await textOf(again.id)).toBe('Ask Maryam or maryam: the bus did not run.')
})

it('replaces nothing through another workspace, in the bin, or twice over', async () => {
  const [first] = await turns()
  const text = first!.text
  const replacement = {
    conversation,
    turn: first!.id,
    from: 0,
    to: 2,
    text: text.slice(0, 2),
    insert: 'They',
  }
  const replace = (workspace: string, replacements: Replacement[]) =>
    lead.api.call(routes.replacePlaces, { params: { workspace }, body: { replacements } })
  const elsewhere = await lead.api.call(routes.createWorkspace, { body: { name: 'Another', demo: false } })
  expect(await replace(elsewhere.id, [replacement])).toMatchObject({ replaced: 0, changed: 1 })
  await lead.api.call(routes.deleteConversation, { params: { conversation } })
  expect(await replace(lead.workspace, [replacement])).toMatchObject({ replaced: 0, changed: 1 })
  await lead.api.call(routes.restoreConversation, { params: { conversation } })
  const overlapping = { ...replacement, from: 1, text: text.slice(1, 2) }
  expect(await replace(lead.workspace, [replacement, overlapping])).toMatchObject({ replaced: 1, changed: 1 })
})
