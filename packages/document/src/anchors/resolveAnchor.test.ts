import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { correctTurn } from '../transcript/correctTurn.ts'
import { TranscriptIndex } from '../transcript/TranscriptIndex.ts'
import { replicaOf, spanOf, testTranscript } from '../transcript/testTranscript.ts'
import { joinTurn, spliceTurn, splitTurn } from '../transcript/turnCommands.ts'
import { createHistory } from '../undo/createHistory.ts'
import { transcriptScope } from '../undo/transcriptScope.ts'
import { createAnchor } from './createAnchor.ts'
import { resolveAnchor } from './resolveAnchor.ts'

const LONG =
  'We were told that the bus would come every ten minutes but in the winter nobody has seen it come at all.'

const anchored = (words: string, ...texts: string[]) => {
  const transcript = testTranscript(...texts)
  const anchor = createAnchor(transcript.index, spanOf(transcript.index, 't0', words))
  return { ...transcript, anchor }
}

describe('createAnchor', () => {
  it('quotes with context, the times it is given, and trims what reaches over a turn’s edge', () => {
    const { index } = testTranscript('one two three', 'four')
    const span = { start: { turn: 't0', offset: 4 }, end: { turn: 't1', offset: 0 } }
    const anchor = createAnchor(index, span, { from: 1000, to: 2800 })
    expect(anchor).toMatchObject({
      quote: 'two three',
      quoteLength: 9,
      prefix: 'one ',
      suffix: '',
      from: 1000,
      to: 2800,
    })
    expect(resolveAnchor(index, anchor)).toEqual({
      status: 'exact',
      span: { start: { turn: 't0', offset: 4 }, end: { turn: 't0', offset: 13 } },
      text: 'two three',
    })
  })

  it('abridges a long quote and still knows it whole', () => {
    const { index, anchor } = anchored(LONG, LONG)
    expect(anchor.quote).toHaveLength(48)
    expect(anchor.quoteLength).toBe(LONG.length)
    expect(resolveAnchor(index, anchor).status).toBe('exact')
    correctTurn(index, 't0', LONG.replace('ten', 'six'))
    expect(resolveAnchor(index, anchor)).toMatchObject({ status: 'edited', text: LONG.replace('ten', 'six') })
  })

  it('refuses an empty passage and a turn that is gone', () => {
    const { index } = testTranscript('one', 'two')
    const point = { turn: 't0', offset: 1 }
    expect(() => createAnchor(index, { start: point, end: point })).toThrow('empty')
    expect(() => createAnchor(index, { start: point, end: { turn: 'gone', offset: 1 } })).toThrow(RangeError)
    expect(() =>
      createAnchor(index, { start: { turn: 't0', offset: 3 }, end: { turn: 't1', offset: 0 } }),
    ).toThrow()
  })
})

describe('resolveAnchor', () => {
  it('stays exact through edits around it, splits, joins and a restart', () => {
    const { doc, index, anchor } = anchored('quick brown fox', 'The quick brown fox jumps', 'over the dog')
    spliceTurn(index, 't0', 0, 3, 'Yesterday a')
    splitTurn(index, 't0', 18, { id: 'x', firstSourceWord: 2 })
    joinTurn(index, 't1')
    expect(resolveAnchor(index, anchor)).toMatchObject({ status: 'exact', text: 'quick \nbrown fox' })
    joinTurn(index, 'x')
    const restarted = new Y.Doc()
    Y.applyUpdate(restarted, Y.encodeStateAsUpdate(doc))
    expect(resolveAnchor(new TranscriptIndex(restarted), anchor)).toMatchObject({
      status: 'exact',
      text: 'quick brown fox',
    })
  })

  it('is edited when its own words are corrected', () => {
    const { index, anchor } = anchored('thier school', 'I like thier school')
    correctTurn(index, 't0', 'I like their school')
    expect(resolveAnchor(index, anchor)).toMatchObject({ status: 'edited', text: 'their school' })
  })

  it('holds the correction when exactly its words are replaced by others', () => {
    const { index, anchor } = anchored('Jon', 'I asked Jon about it')
    correctTurn(index, 't0', 'I asked Mildred about it')
    expect(resolveAnchor(index, anchor)).toMatchObject({ status: 'edited', text: 'Mildred' })
  })

  it('is deleted, with its place, when its words are; and exact again for everybody after an undo', () => {
    const { doc, index, anchor } = anchored('quick brown', 'The quick brown fox', 'and the quick hare')
    const undo = createHistory([transcriptScope(doc, { captureTimeout: 0 })])
    const peer = replicaOf(doc)
    spliceTurn(index, 't0', 4, 12, '')
    expect(resolveAnchor(index, anchor)).toEqual({ status: 'deleted', at: { turn: 't0', offset: 4 } })
    undo.undo()
    peer.sync()
    for (const replica of [index, peer.index]) {
      expect(resolveAnchor(replica, anchor)).toMatchObject({ status: 'exact', text: 'quick brown' })
    }
  })

  it('does not mistake other words that read alike for deleted ones', () => {
    const { index, anchor } = anchored('yeah', 'yeah I think so', 'oh yeah that is right')
    spliceTurn(index, 't0', 0, 5, '')
    expect(resolveAnchor(index, anchor)).toMatchObject({ status: 'deleted' })
  })

  it('is moved when an undo without redirect rows let its positions slide', () => {
    const { doc, index } = testTranscript('The quick brown fox jumps over the dog')
    // An editor of another make, whose undo writes no rows.
    const undo = new Y.UndoManager(doc.getText('t'), {
      captureTimeout: 0,
      trackedOrigins: new Set(['editor']),
    })
    const anchor = createAnchor(index, spanOf(index, 't0', 'quick brown fox'))
    spliceTurn(index, 't0', 4, 6, '', 'editor')
    undo.undo()
    spliceTurn(index, 't0', 10, 9, '', 'editor')
    undo.undo()
    const peer = replicaOf(doc)
    expect(resolveAnchor(peer.index, anchor)).toMatchObject({ text: 'quick brown fox' })
    expect(resolveAnchor(peer.index, anchor).status).toBe('moved')
  })

  it('finds a unique long quote when the positions point nowhere, and else is an orphan', () => {
    const { anchor } = anchored(LONG, LONG)
    const copy = testTranscript('Before', `He said: ${LONG}`)
    const found = { start: { turn: 't1', offset: 9 }, end: { turn: 't1', offset: 9 + LONG.length } }
    expect(resolveAnchor(copy.index, anchor)).toEqual({ status: 'moved', span: found, text: LONG })
    expect(resolveAnchor(testTranscript(LONG, LONG).index, anchor)).toEqual({ status: 'orphan' })
    expect(resolveAnchor(testTranscript('Other words').index, anchor)).toEqual({ status: 'orphan' })
  })

  it('comes to an end when an abridged quote has nothing after its middle', () => {
    const { index } = testTranscript('one two three', 'four five')
    const nowhere = new Uint8Array()
    const anchor = {
      start: nowhere,
      end: nowhere,
      quote: 'o ',
      quoteLength: 100,
      prefix: 'GBk',
      suffix: 'r',
      from: -1,
      to: -1,
    }
    expect(resolveAnchor(index, anchor)).toEqual({ status: 'orphan' })
  })

  it('never throws, whatever an anchor holds', () => {
    const { index } = testTranscript('one two three', 'four five')
    const bytes = fc.uint8Array({ maxLength: 16 })
    const record = fc.record({
      start: bytes,
      end: bytes,
      quote: fc.string(),
      quoteLength: fc.integer(),
      quoteHash: fc.option(fc.integer(), { nil: undefined }),
      prefix: fc.string(),
      suffix: fc.string(),
      from: fc.integer(),
      to: fc.integer(),
    })
    fc.assert(
      fc.property(record, anchor => {
        expect(['exact', 'edited', 'moved', 'deleted', 'orphan']).toContain(
          resolveAnchor(index, anchor).status,
        )
      }),
      { numRuns: 2_000 },
    )
  })
})
