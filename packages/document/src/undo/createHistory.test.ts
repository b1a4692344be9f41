import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { createAnchor } from '../anchors/createAnchor.ts'
import { resolveAnchor } from '../anchors/resolveAnchor.ts'
import { addCoding, addHighlight, setHighlightAnchor, setMemo } from '../layer/highlightCommands.ts'
import { readLayer } from '../layer/readLayer.ts'
import { readSpeakers, renameSpeaker } from '../transcript/speakers.ts'
import { replicaOf, spanOf, testTranscript } from '../transcript/testTranscript.ts'
import { spliceTurn, splitTurn } from '../transcript/turnCommands.ts'
import { Act } from './Act.ts'
import { createHistory } from './createHistory.ts'
import { layerScope } from './layerScope.ts'
import { transcriptScope } from './transcriptScope.ts'

const setUp = () => {
  let time = 1_000_000
  const { doc, index } = testTranscript('the wind was cold', 'we went home')
  const layer = new Y.Doc()
  const history = createHistory([layerScope(layer), transcriptScope(doc)], { now: () => time })
  const highlight = (words: string, label: string, turn = 't0') =>
    addHighlight(layer, { anchor: createAnchor(index, spanOf(index, turn, words)) }, new Act(label))
  return {
    doc,
    index,
    layer,
    history,
    highlight,
    highlights: () => [...readLayer(layer).highlights.values()].map(({ anchor }) => anchor.quote),
    text: () => index.order.map(turn => turn.text),
    later: (ms: number) => {
      time += ms
    },
    next: () => [history.nextUndo()?.act?.label ?? null, history.nextRedo()?.act?.label ?? null],
  }
}
const type = (index: ReturnType<typeof setUp>['index'], at: number, letter: string, turn = 't0') =>
  spliceTurn(index, turn, at, 0, letter, new Act(`typing in ${turn}`, { joins: `typing:${turn}` }))

describe('a history', () => {
  it('tells of each step once, as it begins', () => {
    const { doc, index, history, highlight, later } = setUp()
    const told: (string | undefined)[] = []
    const leave = history.onDone(({ act }) => told.push(act?.label))
    highlight('wind', 'highlight wind')
    type(index, 0, 'a')
    type(index, 1, 'b')
    later(2000)
    type(index, 2, 'c')
    history.undo()
    history.redo()
    expect(told).toEqual(['highlight wind', 'typing in t0', 'typing in t0'])
    leave()
    renameSpeaker(doc, 'A', 'Alder', new Act('rename Ash'))
    expect(told).toHaveLength(3)
  })

  it('has one order over all documents and says what is next', () => {
    const { doc, index, history, highlight, highlights, text, next } = setUp()
    highlight('wind', 'highlight wind')
    renameSpeaker(doc, 'A', 'Alder', new Act('rename Ash'))
    highlight('home', 'highlight home', 't1')
    splitTurn(index, 't1', 3, { firstSourceWord: 5 }, new Act('split'))
    expect(next()).toEqual(['split', null])
    expect(history.undo()?.act?.label).toBe('split')
    expect(history.undo()?.act?.label).toBe('highlight home')
    expect(next()).toEqual(['rename Ash', 'highlight home'])
    expect([highlights(), text()]).toEqual([['wind'], ['the wind was cold', 'we went home']])
    history.undo()
    expect(readSpeakers(doc)[0]?.name).toBe('Ash')
    history.undo()
    expect([history.undo(), ...next()]).toEqual([null, null, 'highlight wind'])
    while (history.redo());
    expect(highlights()).toEqual(['wind', 'home'])
    expect([readSpeakers(doc)[0]?.name, text().length]).toEqual(['Alder', 3])
    expect(next()).toEqual(['split', null])
  })

  it('makes one step of all that is done with one act, in whatever documents', () => {
    const { doc, index, layer, history, highlight, text, next } = setUp()
    const id = highlight('wind', 'before')
    const act = new Act('both')
    addCoding(layer, id, 'weather', undefined, act)
    spliceTurn(index, 't0', 0, 3, 'a', act)
    setMemo(layer, id, 'cold', undefined, act)
    expect(history.undo()?.act).toBe(act)
    expect(readLayer(layer).codings.size + readLayer(layer).memos.size).toBe(0)
    expect([text()[0], ...next()]).toEqual(['the wind was cold', 'before', 'both'])
    history.redo()
    expect([readLayer(layer).codings.size, readLayer(layer).memos.size, text()[0]]).toEqual([
      1,
      1,
      'a wind was cold',
    ])
    expect(readSpeakers(doc)).toHaveLength(2)
  })

  it('joins what follows quickly and means the same, and nothing else', () => {
    const { index, history, highlight, highlights, text, later } = setUp()
    type(index, 0, 'a')
    later(400)
    type(index, 1, 'b')
    later(400)
    type(index, 2, 'c')
    later(600)
    type(index, 3, 'd')
    type(index, 0, 'x', 't1')
    highlight('wind', 'highlight')
    type(index, 1, 'y', 't1')
    const steps = () => [text()[0], text()[1], highlights().length]
    const seen = [steps()]
    while (history.undo()) seen.push(steps())
    expect(seen).toEqual([
      ['abcdthe wind was cold', 'xywe went home', 1],
      ['abcdthe wind was cold', 'xwe went home', 1],
      ['abcdthe wind was cold', 'xwe went home', 0],
      ['abcdthe wind was cold', 'we went home', 0],
      ['abcthe wind was cold', 'we went home', 0],
      ['the wind was cold', 'we went home', 0],
    ])
  })

  it('moves a highlight back to where it was before quick nudges', () => {
    const { index, layer, history, highlight, highlights, later } = setUp()
    const id = highlight('wind', 'highlight')
    for (const words of ['wind was', 'wind was cold']) {
      later(900)
      const act = new Act('nudge', { joins: `nudge:${id}`, within: 2000 })
      setHighlightAnchor(layer, id, createAnchor(index, spanOf(index, 't0', words)), act)
    }
    expect(highlights()).toEqual(['wind was cold'])
    history.undo()
    expect(highlights()).toEqual(['wind'])
  })

  it('ends what could be repeated with a new edit in any document', () => {
    const { index, history, highlight, next } = setUp()
    highlight('wind', 'highlight')
    history.undo()
    type(index, 0, 'a')
    expect(next()).toEqual(['typing in t0', null])
    expect(history.redo()).toBe(null)
  })

  it('takes a step back that is not the last, by its act or its scope', () => {
    const { index, layer, history, highlight, highlights, text, next } = setUp()
    const id = highlight('wind', 'wind')
    const act = new Act('code wind')
    addCoding(layer, id, 'weather', undefined, act)
    type(index, 0, 'a')
    highlight('home', 'home', 't1')
    expect(history.undo({ scope: 'transcript' })?.act?.label).toBe('typing in t0')
    expect([text()[0], highlights()]).toEqual(['the wind was cold', ['wind', 'home']])
    expect(history.undo({ act })?.act).toBe(act)
    expect([highlights(), readLayer(layer).codings.size]).toEqual([['wind', 'home'], 0])
    expect(history.undo({ act })).toBe(null)
    expect(next()).toEqual(['home', 'code wind'])
    history.redo()
    expect(readLayer(layer).codings.size).toBe(1)
  })

  it('passes over exactly the steps that others have made pointless', () => {
    const { doc, index, history, highlight, highlights, text } = setUp()
    const peer = replicaOf(doc)
    type(index, 0, 'a')
    highlight('wind', 'highlight')
    type(index, 0, 'b', 't1')
    peer.sync()
    spliceTurn(peer.index, 't1', 0, 1, '')
    peer.sync()
    expect(history.undo()?.act?.label).toBe('highlight')
    expect([highlights(), text()]).toEqual([[], ['athe wind was cold', 'we went home']])
    expect(history.undo()?.act?.label).toBe('typing in t0')
    expect([text()[0], history.undo()]).toEqual(['the wind was cold', null])
  })

  it('keeps what others wrote between, and their anchors on restored words', () => {
    const { doc, index, history, text } = setUp()
    const peer = replicaOf(doc)
    const anchor = createAnchor(peer.index, spanOf(peer.index, 't0', 'was cold'))
    spliceTurn(index, 't0', 9, 8, '', new Act('delete'))
    peer.sync()
    spliceTurn(peer.index, 't0', 0, 3, 'A')
    peer.sync()
    history.undo()
    peer.sync()
    expect(text()[0]).toBe('A wind was cold')
    expect(resolveAnchor(peer.index, anchor)).toMatchObject({ status: 'exact', text: 'was cold' })
  })
})

describe('commands of the server in a history', () => {
  const command = (log: string[], name: string, fails = false) => ({
    undo: async () => {
      log.push(`undo ${name}`)
      if (fails) throw new Error('refused')
    },
    redo: async () => {
      log.push(`redo ${name}`)
    },
  })

  it('are part of their act, and taken back and repeated with it', async () => {
    const { layer, history, highlight, next } = setUp()
    const act = new Act('new code')
    const log: string[] = []
    const id = highlight('wind', 'highlight')
    await history.add(act, command(log, 'create'))
    addCoding(layer, id, 'new', undefined, act)
    expect(next()).toEqual(['new code', null])
    await history.undo()!.settled
    expect([log, readLayer(layer).codings.size, ...next()]).toEqual([
      ['undo create'],
      0,
      'highlight',
      'new code',
    ])
    await history.redo()!.settled
    expect([log.at(-1), readLayer(layer).codings.size]).toEqual(['redo create', 1])
  })

  it('tell when they are refused, and the rest of the history goes on', async () => {
    const { history } = setUp()
    const log: string[] = []
    await history.add(new Act('first'), command(log, 'first'))
    await history.add(new Act('second'), command(log, 'second', true))
    await expect(history.undo()!.settled).rejects.toThrow('refused')
    await history.undo()!.settled
    expect(log).toEqual(['undo second', 'undo first'])
  })

  it('are taken back at once when their act was while the server worked', async () => {
    const { history, highlight, layer } = setUp()
    highlight('cold', 'before')
    const act = new Act('in vivo')
    setMemo(layer, highlight('wind', 'x'), 'm', undefined, act)
    history.undo()
    const log: string[] = []
    await history.add(act, command(log, 'create'))
    expect(log).toEqual(['undo create'])
    await history.redo()!.settled
    expect(log).toEqual(['undo create', 'redo create'])
  })
})
