import {
  addCoding,
  addComment,
  addHighlight,
  addTie,
  createAnchor,
  createHistory,
  joinTurn,
  layerScope,
  removeHighlight,
  removeTie,
  ruleOn,
  type Speaker,
  seedTranscript,
  spliceTurn,
  splitTurn,
  TranscriptIndex,
  transcriptScope,
} from '@polyphony/document'
import { beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { Annotations, annotationKey } from './annotations.ts'

const speakers: Speaker[] = [{ id: 's', name: 'Juniper', role: 'participant' }]
const texts = ['I kept a list of rooms.', 'It was the day my advisor asked.', 'Nobody had told me.']

let transcript: Y.Doc
let index: TranscriptIndex
let annotations: Annotations
let layers: Y.Doc[]

/** Marks the words `quote` of a turn in a layer. */
const mark = (layer: Y.Doc, turn: string, quote: string): string => {
  const offset = index.turn(turn)!.text.indexOf(quote)
  const span = { start: { turn, offset }, end: { turn, offset: offset + quote.length } }
  return addHighlight(layer, { anchor: createAnchor(index, span) })
}
const wordsOf = (turn: string): string[] =>
  annotations
    .inTurn(turn)
    .map(({ from, to }) => index.turn(turn)!.text.slice(from, to))
    .sort()

beforeEach(() => {
  transcript = new Y.Doc()
  seedTranscript(transcript, {
    speakers,
    turns: texts.map((text, i) => ({ id: `t${i}`, speaker: 's', firstSourceWord: 0, text })),
  })
  index = new TranscriptIndex(transcript)
  annotations = new Annotations(index)
  layers = [new Y.Doc(), new Y.Doc()]
  annotations.addLayer('ada', layers[0]!)
  annotations.addLayer('bo', layers[1]!)
})

describe('Annotations', () => {
  it('knows what leads decided on codings, whichever comes first, and tells the turn when that changes', () => {
    const curation = new Y.Doc()
    const [first, second] = [mark(layers[0]!, 't0', 'list'), mark(layers[1]!, 't1', 'advisor')]
    addCoding(layers[0]!, first, 'care')
    const rule = (member: string, highlight: string, codes: string[] | null) =>
      ruleOn(curation, 'lea', [{ member, highlight, code: 'care' }], codes)
    rule('ada', first, ['given'])
    rule('bo', second, ['taken'])
    annotations.addCuration(curation)
    addCoding(layers[1]!, second, 'care')
    const rulingOn = (member: string, highlight: string) =>
      annotations.get(annotationKey(member, highlight))?.codings[0]?.ruling?.codes
    expect([rulingOn('ada', first), rulingOn('bo', second)]).toEqual([['given'], ['taken']])

    const told: string[] = []
    annotations.onTurn('t0', () => told.push('t0'))
    annotations.onTurn('t1', () => told.push('t1'))
    rule('ada', first, null)
    expect(rulingOn('ada', first)).toBeNull()
    expect(told).toEqual(['t0'])
    // On a highlight that is not there, or not any more.
    rule('ada', 'gone', ['given'])
    expect(told).toEqual(['t0'])
  })

  it('gathers relations between excerpts from all layers, and anew only when one changes', () => {
    expect(annotations.ties()).toEqual([])
    const from = { member: 'bo', highlight: 'h1' }
    const to = { conversation: 'elsewhere', member: 'cy', highlight: 'h2' }
    const id = addTie(layers[1]!, { type: 'tension', from, to })
    const made = annotations.ties()
    expect(made).toMatchObject([{ member: 'bo', tie: { id, type: 'tension', from, to } }])
    mark(layers[1]!, 't0', 'list')
    expect(annotations.ties()).toBe(made)
    removeTie(layers[1]!, id)
    expect(annotations.ties()).toEqual([])
  })

  it('joins the highlights of all layers, shortest first at a point', () => {
    const long = mark(layers[0]!, 't0', 'kept a list of rooms')
    const short = mark(layers[1]!, 't0', 'list')
    expect(annotations.at({ turn: 't0', offset: 10 }).map(a => a.key)).toEqual([
      annotationKey('bo', short),
      annotationKey('ada', long),
    ])
    expect(annotations.at({ turn: 't0', offset: 3 }).map(a => a.member)).toEqual(['ada'])
    expect(annotations.at({ turn: 't1', offset: 3 })).toEqual([])
  })

  it('keeps highlights on their words while a turn is corrected, split and joined', () => {
    mark(layers[0]!, 't1', 'my advisor asked')
    spliceTurn(index, 't1', 0, 0, 'Well. ')
    expect(wordsOf('t1')).toEqual(['my advisor asked'])
    const tail = splitTurn(index, 't1', index.turn('t1')!.text.indexOf('advisor'), { firstSourceWord: 0 })
    expect(wordsOf('t1')).toEqual(['my '])
    expect(wordsOf(tail)).toEqual(['advisor asked'])
    joinTurn(index, tail)
    expect(wordsOf('t1')).toEqual(['my advisor asked'])
    expect(annotations.inTurn(tail)).toEqual([])
  })

  it('covers every turn a highlight crosses, and says where it begins', () => {
    addHighlight(layers[0]!, {
      anchor: createAnchor(index, { start: { turn: 't0', offset: 9 }, end: { turn: 't2', offset: 6 } }),
    })
    expect(['t0', 't1', 't2'].map(turn => annotations.inTurn(turn).map(piece => piece.begins))).toEqual([
      [true],
      [false],
      [false],
    ])
    expect(wordsOf('t1')).toEqual([texts[1]])
    const span = { start: { turn: 't1', offset: 0 }, end: { turn: 't1', offset: 3 } }
    expect(annotations.touching(span)).toHaveLength(1)
  })

  it('shows a highlight again when the deletion of its words is undone', () => {
    const id = mark(layers[0]!, 't2', 'told')
    const undo = createHistory([transcriptScope(transcript)])
    spliceTurn(index, 't2', 11, 5, '')
    expect(annotations.get(annotationKey('ada', id))!.resolution.status).toBe('deleted')
    undo.undo()
    expect(wordsOf('t2')).toEqual(['told'])
  })

  it('tells which turns a change concerns, and only those', () => {
    const told: string[][] = []
    annotations.onChange(turns => told.push([...turns]))
    let renders = 0
    annotations.onTurn('t0', () => renders++)
    const id = mark(layers[0]!, 't1', 'advisor')
    addCoding(layers[0]!, id, 'code')
    removeHighlight(layers[0]!, id)
    expect(told).toEqual([['t1'], ['t1'], ['t1']])
    expect(renders).toBe(0)
    expect(annotations.get(annotationKey('ada', id))).toBeUndefined()
  })

  it('joins a thread over layers, oldest first, and forgets a layer that is taken out', () => {
    const id = mark(layers[0]!, 't0', 'rooms')
    const target = { type: 'highlight' as const, member: 'ada', highlight: id }
    const late = new Y.Doc()
    const remove = annotations.addLayer('cy', late)
    addComment(late, { target, body: 'third', createdAt: 3 })
    addComment(layers[1]!, { target, body: 'first', createdAt: 1 })
    addComment(layers[0]!, { target, body: 'second', createdAt: 2 })
    expect(annotations.threadsOn(target).map(({ first }) => [first!.member, first!.comment.text])).toEqual([
      ['bo', 'first'],
      ['ada', 'second'],
      ['cy', 'third'],
    ])
    mark(late, 't0', 'list')
    remove()
    expect(annotations.threadsOn(target)).toHaveLength(2)
    expect(wordsOf('t0')).toEqual(['rooms'])
  })

  it('follows undo in a layer', () => {
    const undo = createHistory([layerScope(layers[0]!)])
    mark(layers[0]!, 't0', 'rooms')
    undo.undo()
    expect(annotations.inTurn('t0')).toEqual([])
    undo.redo()
    expect(wordsOf('t0')).toEqual(['rooms'])
  })
})
