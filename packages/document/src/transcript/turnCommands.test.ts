import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { createHistory } from '../undo/createHistory.ts'
import { transcriptScope } from '../undo/transcriptScope.ts'
import { correctTurn } from './correctTurn.ts'
import { diffText } from './diffText.ts'
import { observeSpeakers, readSpeakers, renameSpeaker } from './speakers.ts'
import { replicaOf, testTranscript } from './testTranscript.ts'
import { joinTurn, setTurnSpeaker, spliceTurn, splitTurn } from './turnCommands.ts'

describe('correctTurn', () => {
  it('gives the turn the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (before, after) => {
        const { index } = testTranscript('x', 'y')
        correctTurn(index, 't0', before)
        correctTurn(index, 't0', after)
        expect(index.order.map(({ text }) => text)).toEqual([after, 'y'])
      }),
    )
  })

  it('keeps a peer’s words written at the same time', () => {
    const { doc, index } = testTranscript('I think thier school is good')
    const peer = replicaOf(doc)
    correctTurn(index, 't0', 'I think their school is good')
    correctTurn(peer.index, 't0', 'I think thier school is very good')
    peer.sync()
    expect(index.turn('t0')!.text).toBe('I think their school is very good')
  })

  it('touches nothing when the text is the same', () => {
    const { doc, index } = testTranscript('as it was')
    const before = Y.encodeStateVector(doc)
    correctTurn(index, 't0', 'as it was')
    expect(Y.encodeStateVector(doc)).toEqual(before)
  })

  it('never cuts a letter with accents or an emoji of several parts', () => {
    const family = '👩‍👩‍👧'
    expect(diffText(`a${family}b`, 'a👩‍👩‍👦b')).toEqual([
      { offset: 1, deleteCount: family.length, insert: '👩‍👩‍👦' },
    ])
    expect(diffText('cafe\u0301', 'cafe')).toEqual([{ offset: 3, deleteCount: 2, insert: 'e' }])
  })

  it('finds few edits in long texts too', () => {
    const long = Array.from({ length: 3_000 }, (_, i) => `word${i}`).join(' ')
    expect(diffText(long, long.replace('word1500', 'ward1500'))).toEqual([
      { offset: long.indexOf('word1500') + 1, deleteCount: 1, insert: 'a' },
    ])
    const other = long.replace('word1 ', 'first ').replace(' word2998', ' last')
    const edits = diffText(long, other)
    expect(edits.reduce((sum, { deleteCount, insert }) => sum + deleteCount + insert.length, 0)).toBeLessThan(
      40,
    )
    const applied = edits.reduceRight(
      (text, { offset, deleteCount, insert }) =>
        text.slice(0, offset) + insert + text.slice(offset + deleteCount),
      long,
    )
    expect(applied).toBe(other)
  })
})

describe('spliceTurn', () => {
  it('never reaches into the next turn', () => {
    const { index } = testTranscript('one', 'two')
    expect(() => spliceTurn(index, 't0', 1, 3, '')).toThrow(RangeError)
    expect(() => spliceTurn(index, 't0', -1, 1, '')).toThrow(RangeError)
    expect(() => spliceTurn(index, 'gone', 0, 0, 'x')).toThrow('no turn gone')
    expect(index.order.map(({ text }) => text)).toEqual(['one', 'two'])
  })

  it('replaces an emoji without tearing it', () => {
    const { index } = testTranscript('a👩b')
    spliceTurn(index, 't0', 1, 2, '👨')
    expect(index.turn('t0')!.text).toBe('a👨b')
  })
})

describe('splitTurn and joinTurn', () => {
  it('split with the same speaker or another, and join again', () => {
    const { index } = testTranscript('one two', 'three')
    splitTurn(index, 't0', 4, { id: 'x', firstSourceWord: 1 })
    splitTurn(index, 'x', 1, { id: 'y', speaker: 'B', firstSourceWord: 2 })
    expect(index.order).toMatchObject([
      { text: 'one ', speaker: 'A' },
      { id: 'x', text: 't', speaker: 'A', firstSourceWord: 1 },
      { id: 'y', text: 'wo', speaker: 'B', firstSourceWord: 2 },
      { text: 'three' },
    ])
    joinTurn(index, 'x')
    expect(index.order[0]!.text).toBe('one t')
  })

  it('puts a space where words would run together, and none in scripts without', () => {
    const { index } = testTranscript('Yes.', 'I think', '日本', '語')
    joinTurn(index, 't3')
    joinTurn(index, 't1')
    expect(index.order.map(({ text }) => text)).toEqual(['Yes. I think', '日本語'])
  })

  it('refuses to join the first turn and to split outside', () => {
    const { index } = testTranscript('one')
    expect(() => joinTurn(index, 't0')).toThrow(RangeError)
    expect(() => splitTurn(index, 't0', 4, { firstSourceWord: 0 })).toThrow(RangeError)
  })

  it('are undone with speaker, first source word and id', () => {
    const { doc, index } = testTranscript('one', 'two')
    const undo = createHistory([transcriptScope(doc, { captureTimeout: 0 })])
    const before = structuredClone(index.order.map(({ version, ...turn }) => turn))
    setTurnSpeaker(index, 't1', 'A')
    joinTurn(index, 't1')
    undo.undo()
    undo.undo()
    expect(index.order.map(({ version, ...turn }) => turn)).toEqual(before)
    expect(undo.nextUndo()).toBe(null)
    undo.redo()
    undo.redo()
    expect(index.order.map(({ text, speaker }) => [text, speaker])).toEqual([['one two', 'A']])
  })
})

describe('speakers', () => {
  it('are renamed everywhere, keeping their role', () => {
    const { doc } = testTranscript('one')
    let told = 0
    const dispose = observeSpeakers(doc, () => told++)
    renameSpeaker(doc, 'A', 'Aspen')
    dispose()
    renameSpeaker(doc, 'B', 'Beech')
    expect(told).toBe(1)
    expect(readSpeakers(doc)).toEqual([
      { id: 'A', name: 'Aspen', role: 'facilitator' },
      { id: 'B', name: 'Beech', role: 'participant' },
    ])
    expect(() => renameSpeaker(doc, 'Z', 'Zelkova')).toThrow('no speaker Z')
  })

  it('shows a malformed speaker under its id', () => {
    const { doc } = testTranscript('one')
    doc.getMap('speakers').set('B', 7)
    expect(readSpeakers(doc)[1]).toEqual({ id: 'B', name: 'B', role: 'participant' })
  })
})
