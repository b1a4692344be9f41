import { routes } from '@polyphony/contract'
import {
  addComment,
  correctTurn,
  documentName,
  renameSpeaker,
  setMemo,
  TranscriptIndex,
} from '@polyphony/document'
import { beforeAll, expect, it, vi } from 'vitest'
import { liveDocuments } from '../../liveDocuments.ts'
import { SearchModel } from '../../models/searchRecord.ts'
import { verifyProjections } from '../../projections/verifyProjections.ts'
import { highlightPassage } from '../../testing/highlightPassage.ts'
import { importConversation } from '../../testing/importConversation.ts'
import { type TestPerson, useTestServer } from '../../testing/startTestServer.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })

const server = useTestServer()
let lead: TestPerson
let analyst: TestPerson
let conversation: string

const VTT = `WEBVTT

00:00:01.000 --> 00:00:05.000
<v Rosa>We moved here in spring, and José showed us the café.

00:00:06.000 --> 00:00:10.000
<v Tariq>The bus (the 42.*) did not run on Sundays, so we walked to the door.
`

beforeAll(async () => {
  lead = await server().owner()
  analyst = await server().addMember('analyst')
  ;({ id: conversation } = await importConversation(
    server(),
    lead,
    { transcript: { name: 'talk.vtt', content: VTT } },
    { title: 'Door to door' },
  ))
  // Searchable as soon as it is there.
  expect(await SearchModel.countDocuments({ conversation })).toBe(6)
})

type Query = Partial<Record<'wholeWord' | 'conversation' | 'kind' | 'after', string>> & { limit?: number }
const search = (q: string, query: Query = {}, person = analyst) =>
  person.api.call(routes.search, {
    params: { workspace: lead.workspace },
    query: { q, ...query } as never,
  })
const said = async (q: string, query: Query = {}) =>
  (await search(q, query)).words.hits.map(({ text, matches }) =>
    matches.map(({ from, to }) => text.slice(from, to)),
  )

it('finds what was said, whatever its case and accents, with who said it and when', async () => {
  expect((await search('jose')).words.hits).toMatchObject([
    { conversation, speaker: 'Rosa', start: expect.any(Number), text: expect.stringContaining('José') },
  ])
  const [hit] = (await search('walked')).words.hits
  expect(hit!.start).toBeGreaterThan(8)
  expect(hit!.start).toBeLessThan(hit!.end!)
  expect(await said('"did not run"')).toEqual([['did not run']])
  expect(await said('sundays bus')).toEqual([['bus', 'Sundays']])
  expect(await said('walk', { wholeWord: 'true' })).toEqual([])
})

it('takes what is typed as letters: patterns and operators find themselves, or nothing', async () => {
  expect(await said('(the 42.*)')).toEqual([['(the 42.*)']])
  for (const q of ['.*', '^We', 'a|b', '[a-z]', '$', '\\w', '{"$gt":""}', '(?i)bus'])
    expect(await said(q), q).toEqual(q === '.*' ? [['.*']] : [])
  expect((await search('   ')).words.hits).toEqual([])
})

it('finds speakers, codes, memos, comments and titles, and pages through what was said', async () => {
  const highlight = await highlightPassage(conversation, analyst.member, 'did not run')
  await liveDocuments().transact(
    documentName({ kind: 'layer', conversation, member: analyst.member }),
    { member: analyst.member },
    doc => {
      setMemo(doc, highlight, {
        type: 'doc',
        content: [
          {
            type: 'paragraph',
            content: [
              { type: 'text', text: 'Again the ' },
              { type: 'text', text: 'tram', marks: [{ type: 'bold' }] },
            ],
          },
        ],
      })
      addComment(doc, {
        target: { type: 'highlight', member: analyst.member, highlight },
        body: 'tram or bus?',
      })
    },
  )
  await lead.api.call(routes.applyOperations, {
    params: { workspace: lead.workspace },
    body: { operations: [{ type: 'create', id: 'c1', name: 'Tramways' }] },
  })
  await lead.api.call(routes.createFinding, {
    params: { workspace: lead.workspace },
    body: { title: 'No tram on Sundays', themes: [] },
  })
  await vi.waitFor(async () => expect((await search('tram')).notes.hits).toHaveLength(2), { timeout: 10_000 })
  const found = await search('tram')
  expect(found.notes.hits.map(({ kind, text, highlight: on }) => [kind, text.trim(), on])).toEqual(
    expect.arrayContaining([
      ['comment', 'tram or bus?', { member: analyst.member, highlight }],
      ['memo', expect.stringContaining('tram'), { member: analyst.member, highlight }],
    ]),
  )
  expect(found.codes).toMatchObject([{ code: 'c1', name: 'Tramways' }])
  expect(found.findings).toMatchObject([{ text: 'No tram on Sundays' }])
  expect((await search('tariq')).speakers).toMatchObject([{ text: 'Tariq', turns: 1, conversation }])
  expect((await search('door')).conversations).toMatchObject([{ conversation, text: 'Door to door' }])

  const first = await search('the', { limit: 1 })
  expect(first.words.hits).toMatchObject([{ speaker: 'Rosa' }])
  const rest = await search('the', { kind: 'words', limit: 1, after: first.words.next! })
  expect([rest.words.hits[0]?.speaker, rest.words.next]).toEqual(['Tariq', null])
  expect((await search('the', { kind: 'words', after: 'no cursor' })).words.hits).toHaveLength(2)
})

it('follows corrections and new names, and equals its rebuild', async () => {
  await liveDocuments().transact(documentName({ kind: 'transcript', conversation }), lead, doc => {
    const index = new TranscriptIndex(doc)
    const [turn] = index.order
    correctTurn(index, turn!.id, turn!.text.replace('café', 'kitchen'))
    renameSpeaker(doc, turn!.speaker, 'Hazel')
    index.dispose()
  })
  await vi.waitFor(async () => expect(await said('kitchen')).toEqual([['kitchen']]), { timeout: 10_000 })
  expect(await said('cafe')).toEqual([])
  expect((await search('hazel')).speakers).toMatchObject([{ text: 'Hazel' }])
  expect((await verifyProjections(liveDocuments())).problems).toEqual([])
  await SearchModel.updateOne({ conversation, kind: 'turn' }, { $set: { text: 'forged' } })
  expect((await verifyProjections(liveDocuments())).problems).toMatchObject([
    { document: `transcript/${conversation}` },
  ])
})

it('shows nothing of a conversation in the bin, and nothing to who may not read', async () => {
  const viewer = await server().addMember('viewer')
  await expect(search('bus', {}, viewer)).rejects.toMatchObject({ code: 'forbidden' })
  await lead.api.call(routes.deleteConversation, { params: { conversation } })
  const found = await search('bus')
  expect([found.words.hits, found.notes.hits, (await search('tariq')).speakers]).toEqual([[], [], []])
  expect((await search('door')).conversations).toEqual([])
  await lead.api.call(routes.restoreConversation, { params: { conversation } })
  expect(await said('bus')).toHaveLength(1)
})
