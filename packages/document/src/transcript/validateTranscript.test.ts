import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { testTranscript } from './testTranscript.ts'
import { repairTranscript, validateTranscript } from './validateTranscript.ts'

describe('validateTranscript', () => {
  it('finds nothing in a sound transcript nor in an empty one', () => {
    expect(validateTranscript(testTranscript('one', 'two').doc)).toEqual([])
    expect(validateTranscript(new Y.Doc())).toEqual([])
  })

  it('finds text before the first turn, and the repair shows it again', () => {
    const { doc, index } = testTranscript('one', 'two')
    doc.getText('t').delete(0, 1)
    expect(index.order.map(({ text }) => text)).toEqual(['two'])
    expect(validateTranscript(doc)).toEqual([{ type: 'text before the first turn', text: 'one' }])
    expect(repairTranscript(doc)).toBe(true)
    expect(index.order.map(({ text, speaker }) => [text, speaker])).toEqual([
      ['one', 'A'],
      ['two', 'B'],
    ])
    expect(validateTranscript(doc)).toEqual([])
    expect(repairTranscript(doc)).toBe(false)
  })

  it('names malformed boundaries, repeated ids and unknown speakers', () => {
    const { doc } = testTranscript('one', 'two')
    const text = doc.getText('t')
    text.insertEmbed(text.length, new Y.Map<unknown>([['id', 7]]))
    text.insertEmbed(
      text.length,
      new Y.Map<unknown>([
        ['id', 't0'],
        ['sp', 'Z'],
        ['src', 1],
      ]),
    )
    expect(validateTranscript(doc)).toEqual([
      { type: 'malformed boundary', turn: null, fields: ['id', 'speaker', 'firstSourceWord'] },
      { type: 'repeated turn id', turn: 't0' },
      { type: 'unknown speaker', turn: 't0', speaker: 'Z' },
    ])
  })
})
