import {
  addCoding,
  addComment,
  addHighlight,
  addTie,
  correctTurn,
  createAnchor,
  packSourceWords,
  type RichText,
  readLayer,
  removeComment,
  removeHighlight,
  seedTranscript,
  setMemo,
  setResolved,
  TranscriptIndex,
} from '@polyphony/document'
import fc from 'fast-check'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { startTestCollab, startTestDatabase, waitUntil } from '../collab/testing/startTestCollab.ts'
import { setLiveDocuments } from '../liveDocuments.ts'
import { CommentModel } from '../models/commentRecord.ts'
import { ConversationModel } from '../models/conversation.ts'
import { HighlightModel } from '../models/highlightRecord.ts'
import { ResolvingModel } from '../models/resolvingRecord.ts'
import { SourceWordsModel } from '../models/sourceWords.ts'
import { createProjector, type Projector } from './createProjector.ts'
import { listCodings } from './listCodings.ts'
import { listHighlights } from './listHighlights.ts'
import { listLayers } from './listLayers.ts'
import { listOutlines } from './listOutlines.ts'
import { listSpeakers } from './listSpeakers.ts'
import { listTies } from './listTies.ts'
import { readPassages } from './readPassages.ts'
import { renewProjections } from './renewProjections.ts'
import { rebuildProjections, verifyProjections } from './verifyProjections.ts'

let database: Awaited<ReturnType<typeof startTestDatabase>>
let server: Awaited<ReturnType<typeof startTestCollab>>
let projector: Projector
let serial = 0
let conversation = ''
const WORKSPACE = 'study'

beforeAll(async () => {
  database = await startTestDatabase()
  projector = createProjector({
    logger: pino({ level: 'silent' }),
    live: () => server.collab.live,
    quiet: 20,
  })
  server = await startTestCollab({ connection: database.connection, derived: projector })
  setLiveDocuments(server.collab.live)
})
afterAll(async () => {
  await projector?.close(Date.now() + 5_000)
  await server?.close()
  await database?.close()
})

const TEXTS = ['We moved here in spring', 'and the bus did not run on Sundays', 'So I walked']

beforeEach(async () => {
  conversation = `talk${++serial}`
  await ConversationModel.create({
    _id: conversation,
    workspace: WORKSPACE,
    title: 'A dialogue',
    ceiling: 'team',
    turns: TEXTS.length,
    words: 16,
    createdAt: new Date(),
  })
  const words = TEXTS.join(' ').split(' ')
  await SourceWordsModel.create({
    _id: conversation,
    words: packSourceWords(words.map((text, i) => ({ text, start: i, end: i + 0.5, confidence: null }))),
  })
  await server.collab.live.transact(`transcript/${conversation}`, 'server', doc => {
    let firstSourceWord = 0
    seedTranscript(doc, {
      speakers: [{ id: 's1', name: 'Rosa', role: 'participant' }],
      turns: TEXTS.map((text, i) => {
        const turn = { id: `t${i}`, speaker: 's1', firstSourceWord, text }
        firstSourceWord += text.split(' ').length
        return turn
      }),
    })
  })
})

/** Marks words of one turn in a member's layer. */
const mark = async (member: string, turn: number, words: string, codes: string[] = []) => {
  const offset = (TEXTS[turn] as string).indexOf(words)
  const anchor = await server.collab.live.read(`transcript/${conversation}`, doc =>
    createAnchor(new TranscriptIndex(doc), {
      start: { turn: `t${turn}`, offset },
      end: { turn: `t${turn}`, offset: offset + words.length },
    }),
  )
  return server.collab.live.transact(`layer/${conversation}/${member}`, { member }, doc => {
    const id = addHighlight(doc, { anchor })
    for (const code of codes) addCoding(doc, id, code)
    return id
  })
}

const settled = () => projector.settled({ kind: 'transcript', conversation })
const highlightsOf = async (query = {}) =>
  (await listHighlights({ workspace: WORKSPACE, conversation, limit: 100, ...query })).highlights

it('projects a highlight with its words, times, codes and memo', async () => {
  const id = await mark('ben', 1, 'the bus did not run', ['transport', 'time'])
  await server.collab.live.transact(`layer/${conversation}/ben`, { member: 'ben' }, doc => {
    setMemo(doc, id, 'again the bus')
    addComment(doc, { target: { type: 'highlight', member: 'ben', highlight: id }, body: 'see also Rosa' })
  })
  await settled()
  expect(await highlightsOf()).toMatchObject([
    {
      workspace: WORKSPACE,
      conversation,
      member: 'ben',
      highlight: id,
      status: 'exact',
      passages: [{ turn: 't1', speaker: 's1', text: 'the bus did not run', from: 4, to: 23 }],
      start: 6,
      end: 10.5,
      memo: 'again the bus',
      codes: expect.arrayContaining(['transport', 'time']),
    },
  ])
  expect(await CommentModel.find({ conversation }).lean()).toMatchObject([
    { member: 'ben', text: 'see also Rosa', targetMember: 'ben', mentions: [], deletedAt: null },
  ])
  expect(await listLayers(conversation)).toEqual([{ member: 'ben' }])
})

it('follows by itself, soon after a change of the layer or of the transcript', async () => {
  const id = await mark('ben', 1, 'the bus did not run')
  await waitUntil(async () => (await highlightsOf()).length === 1)
  await server.collab.live.transact(`transcript/${conversation}`, { member: 'ada' }, doc => {
    correctTurn(new TranscriptIndex(doc), 't1', 'and the tram did not run on Sundays')
  })
  await waitUntil(async () => (await highlightsOf())[0]?.passages[0]?.text === 'the tram did not run')
  expect((await highlightsOf())[0]).toMatchObject({ status: 'edited', start: 6, end: 10.5 })
  await server.collab.live.transact(`layer/${conversation}/ben`, { member: 'ben' }, doc =>
    removeHighlight(doc, id),
  )
  await waitUntil(async () => (await highlightsOf()).length === 0)
})

it('reads the words of some highlights with their neighbours, in the order asked', async () => {
  const bus = await mark('ben', 1, 'did not run', ['transport'])
  const walk = await mark('cleo', 2, 'So I walked')
  await server.collab.live.transact(`layer/${conversation}/ben`, { member: 'ben' }, doc =>
    setMemo(doc, bus, 'again'),
  )
  await settled()
  const keys = [`${conversation}/cleo/${walk}`, `${conversation}/ben/gone`, `${conversation}/ben/${bus}`]
  expect(await readPassages(WORKSPACE, keys)).toMatchObject([
    { highlight: walk, before: '', after: '', turns: [{ speaker: 'Rosa', text: 'So I walked' }] },
    {
      highlight: bus,
      before: 'and the bus ',
      turns: [{ turn: 't1', speaker: 'Rosa', text: 'did not run' }],
      after: ' on Sundays',
      memo: 'again',
    },
  ])
  expect(await readPassages('another', keys)).toEqual([])
  expect(await listSpeakers(WORKSPACE)).toContainEqual({ conversation, speaker: 's1', name: 'Rosa' })
})

it('lists relations between excerpts from both ends, and hides those that reach into the bin', async () => {
  const here = await mark('ben', 1, 'did not run')
  const to = { conversation: 'elsewhere', member: 'cleo', highlight: 'h9' }
  const tie = await server.collab.live.transact(`layer/${conversation}/ben`, { member: 'ben' }, doc =>
    addTie(doc, { type: 'tension', from: { member: 'ben', highlight: here }, to, note: 'why' }),
  )
  await settled()
  const listed = [
    {
      id: tie,
      type: 'tension',
      from: { conversation, member: 'ben', highlight: here },
      to,
      note: 'why',
      conversation,
      member: 'ben',
      createdAt: expect.any(String),
    },
  ]
  expect(await listTies({ workspace: WORKSPACE, conversation })).toEqual(listed)
  expect(await listTies({ workspace: WORKSPACE, conversation: 'elsewhere' })).toEqual(listed)
  expect(await listTies({ workspace: 'another' })).toEqual([])
  expect((await verifyProjections(server.collab.live, { workspace: WORKSPACE })).problems).toEqual([])
  await ConversationModel.updateOne({ _id: conversation }, { $set: { deletedAt: new Date() } })
  expect(await listTies({ workspace: WORKSPACE, conversation: 'elsewhere' })).toEqual([])
})

it('lists codings and pages through highlights', async () => {
  await mark('ben', 0, 'moved', ['place'])
  await mark('ben', 1, 'bus', ['transport', 'place'])
  await mark('cleo', 2, 'walked', ['transport'])
  await settled()
  expect(await highlightsOf({ code: 'place' })).toHaveLength(2)
  expect(await highlightsOf({ member: 'cleo' })).toHaveLength(1)

  const codings = await listCodings({ workspace: WORKSPACE, conversation, limit: 10 })
  expect(codings.codings.map(({ member, applied }) => `${member} ${applied}`).sort()).toEqual([
    'ben place',
    'ben place',
    'ben transport',
    'cleo transport',
  ])
  expect(codings.codings.find(({ member }) => member === 'cleo')).toEqual({
    conversation,
    member: 'cleo',
    highlight: expect.any(String),
    applied: 'transport',
    codes: ['transport'],
    passages: [{ turn: 't2', speaker: 's1', from: expect.any(Number), to: expect.any(Number) }],
    start: expect.any(Number),
    end: expect.any(Number),
    createdAt: expect.any(String),
  })

  // Page by page they are the same, and none of another conversation's.
  const paged: typeof codings.codings = []
  for (let after: string | null | undefined; after !== null; ) {
    const page = await listCodings({ workspace: WORKSPACE, conversation, limit: 1, after })
    paged.push(...page.codings)
    after = page.next
  }
  expect(paged).toEqual(codings.codings)

  const first = await listHighlights({ workspace: WORKSPACE, conversation, limit: 2 })
  const rest = await listHighlights({
    workspace: WORKSPACE,
    conversation,
    limit: 2,
    after: first.next as string,
  })
  expect([first.highlights.length, rest.highlights.length, rest.next]).toEqual([2, 1, null])
})

it('tells who speaks when and how much, without a word', async () => {
  await mark('ben', 0, 'moved', ['place'])
  await settled()
  const outline = (await listOutlines(WORKSPACE)).find(one => one.conversation === conversation)!
  expect(outline.turns.id).toEqual(['t0', 't1', 't2'])
  expect(outline.turns.length).toEqual(TEXTS.map(text => text.length))
  expect(outline.turns.speaker.map(place => outline.speakers[place]?.id)).toEqual(['s1', 's1', 's1'])
  expect(outline.turns.start.every(Number.isFinite)).toBe(true)
  expect(JSON.stringify(outline)).not.toContain('spring')
  await ConversationModel.updateOne({ _id: conversation }, { deletedAt: new Date() })
  expect((await listOutlines(WORKSPACE)).some(one => one.conversation === conversation)).toBe(false)
})

it('shows nothing of a conversation in the bin, and all of it again when it is restored', async () => {
  await mark('ben', 0, 'moved', [`only ${conversation}`])
  await settled()
  const counted = async () =>
    (await listCodings({ workspace: WORKSPACE, limit: 1_000 })).codings.some(
      ({ applied }) => applied === `only ${conversation}`,
    )
  expect(await counted()).toBe(true)
  await ConversationModel.updateOne({ _id: conversation }, { deletedAt: new Date() })
  expect(await highlightsOf()).toEqual([])
  expect(await counted()).toBe(false)
  await ConversationModel.updateOne({ _id: conversation }, { deletedAt: null })
  expect(await highlightsOf()).toHaveLength(1)
})

it('equals its rebuild; a difference is found, and mended by rebuilding', async () => {
  const id = await mark('ben', 0, 'moved', ['place'])
  await mark('cleo', 1, 'bus')
  await settled()
  const verify = () => verifyProjections(server.collab.live)
  expect((await verify()).problems).toEqual([])

  await HighlightModel.updateOne({ highlight: id }, { start: 99 })
  await HighlightModel.create({
    ...(await HighlightModel.findOne({ member: 'cleo', conversation }).lean()),
    _id: `${conversation}/dora/x`,
    member: 'dora',
  })
  expect((await verify()).problems.map(({ document }) => document).sort()).toEqual([
    `layer/${conversation}/ben`,
    `layer/${conversation}/dora`,
  ])
  await rebuildProjections(server.collab.live, { workspace: WORKSPACE })
  expect((await verify()).problems).toEqual([])
  expect((await highlightsOf()).map(({ start }) => start)).not.toContain(99)
})

it('projects rich text, mentions, threads and what settles them, and equals its rebuild', async () => {
  const id = await mark('ben', 0, 'moved')
  const mention = (member: string): RichText => ({
    type: 'doc',
    content: [{ type: 'paragraph', content: [{ type: 'mention', attrs: { member } }] }],
  })
  const ben = `layer/${conversation}/ben`
  const root = await server.collab.live.transact(ben, { member: 'ben' }, doc => {
    setMemo(doc, id, mention('cleo'))
    return addComment(doc, { target: { type: 'highlight', member: 'ben', highlight: id }, body: 'why?' })
  })
  await server.collab.live.transact(`layer/${conversation}/cleo`, { member: 'cleo' }, doc => {
    addComment(doc, { target: { type: 'comment', member: 'ben', comment: root }, body: mention('ben') })
    setResolved(doc, { member: 'ben', comment: root }, true)
  })
  await server.collab.live.transact(ben, { member: 'ben' }, doc => removeComment(doc, root))
  await settled()
  const thread = `${conversation}/ben/${root}`
  expect(await HighlightModel.find({ conversation }).lean()).toMatchObject([
    { memo: '@…', memoBody: mention('cleo'), memoMentions: ['cleo'] },
  ])
  expect(await CommentModel.find({ conversation }).sort({ member: 1 }).lean()).toMatchObject([
    { _id: thread, thread, body: '', text: '', deletedAt: expect.any(Date) },
    { thread, targetMember: 'ben', mentions: ['ben'], deletedAt: null },
  ])
  expect(await ResolvingModel.find({ conversation }).lean()).toMatchObject([
    { member: 'cleo', thread, resolved: true },
  ])
  expect((await verifyProjections(server.collab.live)).problems).toEqual([])

  // As an earlier version left them.
  await CommentModel.collection.updateMany({ conversation }, { $unset: { thread: 1, mentions: 1 } })
  await renewProjections(server.collab.live)
  expect((await verifyProjections(server.collab.live)).problems).toEqual([])
})

it('equals what would be made anew, after whatever edits and corrections', async () => {
  const members = ['ada', 'ben']
  const step = fc.record({
    do: fc.constantFrom(
      'mark',
      'code',
      'memo',
      'comment',
      'settle',
      'tie',
      'remove',
      'hush',
      'correct',
      'project',
    ),
    member: fc.constantFrom(...members),
    place: fc.nat(2),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 16 }), async steps => {
      for (const { do: act, member, place } of steps) {
        if (act === 'mark') await mark(member, place, TEXTS[place]!.split(' ')[1]!)
        else if (act === 'project') await settled()
        else if (act === 'correct')
          await server.collab.live.transact(`transcript/${conversation}`, { member }, doc => {
            const index = new TranscriptIndex(doc)
            correctTurn(index, `t${place}`, `${index.order[index.position(`t${place}`)]!.text} indeed`)
          })
        else
          await server.collab.live.transact(`layer/${conversation}/${member}`, { member }, doc => {
            const { highlights, comments } = readLayer(doc)
            const highlight = [...highlights.keys()][place]
            const comment = [...comments.keys()][place]
            if (act === 'settle') setResolved(doc, { member: 'ada', comment: comment ?? 'k' }, place > 0)
            if (act === 'hush' && comment !== undefined) removeComment(doc, comment)
            if (highlight === undefined) return
            if (act === 'code') addCoding(doc, highlight, `code${place}`)
            if (act === 'memo') setMemo(doc, highlight, `memo ${place}`)
            if (act === 'comment')
              addComment(doc, { target: { type: 'highlight', member, highlight }, body: 'hm' })
            if (act === 'remove') removeHighlight(doc, highlight)
            if (act === 'tie')
              addTie(doc, {
                type: 'tension',
                from: { member, highlight },
                to: { conversation, member, highlight: 'h' },
                note: '',
              })
          })
      }
      await settled()
      expect((await verifyProjections(server.collab.live, { workspace: WORKSPACE })).problems).toEqual([])
    }),
    { numRuns: 12 },
  )
})

it('projects what a killed run left unprojected, before its log is cut', async () => {
  const id = await mark('ben', 0, 'moved')
  await settled()
  const entries = await server.collab.store.read(`layer/${conversation}/ben`)
  // A run that was killed leaves nothing open.
  await waitUntil(() => server.collab.stats().documents === 0)
  await server.collab.compacted()
  await server.collab.store.removeDocument(`layer/${conversation}/ben`)
  await server.collab.store.insert(entries.entries)
  await HighlightModel.deleteMany({ conversation })
  expect(await server.collab.store.listWithEntries(`layer/${conversation}/`)).toHaveLength(1)
  await server.collab.recover()
  await server.collab.compacted()
  expect(await server.collab.store.listWithEntries(`layer/${conversation}/`)).toHaveLength(0)
  expect(await highlightsOf()).toMatchObject([{ highlight: id }])
})

it('takes whatever a browser wrote into a layer', async () => {
  await server.collab.live.transact(`layer/${conversation}/ben`, { member: 'ben' }, doc => {
    const bytes = new Uint8Array(4)
    doc.getMap('h').set('garbage', [bytes, bytes, 'no such words', 0, 0, Number.MAX_VALUE])
    doc.getMap('h').set('nonsense', 7)
  })
  await settled()
  expect(await highlightsOf()).toMatchObject([{ highlight: 'garbage', status: 'orphan', passages: [] }])
  expect((await verifyProjections(server.collab.live)).problems).toEqual([])
})
