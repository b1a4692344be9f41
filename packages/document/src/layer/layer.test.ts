import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { fromPlainText } from '../richText/plainText.ts'
import type { RichText } from '../richText/richText.ts'
import type { Anchor } from '../types.ts'
import { createHistory } from '../undo/createHistory.ts'
import { layerScope } from '../undo/layerScope.ts'
import { addComment, editComment, removeComment, setResolved } from './commentCommands.ts'
import { followLayer } from './followLayer.ts'
import {
  addCoding,
  addHighlight,
  removeCoding,
  removeHighlight,
  setHighlightAnchor,
  setMemo,
} from './highlightCommands.ts'
import { readLayer } from './readLayer.ts'
import { addTie, removeTie, setTie } from './tieCommands.ts'
import type { LayerChanges } from './trackLayer.ts'

const anchor: Anchor = {
  start: new Uint8Array([0, 1, 5, 0]),
  end: new Uint8Array([0, 1, 9, 65]),
  quote: 'words',
  quoteLength: 5,
  prefix: 'some ',
  suffix: ' here',
  from: 1200,
  to: 3400,
}
const abridged: Anchor = {
  ...anchor,
  quoteLength: 90,
  quoteHash: 77,
  prefix: '',
  suffix: '',
  from: -1,
  to: -1,
}

/** A rich text nested so deeply. */
const deep = (levels: number): unknown => {
  let node: object = { type: 'paragraph' }
  for (let i = 0; i < levels; i++) node = { type: 'blockquote', content: [node] }
  return { type: 'doc', content: [node] }
}

describe('a layer', () => {
  it('gives back what was put in', () => {
    const doc = new Y.Doc()
    addHighlight(doc, { id: 'h1', anchor, createdAt: 1_790_000_000_123 })
    addHighlight(doc, { id: 'h2', anchor: abridged, createdAt: 5, codes: ['c1', 'x:y'] })
    setMemo(doc, 'h1', 'a note', 7)
    const target = { type: 'highlight', member: 'm2', highlight: 'h9' } as const
    const comment = addComment(doc, { target, body: 'why?', createdAt: 8 })
    editComment(doc, comment, 'why so?', 9)
    const copy = new Y.Doc()
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
    const layer = readLayer(copy)
    expect([...layer.highlights.values()]).toEqual([
      { id: 'h1', anchor, createdAt: 1_790_000_000_123 },
      { id: 'h2', anchor: abridged, createdAt: 5 },
    ])
    expect(layer.codings.get('h2')).toEqual([
      { highlight: 'h2', code: 'c1', createdAt: 5 },
      { highlight: 'h2', code: 'x:y', createdAt: 5 },
    ])
    expect(layer.memos.get('h1')).toEqual({
      highlight: 'h1',
      body: 'a note',
      text: 'a note',
      updatedAt: 7,
    })
    expect(layer.comments.get(comment)).toEqual({
      id: comment,
      target,
      body: 'why so?',
      text: 'why so?',
      createdAt: 8,
      editedAt: 9,
      deletedAt: null,
    })
    expect(layer.problems).toEqual([])
  })

  it('holds rich text, and plain text where nothing would be lost', () => {
    const doc = new Y.Doc()
    const bold: RichText = {
      type: 'doc',
      content: [{ type: 'paragraph', content: [{ type: 'text', text: 'so', marks: [{ type: 'bold' }] }] }],
    }
    addHighlight(doc, { id: 'h', anchor })
    setMemo(doc, 'h', bold, 1)
    expect(readLayer(doc).memos.get('h')).toEqual({ highlight: 'h', body: bold, text: 'so', updatedAt: 1 })
    setMemo(doc, 'h', fromPlainText('one\ntwo\n\nthree'), 2)
    expect(readLayer(doc).memos.get('h')?.body).toBe('one\ntwo\n\nthree')
    expect(() => setMemo(doc, 'h', 'x'.repeat(20_001))).toThrow('20000 characters')
    expect(() => addComment(doc, { target: { type: 'code', code: 'c' }, body: deep(9) as RichText })).toThrow(
      'no text',
    )
    expect(readLayer(doc).memos.get('h')?.updatedAt).toBe(2)
  })

  it('keeps the place of a comment that was taken back, and undo gives it back', () => {
    const doc = new Y.Doc()
    const history = createHistory([layerScope(doc)])
    const id = addComment(doc, { target: { type: 'code', code: 'c' }, body: 'first', createdAt: 1 })
    editComment(doc, id, 'second', 2)
    const before = readLayer(doc).comments.get(id)!
    removeComment(doc, id, 3)
    expect(readLayer(doc).comments.get(id)).toEqual({
      ...before,
      body: '',
      text: '',
      editedAt: null,
      deletedAt: 3,
    })
    history.undo()
    expect(readLayer(doc).comments.get(id)).toEqual(before)
  })

  it('removes codings and memo with their highlight, and undo restores all of it', () => {
    const doc = new Y.Doc()
    const undo = createHistory([layerScope(doc)])
    const id = addHighlight(doc, { anchor, codes: ['c1', 'c2'] })
    const other = addHighlight(doc, { anchor, codes: ['c1'] })
    setMemo(doc, id, 'note')
    const before = readLayer(doc)
    removeHighlight(doc, id)
    const without = readLayer(doc)
    expect([...without.highlights.keys()]).toEqual([other])
    expect([...without.codings.keys()]).toEqual([other])
    expect([without.memos.size, without.problems]).toEqual([0, []])
    undo.undo()
    expect(readLayer(doc)).toEqual(before)
    undo.redo()
    expect(readLayer(doc)).toEqual(without)
  })

  it('keeps the first statement when a code is applied twice', () => {
    const doc = new Y.Doc()
    const id = addHighlight(doc, { anchor })
    addCoding(doc, id, 'c', 1)
    addCoding(doc, id, 'c', 2)
    expect(readLayer(doc).codings.get(id)).toEqual([{ highlight: id, code: 'c', createdAt: 1 }])
    removeCoding(doc, id, 'c')
    expect(readLayer(doc).codings.size).toBe(0)
  })

  it('moves a highlight without touching its date', () => {
    const doc = new Y.Doc()
    addHighlight(doc, { id: 'h', anchor, createdAt: 1 })
    setHighlightAnchor(doc, 'h', abridged)
    expect(readLayer(doc).highlights.get('h')).toEqual({ id: 'h', anchor: abridged, createdAt: 1 })
  })

  it('refuses what would dangle', () => {
    const doc = new Y.Doc()
    expect(() => addCoding(doc, 'gone', 'c')).toThrow('no highlight gone')
    expect(() => setMemo(doc, 'gone', 'x')).toThrow('no highlight gone')
    expect(() => setHighlightAnchor(doc, 'gone', anchor)).toThrow('no highlight gone')
    expect(() => editComment(doc, 'gone', 'x')).toThrow('no comment gone')
    expect(() => removeComment(doc, 'gone')).toThrow('no comment gone')
    expect(() => addHighlight(doc, { id: 'a:b', anchor })).toThrow('colon')
    expect(readLayer(doc).highlights.size).toBe(0)
  })

  it('tells precisely what changed, once per transaction', () => {
    const doc = new Y.Doc()
    const told: Record<keyof LayerChanges, string[]>[] = []
    const { stop } = followLayer(doc, changed =>
      told.push({
        highlights: [...changed.highlights],
        codings: [...changed.codings],
        memos: [...changed.memos],
        comments: [...changed.comments],
        resolvings: [...changed.resolvings],
        ties: [...changed.ties],
      }),
    )
    const nothing = { highlights: [], codings: [], memos: [], comments: [], resolvings: [], ties: [] }
    addHighlight(doc, { id: 'h', anchor, codes: ['c'] })
    setMemo(doc, 'h', 'x')
    const comment = addComment(doc, { target: { type: 'code', code: 'c' }, body: 'hm' })
    removeCoding(doc, 'h', 'none')
    removeHighlight(doc, 'h')
    removeComment(doc, comment)
    setResolved(doc, { member: 'm2', comment: 'k' }, true)
    doc.getMap('elsewhere').set('a', 1)
    stop()
    addHighlight(doc, { anchor })
    expect(told).toEqual([
      { ...nothing, highlights: ['h'], codings: ['h'] },
      { ...nothing, memos: ['h'] },
      { ...nothing, comments: [comment] },
      { ...nothing, highlights: ['h'], codings: ['h'], memos: ['h'] },
      { ...nothing, comments: [comment] },
      { ...nothing, resolvings: ['m2/k'] },
    ])
  })

  it('leaves out what is malformed and says so, whatever it is', () => {
    const value = fc.oneof(fc.jsonValue(), fc.uint8Array(), fc.constant(undefined))
    const entries = fc.array(fc.tuple(fc.constantFrom('h', 'c', 'm', 'k', 'r', 'meta'), fc.string(), value))
    fc.assert(
      fc.property(entries, given => {
        const doc = new Y.Doc()
        addHighlight(doc, { id: 'good', anchor, createdAt: 1, codes: ['c'] })
        for (const [map, key, value] of given)
          if (key !== 'good' && key !== 'good:c') doc.getMap(map).set(key, value)
        const layer = readLayer(doc)
        expect(layer.highlights.get('good')?.anchor).toEqual(anchor)
        expect(layer.codings.get('good')).toContainEqual({ highlight: 'good', code: 'c', createdAt: 1 })
      }),
    )
    const doc = new Y.Doc()
    addHighlight(doc, { id: 'good', anchor })
    doc.getMap('h').set('h1', ['no positions'])
    doc.getMap('c').set('h2:c', 1)
    doc.getMap('c').set('nocolon', 1)
    doc.getMap('k').set('k1', { text: 'x' })
    doc
      .getMap('k')
      .set('k2', [{ type: 'code', code: 'c' }, { type: 'doc', content: [{ type: 'script' }] }, 1, null])
    doc.getMap('m').set('good', [deep(40), 1])
    doc.getMap('r').set('no thread', [true, 1])
    doc.getMap('meta').set('schema', 2)
    expect(readLayer(doc).problems).toEqual([
      { in: 'meta', key: 'schema', reason: 'unknown schema 2' },
      { in: 'highlights', key: 'h1', reason: 'malformed' },
      { in: 'codings', key: 'h2:c', reason: 'its highlight is gone' },
      { in: 'codings', key: 'nocolon', reason: 'malformed key' },
      { in: 'memos', key: 'good', reason: 'malformed' },
      { in: 'comments', key: 'k1', reason: 'malformed' },
      { in: 'comments', key: 'k2', reason: 'malformed' },
      { in: 'resolvings', key: 'no thread', reason: 'malformed key' },
    ])
  })
})

describe('relations between excerpts', () => {
  const from = { member: 'm1', highlight: 'h1' }
  const to = { conversation: 'talk2', member: 'm2', highlight: 'h2' }
  const tiesOf = (doc: Y.Doc) => [...readLayer(doc).ties.values()]

  it('are stated, said otherwise, taken back, and all of it undone', () => {
    const doc = new Y.Doc()
    const history = createHistory([layerScope(doc)])
    const id = addTie(doc, { type: 'tension', from, to, createdAt: 5 })
    const stated = { id, type: 'tension', from, to, note: '', createdAt: 5 }
    expect(tiesOf(doc)).toEqual([stated])
    setTie(doc, id, { type: 'connection', note: 'one explains the other' })
    expect(tiesOf(doc)).toEqual([{ ...stated, type: 'connection', note: 'one explains the other' }])
    removeTie(doc, id)
    expect(tiesOf(doc)).toEqual([])
    history.undo()
    history.undo()
    expect(tiesOf(doc)).toEqual([stated])
    history.undo()
    expect(tiesOf(doc)).toEqual([])
  })

  it('stay where an end is gone: the other one may be anybody’s', () => {
    const doc = new Y.Doc()
    addHighlight(doc, { id: 'h1', anchor, createdAt: 1 })
    addTie(doc, { type: 'commonality', from, to })
    removeHighlight(doc, 'h1')
    expect(tiesOf(doc)).toHaveLength(1)
  })

  it('are refused when a layer cannot hold them, and left out when it does all the same', () => {
    const doc = new Y.Doc()
    expect(() => addTie(doc, { type: 'tension', from, to, note: 'x'.repeat(10_001) })).toThrow(RangeError)
    expect(() => setTie(doc, 'none', { note: '' })).toThrow(RangeError)
    doc.getMap('x').set('bad', ['friendship', ['m1', 'h1'], ['talk2', 'm2', 'h2'], '', 5])
    expect(tiesOf(doc)).toEqual([])
    doc.getMap('x').set('no id', ['tension', ['m1', 'h1'], ['talk2', 'm2', 'h2'], '', 5])
    expect(readLayer(doc).problems).toEqual([
      { in: 'ties', key: 'bad', reason: 'malformed' },
      { in: 'ties', key: 'no id', reason: 'malformed key' },
    ])
  })
})
