import { packSourceWords, seedTranscript, TranscriptIndex, timingOf } from '@polyphony/document'
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { createStore } from '../../collab/createStore.ts'
import type { DeskFacts } from '../desk/desk.ts'
import { turnBeside } from './turnBeside.ts'

/** Three turns of a word in five seconds each, with an empty one between the last two. */
const deskWith = (times: boolean) => {
  const doc = new Y.Doc()
  seedTranscript(doc, {
    speakers: [{ id: 'A', name: 'Ash', role: 'participant' }],
    turns: [
      { id: 'one', speaker: 'A', firstSourceWord: 0, text: 'one' },
      { id: 'two', speaker: 'A', firstSourceWord: 1, text: 'two' },
      { id: 'empty', speaker: 'A', firstSourceWord: 2, text: '' },
      { id: 'three', speaker: 'A', firstSourceWord: 2, text: 'three' },
    ],
  })
  const index = new TranscriptIndex(doc)
  const words = packSourceWords(
    ['one', 'two', 'three'].map((text, i) => ({
      text,
      start: times ? 1 + i * 5 : null,
      end: times ? 5 + i * 5 : null,
      confidence: null,
    })),
  )
  const facts = createStore({ timing: timingOf(index, words) } as DeskFacts)
  return { index, facts }
}

it('next is where the next turn begins, and none after the last', () => {
  const desk = deskWith(true)
  expect(turnBeside(desk, 0, 1)).toBe(1)
  expect(turnBeside(desk, 3, 1)).toBe(6)
  expect(turnBeside(desk, 7, 1)).toBe(11)
  expect(turnBeside(desk, 12, 1)).toBeNull()
})

it('previous is the beginning of this turn, or of the one before when it has just begun', () => {
  const desk = deskWith(true)
  expect(turnBeside(desk, 14, -1)).toBe(11)
  expect(turnBeside(desk, 12, -1)).toBe(6)
  expect(turnBeside(desk, 7, -1)).toBe(1)
  expect(turnBeside(desk, 1.5, -1)).toBe(1)
})

it('without times there is nowhere to go', () => {
  const desk = deskWith(false)
  expect(turnBeside(desk, 3, 1)).toBeNull()
  expect(turnBeside(desk, 3, -1)).toBeNull()
})
