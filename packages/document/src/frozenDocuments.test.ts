import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { resolveAnchor } from './anchors/resolveAnchor.ts'
import { readBoard } from './board/readBoard.ts'
import { checkUpdate } from './checkUpdate.ts'
import { readCuration } from './curation/readCuration.ts'
// Bytes written by the first version. They stay as they are: whoever changes a layout adds a file beside it.
import board from './fixtures/board.json' with { type: 'json' }
import confirmed from './fixtures/confirmed.json' with { type: 'json' }
import curation from './fixtures/curation.json' with { type: 'json' }
import relations from './fixtures/relations.json' with { type: 'json' }
import schema1 from './fixtures/schema1.json' with { type: 'json' }
import threads from './fixtures/threads.json' with { type: 'json' }
import { readLayer } from './layer/readLayer.ts'
import { readOntologyDocument } from './ontologyDocument/ontologyDocument.ts'
import { readConfirmed } from './transcript/confirmedWords.ts'
import { readSpeakers } from './transcript/speakers.ts'
import { TranscriptIndex } from './transcript/TranscriptIndex.ts'
import { validateTranscript } from './transcript/validateTranscript.ts'

const load = (base64: string): Y.Doc => {
  const update = Uint8Array.from(Buffer.from(base64, 'base64'))
  checkUpdate(update)
  const doc = new Y.Doc()
  Y.applyUpdate(doc, update)
  return doc
}

describe('documents of schema 1', () => {
  const transcript = load(schema1.transcript)
  const layer = readLayer(load(schema1.layer))

  it('read as the transcript they were', () => {
    expect(validateTranscript(transcript)).toEqual([])
    expect(new TranscriptIndex(transcript).order.map(({ version, ...turn }) => turn)).toEqual([
      { id: 't1', speaker: 'sA', firstSourceWord: 0, text: 'What does mean to you?' },
      {
        id: 't2',
        speaker: 'sB',
        firstSourceWord: 6,
        text: 'Knowing that somebody would notice if I did not come,',
      },
      {
        id: 't4',
        speaker: 'sA',
        firstSourceWord: 10,
        text: ' and would ask the others where I am. Their door is always open.',
      },
    ])
    expect(readSpeakers(transcript)).toEqual([
      { id: 'sA', name: 'Ash', role: 'facilitator' },
      { id: 'sB', name: 'Beech', role: 'participant' },
    ])
  })

  it('read as the layer they were', () => {
    expect(layer.problems).toEqual([])
    expect([...layer.codings.values()].flat()).toEqual([
      { highlight: 'aaaaaaa1', code: 'belonging', createdAt: 1_790_000_000_000 },
      { highlight: 'aaaaaaa1', code: 'care', createdAt: 1_790_000_000_000 },
      { highlight: 'aaaaaaa3', code: 'place', createdAt: 1_790_000_002_000 },
    ])
    expect([...layer.memos.values()]).toEqual([
      {
        highlight: 'aaaaaaa1',
        body: 'To be missed is to belong.',
        text: 'To be missed is to belong.',
        updatedAt: 1_790_000_004_000,
      },
    ])
    expect([...layer.comments.values()]).toEqual([
      {
        id: 'kkkkkkk1',
        target: { type: 'highlight', member: 'm2', highlight: 'bbbbbbb1' },
        body: 'Is this trust?',
        text: 'Is this trust?',
        createdAt: 1_790_000_005_000,
        editedAt: 1_790_000_006_000,
        deletedAt: null,
      },
    ])
    expect(layer.highlights.get('aaaaaaa1')).toMatchObject({
      createdAt: 1_790_000_000_000,
      anchor: { quote: 'somebody would notice', prefix: 'Knowing that ', from: 4000, to: 5200 },
    })
  })

  it('have their anchors where they were, through a correction, a split, a join and an undo', () => {
    const index = new TranscriptIndex(transcript)
    const resolved = [...layer.highlights.values()].map(({ anchor }) => resolveAnchor(index, anchor))
    expect(resolved).toMatchObject([
      { status: 'exact', text: 'somebody would notice' },
      {
        status: 'exact',
        text: 'Knowing that somebody would notice if I did not come,\n and would ask the others where I am.',
      },
      { status: 'edited', text: 'Their door' },
      { status: 'deleted', at: { turn: 't1', offset: 10 } },
    ])
  })

  it('read as the ontology they were', () => {
    expect(readOntologyDocument(load(schema1.ontology))).toMatchObject({
      revision: 2,
      codes: { belonging: { name: 'Belonging', formerNames: ['Home'], notation: 'B1' } },
    })
  })
})

describe('a transcript of the first version with words found right', () => {
  it('reads as it was', () => {
    const doc = load(confirmed.transcript)
    expect(validateTranscript(doc)).toEqual([])
    expect(new TranscriptIndex(doc).order.map(({ text }) => text)).toEqual(['Votes come in at four.'])
    expect([...readConfirmed(doc)].sort()).toEqual([0, 4])
  })
})

describe('a layer of the first version with rich text and threads', () => {
  const layer = readLayer(load(threads.layer))

  it('reads as it was', () => {
    expect(layer.problems).toEqual([])
    expect(layer.memos.get('aaaaaaa1')).toEqual({
      highlight: 'aaaaaaa1',
      text: 'To be missed is to belong: ask @…\n\n- as in this',
      updatedAt: 1_790_000_001_000,
      body: {
        type: 'doc',
        content: [
          {
            type: 'paragraph',
            content: [
              { type: 'text', text: 'To be missed', marks: [{ type: 'bold' }] },
              { type: 'text', text: ' is to belong: ask ' },
              { type: 'mention', attrs: { member: 'm2' } },
            ],
          },
          {
            type: 'bulletList',
            content: [
              {
                type: 'listItem',
                content: [
                  {
                    type: 'paragraph',
                    content: [
                      { type: 'text', text: 'as in ' },
                      {
                        type: 'text',
                        text: 'this',
                        marks: [{ type: 'link', attrs: { href: 'https://example.org/' } }],
                      },
                    ],
                  },
                ],
              },
            ],
          },
        ],
      },
    })
    expect([...layer.comments.values()]).toEqual([
      {
        id: 'kkkkkkk1',
        target: { type: 'highlight', member: 'm2', highlight: 'bbbbbbb1' },
        body: '',
        text: '',
        createdAt: 1_790_000_002_000,
        editedAt: null,
        deletedAt: 1_790_000_004_000,
      },
      {
        id: 'kkkkkkk2',
        target: { type: 'comment', member: 'm2', comment: 'nnnnnnn1' },
        body: 'It is.',
        text: 'It is.',
        createdAt: 1_790_000_003_000,
        editedAt: null,
        deletedAt: null,
      },
    ])
    expect([...layer.resolvings.values()]).toEqual([
      { thread: 'm2/nnnnnnn1', resolved: true, at: 1_790_000_005_000 },
    ])
  })
})

describe('a layer of the first version with relations between excerpts', () => {
  it('reads as it was', () => {
    const { ties, problems } = readLayer(load(relations.layer))
    expect(problems).toEqual([])
    expect([...ties.values()]).toEqual([
      {
        id: 'xxxxxxx1',
        type: 'tension',
        from: { member: 'm1', highlight: 'aaaaaaa1' },
        to: { conversation: 'talk2', member: 'm2', highlight: 'bbbbbbb1' },
        note: 'Both speak of the door.',
        createdAt: 1_790_000_006_000,
      },
      {
        id: 'xxxxxxx2',
        type: 'commonality',
        from: { member: 'm2', highlight: 'bbbbbbb2' },
        to: { conversation: 'talk1', member: 'm1', highlight: 'aaaaaaa3' },
        note: '',
        createdAt: 1_790_000_007_000,
      },
    ])
  })
})

it('a curation of the first version reads as it was', () => {
  const { rulings, problems } = readCuration(load(curation.curation), client => (client === 11 ? 'm1' : 'm4'))
  expect(problems).toEqual([])
  expect([...rulings].map(([key, [counting, ...before]]) => [key, counting, before.length])).toEqual([
    [
      'm2/aaaaaaa1:care',
      {
        coding: { member: 'm2', highlight: 'aaaaaaa1', code: 'care' },
        codes: ['taken'],
        by: 'm4',
        at: 1_790_000_004_000,
        reason: null,
      },
      1,
    ],
    [
      'm3/bbbbbbb1:5f1b-guid',
      expect.objectContaining({ codes: ['given'], by: 'm1', reason: 'two ideas in one' }),
      0,
    ],
    ['m2/aaaaaaa2:care', expect.objectContaining({ codes: [] }), 0],
    ['m2/aaaaaaa3:care', expect.objectContaining({ codes: null }), 0],
  ])
})

it('a board of the first version reads as it was', () => {
  const { cards, clusters, problems } = readBoard(load(board.board))
  expect(problems).toEqual([])
  expect(
    [...cards.values()].map(({ key, x, y, cluster, text }) => [key, x, y, cluster, text]).sort(),
  ).toEqual([
    ['c/costs', 120, 180, null, ''],
    ['c/voice', 120, 100, 'heard1', ''],
    ['e/c1/m1/h1', -40, 20, null, ''],
    ['n/aaaaaaa1', 140, 90, 'heard1', 'Who is not here?'],
  ])
  expect([...clusters.values()]).toEqual([
    {
      id: 'heard1',
      title: 'Being heard',
      colour: '#3355aa',
      x: 100,
      y: 50,
      width: 300,
      height: 200,
      outcome: { type: 'theme', code: 'heard', from: ['voice'], at: 1_790_000_000_000 },
    },
  ])
})
