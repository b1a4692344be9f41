import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { createAnchor } from '../anchors/createAnchor.ts'
import { resolveAnchor } from '../anchors/resolveAnchor.ts'
import { findMatches, parsePhrase } from '../search/findMatches.ts'
import { keepCase } from '../search/keepCase.ts'
import { Act } from '../undo/Act.ts'
import { createHistory } from '../undo/createHistory.ts'
import { transcriptScope } from '../undo/transcriptScope.ts'
import { replacePassages } from './replacePassages.ts'
import type { TranscriptIndex } from './TranscriptIndex.ts'
import { replicaOf, spanOf, testTranscript } from './testTranscript.ts'
import { splitTurn } from './turnCommands.ts'

const replaceAll = (index: TranscriptIndex, find: string, insert: string, act = new Act('replace')) => {
  const search = parsePhrase(find, { wholeWord: true })!
  return replacePassages(
    index,
    index.order.flatMap(({ id, text }) =>
      findMatches(search, text).map(({ from, to }) => ({
        turn: id,
        from,
        to,
        insert: keepCase(text.slice(from, to), insert),
      })),
    ),
    act,
  )
}
const texts = (index: TranscriptIndex) => index.order.map(({ text }) => text)

it('replaces a name everywhere; highlights on it and around it hold, and one undo takes all back', () => {
  const { doc, index } = testTranscript('Jon met jon, said JON', 'and jon went home', 'the rest')
  const history = createHistory([transcriptScope(doc)])
  const on = createAnchor(index, spanOf(index, 't1', 'jon'))
  const around = createAnchor(index, spanOf(index, 't0', 'met jon, said'))
  const beside = createAnchor(index, spanOf(index, 't1', 'went home'))
  const shown = () =>
    [on, around, beside].map(anchor => {
      const resolution = resolveAnchor(index, anchor)
      return 'span' in resolution ? resolution.text : resolution.status
    })
  expect(replaceAll(index, 'jon', 'hans Georg')).toBe(4)
  expect(texts(index)).toEqual([
    'Hans Georg met hans Georg, said HANS GEORG',
    'and hans Georg went home',
    'the rest',
  ])
  expect(shown()).toEqual(['hans Georg', 'met hans Georg, said', 'went home'])
  history.undo()
  expect(texts(index)).toEqual(['Jon met jon, said JON', 'and jon went home', 'the rest'])
  expect(shown()).toEqual(['jon', 'met jon, said', 'went home'])
  expect(history.nextUndo()).toBeNull()
})

it('changes nothing where nothing differs, and leaves out what is gone', () => {
  const { doc, index } = testTranscript('Jon met Jon')
  const before = Y.encodeStateVector(doc)
  expect(replaceAll(index, 'jon', 'Jon')).toBe(0)
  expect(replacePassages(index, [{ turn: 'gone', from: 0, to: 1, insert: 'x' }])).toBe(0)
  expect(Y.encodeStateVector(doc)).toEqual(before)
})

it('converges with somebody who splits and types in the very turn meanwhile', () => {
  const { doc, index } = testTranscript('so Jon came and Jon left', 'Jon again')
  const other = replicaOf(doc)
  replaceAll(index, 'Jon', 'Jean')
  splitTurn(other.index, 't0', 'so Jon came '.length, { firstSourceWord: 3, id: 'new' })
  other.index.text.insert(other.index.startOf('new'), 'then ')
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other.doc))
  Y.applyUpdate(other.doc, Y.encodeStateAsUpdate(doc))
  expect(texts(index)).toEqual(['so Jean came ', 'then and Jean left', 'Jean again'])
  expect(texts(other.index)).toEqual(texts(index))
})

it('keeps the case of what it replaces', () => {
  expect(keepCase('jon', 'hans')).toBe('hans')
  expect(keepCase('Jon', 'hans')).toBe('Hans')
  expect(keepCase('JON', 'hans')).toBe('HANS')
  expect(keepCase('jon', 'Hans')).toBe('Hans')
  expect(keepCase('東京', 'tokyo')).toBe('tokyo')
  expect(keepCase('Jon', '')).toBe('')
})
