import { correctTurn, packSourceWords, seedTranscript, TranscriptIndex, timingOf } from '@polyphony/document'
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { uncertainWords } from './uncertain.ts'

it('names the words that were recognised with little confidence and not corrected since', () => {
  const doc = new Y.Doc()
  const text = 'the wint was very, cold'
  seedTranscript(doc, {
    speakers: [{ id: 's', name: 'Ash', role: 'participant' }],
    turns: [{ id: 't', speaker: 's', firstSourceWord: 0, text }],
  })
  const confidence = [0.9, 0.2, null, 0.4, 0.6]
  const source = packSourceWords(
    text.split(' ').map((word, i) => ({ text: word, start: i, end: i + 0.5, confidence: confidence[i]! })),
  )
  const index = new TranscriptIndex(doc)
  const timing = timingOf(index, source)
  const shown = (confirmed: readonly number[] = []) =>
    uncertainWords(index.turn('t')!, timing, source, new Set(confirmed)).map(({ from, to }) =>
      index.turn('t')!.text.slice(from, to),
    )
  expect(shown()).toEqual(['wint', 'very,'])
  expect(shown([3])).toEqual(['wint'])
  correctTurn(index, 't', 'The wind was very cold')
  expect(shown()).toEqual(['very'])
  expect(uncertainWords(index.turn('t')!, timing, { ...source, confidence: null }, new Set())).toEqual([])
})
