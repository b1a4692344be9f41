import { describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { correctTurn } from './correctTurn.ts'
import { TranscriptIndex } from './TranscriptIndex.ts'
import { replicaOf, testTranscript } from './testTranscript.ts'
import { joinTurn, setTurnSpeaker, spliceTurn, splitTurn } from './turnCommands.ts'

const texts = (index: TranscriptIndex) => index.order.map(({ text }) => text)

describe('TranscriptIndex', () => {
  it('reads the turns in order', () => {
    const { index } = testTranscript('Good morning all', 'Morning')
    expect(index.order).toMatchObject([
      { id: 't0', speaker: 'A', firstSourceWord: 0, text: 'Good morning all' },
      { id: 't1', speaker: 'B', firstSourceWord: 3, text: 'Morning' },
    ])
  })

  it('makes a new turn with a higher version of the touched one alone', () => {
    const { index } = testTranscript('one', 'two', 'three')
    const [first, second] = index.order
    correctTurn(index, 't1', 'twice')
    expect(index.turn('t1')).toMatchObject({ text: 'twice', version: 2 })
    expect(index.turn('t1')).not.toBe(second)
    expect(index.turn('t0')).toBe(first)
  })

  it('tells exactly what changed', () => {
    const { index } = testTranscript('one two', 'three')
    const order = vi.fn()
    const first = vi.fn()
    const second = vi.fn()
    const split = vi.fn()
    index.onOrder(order)
    index.onTurn('t0', first)
    index.onTurn('t1', second)
    index.onTurn('new', split)
    const calls = () => [order, first, second, split].map(({ mock }) => mock.calls.length)
    spliceTurn(index, 't0', 0, 0, 'x ')
    expect(calls()).toEqual([0, 1, 0, 0])
    setTurnSpeaker(index, 't1', 'A')
    expect(calls()).toEqual([0, 1, 1, 0])
    splitTurn(index, 't0', 2, { id: 'new', firstSourceWord: 0 })
    expect(calls()).toEqual([1, 2, 1, 1])
    joinTurn(index, 'new')
    expect(calls()).toEqual([2, 3, 1, 2])
    expect(index.turn('new')).toBeUndefined()
  })

  it('tells nobody any more after dispose', () => {
    const { index } = testTranscript('one')
    const listener = vi.fn()
    index.onTurn('t0', listener)
    index.dispose()
    index.text.insert(1, 'x')
    expect(listener).not.toHaveBeenCalled()
  })

  it('fills when the document arrives after it was made', () => {
    const { doc } = testTranscript('one', 'two')
    const late = new Y.Doc()
    const index = new TranscriptIndex(late)
    const order = vi.fn()
    index.onOrder(order)
    Y.applyUpdate(late, Y.encodeStateAsUpdate(doc))
    expect(texts(index)).toEqual(['one', 'two'])
    expect(order).toHaveBeenCalledTimes(1)
  })

  it('gives a repeated turn id to the first and another to the second', () => {
    const { doc, index } = testTranscript('one', 'two')
    doc.getText('t').insertEmbed(0, new Y.Map([['id', 't1']]))
    const ids = index.order.map(({ id }) => id)
    expect(ids.slice(0, 2)).toEqual(['t1', 't0'])
    expect(ids[2]).toMatch(/^t1~/)
    expect(index.turn(ids[2]!)!.text).toBe('two')
  })

  it('counts foreign embedded objects as one character, as Yjs does', () => {
    const { doc, index } = testTranscript('one')
    doc.getText('t').insertEmbed(2, { image: 'x' })
    expect(texts(index)).toEqual(['o\uFFFCne'])
    spliceTurn(index, 't0', 3, 1, 'E')
    expect(texts(index)).toEqual(['o\uFFFCnE'])
  })

  it('refuses a second command in one transaction rather than writing at a stale place', () => {
    const { doc, index } = testTranscript('one', 'two')
    expect(() =>
      doc.transact(() => {
        spliceTurn(index, 't0', 0, 3, '')
        spliceTurn(index, 't1', 0, 1, 'T')
      }),
    ).toThrow('one command per transaction')
    expect(texts(index)).toEqual(['', 'two'])
  })

  it('locates positions at both edges of a turn', () => {
    const { index } = testTranscript('one', 'two')
    for (const turn of ['t0', 't1']) {
      for (const offset of [0, 1, 3]) {
        expect(index.locate(index.positionAt({ turn, offset }, -1))).toEqual({ turn, offset })
        if (offset < 3) expect(index.locate(index.positionAt({ turn, offset }, 0))).toEqual({ turn, offset })
      }
    }
    expect(index.locate(index.positionAt({ turn: 't1', offset: 3 }, 0))).toEqual({ turn: 't1', offset: 3 })
    expect(() => index.positionAt({ turn: 't1', offset: 4 }, 0)).toThrow(RangeError)
  })

  it('does not locate positions of another type or another document', () => {
    const { doc, index } = testTranscript('one')
    const other = doc.getText('other')
    other.insert(0, 'elsewhere')
    expect(index.locate(Y.createRelativePositionFromTypeIndex(other, 3))).toBeNull()
    expect(
      index.locate(Y.createRelativePositionFromJSON({ item: { client: 1, clock: 9 }, assoc: 0 })),
    ).toBeNull()
  })

  it('follows a peer who splits, joins and writes', () => {
    const { doc, index } = testTranscript('one two', 'three')
    const peer = replicaOf(doc)
    splitTurn(peer.index, 't0', 4, { id: 'new', firstSourceWord: 1 })
    spliceTurn(index, 't0', 7, 0, '!')
    peer.sync()
    expect(texts(index)).toEqual(['one ', 'two!', 'three'])
    joinTurn(index, 't1')
    peer.sync()
    expect(texts(peer.index)).toEqual(['one ', 'two! three'])
  })

  it('reads large changes as a whole and comes to the same', () => {
    const { doc, index } = testTranscript('a')
    doc.transact(() => {
      for (let i = 0; i < 1_500; i++) {
        doc.getText('t').insertEmbed(doc.getText('t').length, new Y.Map<unknown>([['id', `n${i}`]]))
        doc.getText('t').insert(doc.getText('t').length, `text ${i}`)
      }
    })
    expect(index.order).toHaveLength(1_501)
    expect(index.order.map(({ text }) => text)).toEqual(
      new TranscriptIndex(doc).order.map(({ text }) => text),
    )
  })
})
