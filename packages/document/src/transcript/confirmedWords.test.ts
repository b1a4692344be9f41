import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { Act } from '../undo/Act.ts'
import { createHistory } from '../undo/createHistory.ts'
import { transcriptScope } from '../undo/transcriptScope.ts'
import { confirmWords, observeConfirmed, readConfirmed } from './confirmedWords.ts'
import { confirmedOf } from './layout.ts'
import { replicaOf, testTranscript } from './testTranscript.ts'
import { joinTurn, setTurnSpeaker, spliceTurn, splitTurn } from './turnCommands.ts'
import { validateTranscript } from './validateTranscript.ts'

const sync = (from: Y.Doc, to: Y.Doc) => Y.applyUpdate(to, Y.encodeStateAsUpdate(from))

it('is kept with the source word, whatever becomes of its turn', () => {
  const { doc, index } = testTranscript('the wind was cold', 'we went home')
  expect(confirmWords(doc, [1, 4], true)).toBe(2)
  expect(confirmWords(doc, [1], true)).toBe(0)
  const turn = splitTurn(index, 't0', 4, { firstSourceWord: 1 })
  setTurnSpeaker(index, turn, 'B')
  spliceTurn(index, turn, 0, 4, 'rain')
  joinTurn(index, turn)
  expect([...readConfirmed(doc)]).toEqual([1, 4])
  expect(validateTranscript(doc)).toEqual([])
})

it('is undone and repeated, told to others, and leaves what they confirmed', () => {
  const { doc } = testTranscript('the wind was cold')
  const { doc: other } = replicaOf(doc)
  const history = createHistory([transcriptScope(doc)])
  let told = 0
  const leave = observeConfirmed(other, () => told++)
  confirmWords(doc, [1], true, new Act('mark “wind” as right'))
  confirmWords(other, [2], true)
  sync(doc, other)
  sync(other, doc)
  expect([...readConfirmed(other)].sort()).toEqual([1, 2])
  expect(history.undo()?.act?.label).toBe('mark “wind” as right')
  sync(doc, other)
  expect([...readConfirmed(other)]).toEqual([2])
  history.redo()
  expect([...readConfirmed(doc)].sort()).toEqual([1, 2])
  expect(told).toBeGreaterThan(1)
  leave()
})

it('passes over what is no word', () => {
  const { doc } = testTranscript('the wind')
  for (const key of ['-1', '01', 'x', '1.5']) confirmedOf(doc).set(key, true)
  confirmedOf(doc).set('3', 'yes')
  expect([...readConfirmed(doc)]).toEqual([])
})
