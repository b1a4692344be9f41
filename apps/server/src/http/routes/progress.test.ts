import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider'
import { COLLAB_PATH, type Conversation, PolyphonyError, routes } from '@polyphony/contract'
import { addComment, correctTurn, documentName, TranscriptIndex } from '@polyphony/document'
import { beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { liveDocuments } from '../../liveDocuments.ts'
import { highlightPassage } from '../../testing/highlightPassage.ts'
import { importConversation } from '../../testing/importConversation.ts'
import { type TestPerson, useTestServer } from '../../testing/startTestServer.ts'

const server = useTestServer()
let lead: TestPerson
let mona: TestPerson
let east: Conversation
let params: { workspace: string }

const VTT = `WEBVTT

00:00:00.500 --> 00:00:02.000
<v Ana>Good evening, all of you.

00:00:02.000 --> 00:00:04.500
<v Ben>The library closes at six.

00:00:05.000 --> 00:00:06.500
<v Ana>That is early.

00:00:07.000 --> 00:00:08.500
<v Ben>It has always been so.
`
const PATIENCE = { timeout: 10_000 }

beforeAll(async () => {
  lead = await server().owner()
  mona = await server().addMember('analyst', 'Mona Ott')
  params = { workspace: lead.workspace }
  east = await importConversation(server(), lead, { transcript: { name: 'east.vtt', content: VTT } })
  await lead.api.call(routes.applyOperations, {
    params,
    body: {
      operations: [
        { type: 'create', id: 'voice', name: 'Loud and clear' },
        { type: 'create', id: 'beginning', name: 'The beginning', kind: 'structural' },
      ],
    },
  })
})

const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => (error instanceof PolyphonyError ? error.code : error),
  )

describe('progress', () => {
  const progress = async (person: TestPerson) =>
    (await person.api.call(routes.listProgress, { params })).find(
      ({ conversation }) => conversation === east.id,
    )

  it('follows what is highlighted and coded, by anybody and by me; headings cover nothing', async () => {
    expect(await progress(mona)).toMatchObject({
      highlighted: { all: 0, mine: 0 },
      coded: { all: 0, mine: 0 },
      reviewed: null,
    })
    await highlightPassage(east.id, lead.member, 'Good evening', ['beginning'])
    await highlightPassage(east.id, lead.member, 'The library', ['voice'])
    await highlightPassage(east.id, mona.member, 'early')
    await expect
      .poll(() => progress(mona), PATIENCE)
      .toMatchObject({
        highlighted: { all: 0.5, mine: 0.25 },
        coded: { all: 0.25, mine: 0 },
        highlights: 2,
        codings: 1,
        members: [lead.member, mona.member].sort(),
      })
  })

  it('a lead calls a conversation reviewed, the first one stays named, and it is opened again', async () => {
    const second = await server().addMember('lead', 'Lou Second')
    const review = (person: TestPerson, reviewed: boolean) =>
      person.api.call(routes.reviewConversation, { params: { conversation: east.id }, body: { reviewed } })
    expect((await review(lead, true)).reviewed).toMatchObject({ by: lead.member })
    expect((await review(second, true)).reviewed).toMatchObject({ by: lead.member })
    expect((await progress(mona))?.reviewed).toMatchObject({ by: lead.member })
    await review(second, false)
    expect((await progress(mona))?.reviewed).toBeNull()
    expect(await codeOf(review(mona, true))).toBe('forbidden')
  })
})

describe('assignments', () => {
  const assign = (
    person: TestPerson,
    body: { due?: string | null; note?: string; doneAt?: string | null } = {},
  ) =>
    lead.api.call(routes.assignConversation, {
      params: { conversation: east.id, member: person.member },
      body,
    })
  const finish = (person: TestPerson, done: boolean) =>
    person.api.call(routes.finishAssignment, { params: { conversation: east.id }, body: { done } })
  const list = () => mona.api.call(routes.listAssignments, { params })
  const mine = () => mona.api.call(routes.listMyAssignments)

  it('is given by a lead, seen by the one it is for, changed, done, and opened again', async () => {
    await assign(mona, { due: '2027-02-28', note: 'The second half' })
    expect(await mine()).toMatchObject([
      { conversation: east.id, title: east.title, due: '2027-02-28', note: 'The second half', doneAt: null },
    ])
    const { doneAt } = await finish(mona, true)
    expect(doneAt).not.toBeNull()
    expect((await finish(mona, true)).doneAt).toBe(doneAt)
    // A new day does not open what is done.
    expect(await assign(mona, { due: null })).toMatchObject({ due: null, doneAt, by: lead.member })
    expect((await finish(mona, false)).doneAt).toBeNull()
    expect(await list()).toHaveLength(1)
  })

  it('can be taken away and put back as it was', async () => {
    const before = await assign(mona, { due: '2027-03-01', note: 'All' })
    const { doneAt } = await finish(mona, true)
    await lead.api.call(routes.unassignConversation, {
      params: { conversation: east.id, member: mona.member },
    })
    expect(await list()).toEqual([])
    expect(await codeOf(finish(mona, true))).toBe('not-found')
    const { due, note } = before
    expect(await assign(mona, { due, note, doneAt })).toMatchObject({ due, note, doneAt })
  })

  it('goes only to those who code, on days there are, and away with a member or a conversation', async () => {
    const writer = await server().addMember('writer')
    expect(await codeOf(assign(writer))).toBe('invalid-input')
    expect(await codeOf(assign(mona, { due: '2027-02-30' }))).toBe('invalid-input')
    const leaving = await server().addMember('analyst')
    await assign(leaving)
    await lead.api.call(routes.removeMember, { params: { ...params, member: leaving.member } })
    expect((await list()).map(({ member }) => member)).toEqual([mona.member])
    expect(await codeOf(assign(leaving))).toBe('not-found')

    await lead.api.call(routes.deleteConversation, { params: { conversation: east.id } })
    expect([await list(), await mine()]).toEqual([[], []])
    await lead.api.call(routes.restoreConversation, { params: { conversation: east.id } })
    expect(await list()).toHaveLength(1)
  })
})

describe('activity', () => {
  const page = (query: { limit?: number; before?: string } = {}) =>
    mona.api.call(routes.listActivity, { params, query })

  it('tells who did what where, gathered, the newest first, page by page', async () => {
    const highlight = await highlightPassage(east.id, mona.member, 'always', ['voice'])
    await liveDocuments().transact(
      documentName({ kind: 'layer', conversation: east.id, member: lead.member }),
      { member: lead.member },
      doc => addComment(doc, { target: { type: 'highlight', member: mona.member, highlight }, body: 'Why?' }),
    )
    await liveDocuments().transact(
      documentName({ kind: 'transcript', conversation: east.id }),
      { member: mona.member },
      doc => {
        const index = new TranscriptIndex(doc)
        correctTurn(index, index.order[0]!.id, `${index.order[0]!.text} Indeed.`)
        index.dispose()
      },
    )
    const kinds = async () => (await page()).entries.map(({ kind }) => kind)
    await expect
      .poll(kinds, PATIENCE)
      .toEqual(expect.arrayContaining(['commented', 'coded', 'highlighted', 'corrected']))
    const { entries, next } = await page()
    expect(next).toBeNull()
    expect(entries.map(({ at }) => at)).toEqual(
      entries
        .map(({ at }) => at)
        .sort()
        .reverse(),
    )
    expect(entries).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          kind: 'commented',
          member: lead.member,
          conversation: east.id,
          title: east.title,
          about: mona.member,
          highlight,
        }),
        expect.objectContaining({ kind: 'coded', member: mona.member, highlight, count: 1 }),
        expect.objectContaining({ kind: 'corrected', member: mona.member, conversation: east.id, count: 1 }),
        expect.objectContaining({ kind: 'imported', member: lead.member, conversation: east.id }),
        expect.objectContaining({
          kind: 'codebook',
          words: expect.stringContaining('The beginning'),
        }),
        expect.objectContaining({ kind: 'assigned', member: lead.member, about: mona.member }),
        expect.objectContaining({ kind: 'finished', member: mona.member }),
      ]),
    )
    const paged = []
    for (let before: string | undefined; ; ) {
      const part = await page({ limit: 2, ...(before && { before }) })
      paged.push(...part.entries)
      if (part.next === null) break
      before = part.next
    }
    expect(paged).toEqual(entries)
  })

  it('is silent on what lies in the bin', async () => {
    await lead.api.call(routes.deleteConversation, { params: { conversation: east.id } })
    const { entries } = await page()
    expect(entries.filter(({ conversation }) => conversation !== null)).toEqual([])
    await lead.api.call(routes.restoreConversation, { params: { conversation: east.id } })
  })
})

it('who is here is told of conversations that are open, by who was let in, whatever their clients claim', async () => {
  const present = () => lead.api.call(routes.listPresence, { params })
  expect(await present()).toEqual([])
  const socket = new HocuspocusProviderWebsocket({
    url: server().url.replace('http', 'ws') + COLLAB_PATH,
    WebSocketPolyfill: WebSocket,
  })
  const provider = new HocuspocusProvider({
    websocketProvider: socket,
    name: documentName({ kind: 'transcript', conversation: east.id }),
    token: mona.token,
  })
  provider.attach()
  provider.awareness!.setLocalState({ member: lead.member, name: 'Somebody else', colour: '#000000' })
  await expect.poll(present, PATIENCE).toEqual([{ conversation: east.id, members: [mona.member] }])
  provider.destroy()
  socket.destroy()
  await expect.poll(present, PATIENCE).toEqual([])
})
