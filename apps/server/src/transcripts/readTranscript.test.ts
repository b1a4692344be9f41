import { LIMITS } from '@polyphony/contract'
import { describe, expect, it } from 'vitest'
import { readTranscript } from './readTranscript.ts'
import type { DraftTurn, TranscriptDraft } from './transcriptDraft.ts'
import { TranscriptError } from './transcriptError.ts'

const read = (text: string | object, name = 'transcript') =>
  readTranscript(new TextEncoder().encode(typeof text === 'string' ? text : JSON.stringify(text)), name)

const text = (turn: DraftTurn | undefined) => turn?.words.map(word => word.text).join(' ')
const told = (draft: TranscriptDraft) => draft.turns.map(turn => [turn.speaker, text(turn)])

const failure = (bytes: Uint8Array | string): TranscriptError => {
  try {
    if (typeof bytes === 'string') read(bytes)
    else readTranscript(bytes, 'transcript')
  } catch (error) {
    if (error instanceof TranscriptError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

describe('encodings', () => {
  const line = 'Zoë: Grüße aus dem Café, sagte sie.'
  const utf16 = (bigEndian: boolean, mark: boolean) => {
    const bytes = Buffer.from((mark ? '\ufeff' : '') + line, 'utf16le')
    return new Uint8Array(bigEndian ? bytes.swap16() : bytes)
  }

  it.each([
    ['UTF-8', new TextEncoder().encode(line)],
    ['UTF-8 with a mark', new TextEncoder().encode(`\ufeff${line}`)],
    ['UTF-16 LE with a mark', utf16(false, true)],
    ['UTF-16 BE with a mark', utf16(true, true)],
    ['UTF-16 LE without a mark', utf16(false, false)],
    ['UTF-16 BE without a mark', utf16(true, false)],
  ])('reads %s', (_, bytes) => {
    expect(told(readTranscript(bytes, 'a.txt'))).toEqual([['Zoë', 'Grüße aus dem Café, sagte sie.']])
  })

  it('names the byte at which a file stops being UTF-8', () => {
    const error = failure(new Uint8Array([...new TextEncoder().encode('Ada: caf'), 0xe9, 0x20, 0x61]))
    expect(error.code).toBe('transcript-not-utf8')
    expect(error.where).toBe('byte 8')
    expect(error.message).toContain('0xE9')
    expect(error.message).toContain('UTF-8')
  })

  it('replaces unpaired surrogates, which a document could not hold', () => {
    const draft = read('{"turns":[{"text":"half \\ud83d of it"}]}')
    expect(text(draft.turns[0])).toBe('half \ufffd of it')
  })
})

describe('what cannot be read', () => {
  it.each([
    ['', 'transcript-empty'],
    [' \n\t', 'transcript-empty'],
    ['WEBVTT\n\n', 'transcript-empty'],
    ['<?xml version="1.0"?><ANNOTATION_DOCUMENT/>', 'transcript-unknown-format'],
    ['{"monologues":[]}', 'transcript-unknown-format'],
    ['{"text": "cut o', 'transcript-invalid'],
    ['%PDF-1.7 …', 'transcript-unknown-format'],
    ['{\\rtf1 hello}', 'transcript-unknown-format'],
    ['#EXTM3U\nhttp://example.org/a.ts', 'transcript-unknown-format'],
    ['1 A 0.05 0.24 THEY\n1 A 1.02 0.29 WALK\n1 A 1.65 0.28 HOME', 'transcript-unknown-format'],
  ])('%j is refused: %s', (content, code) => {
    const error = failure(content)
    expect(error.code).toBe(code)
    expect(error.remedy).not.toBe('')
  })

  it('refuses a recording with the advice to add it as one', () => {
    expect(failure(new TextEncoder().encode('ID3\u0003\u0000')).message).toContain('a recording')
  })

  it('refuses more than it can hold, naming the limit', () => {
    expect(failure(new Uint8Array(LIMITS.transcriptBytes + 1)).code).toBe('transcript-too-big')
    const error = failure(`Ada: ${'word '.repeat(LIMITS.transcriptWords + 1)}`)
    expect(error.code).toBe('transcript-too-many-words')
    expect(error.message).toContain(String(LIMITS.transcriptWords))
    expect(failure('A: x.\nB: y.\n'.repeat(10_001)).code).toBe('transcript-too-many-turns')
  })

  it('never fails in an unexpected way on a file that is cut off', () => {
    const whole = JSON.stringify({
      text: ' Hi you',
      segments: [{ start: 0, end: 1, text: ' Hi you', words: [] }],
    })
    for (let length = 0; length < whole.length; length++) {
      expect(['transcript-invalid', 'transcript-empty', 'transcript-unknown-format']).toContain(
        failure(whole.slice(0, length)).code,
      )
    }
  })
})

describe('hostile files', () => {
  const cue = '00:00:01.000 --> 00:00:02.000\n'
  it.each([
    ['spaces', `A:${' '.repeat(500_000)}x`],
    ['brackets', `A${'('.repeat(500_000)}`],
    ['unclosed tags', `A: ${'<'.repeat(500_000)}`],
    ['unclosed voices', `WEBVTT\n\n${cue}${'<v a '.repeat(100_000)}`],
    ['arrows', `WEBVTT\n\n${'-->'.repeat(200_000)}`],
    [
      'cues in one span',
      `WEBVTT\n\n${Array.from({ length: 10_000 }, (_, i) => `${cue}line ${i}\n\n`).join('')}`,
    ],
    [
      'pieces without letters',
      {
        segments: [
          {
            start: 0,
            end: 1,
            text: 'ab '.repeat(5000),
            words: Array(20_000).fill({ word: '.' }).with(0, { word: 'a' }),
          },
        ],
      },
    ],
  ])('takes linear time for %s', (_, content) => {
    const began = performance.now()
    try {
      read(content)
    } catch (error) {
      expect(error).toBeInstanceOf(TranscriptError)
    }
    // Half a second is plenty; what grows with the square of these sizes takes minutes.
    expect(performance.now() - began).toBeLessThan(5000)
  })
})

describe('times', () => {
  it('spreads words over their cue by length and says so', () => {
    const [turn] = read('WEBVTT\n\n00:01.000 --> 00:03.000\nto belong').turns
    expect(turn?.estimated).toBe(true)
    expect(turn?.words).toEqual([
      { text: 'to', start: 1, end: 1.6 },
      { text: 'belong', start: 1.6, end: 3 },
    ])
  })

  it('repairs an end before its start and reports where', () => {
    const draft = read(
      'WEBVTT\n\n00:05.000 --> 00:02.000\nbackwards it went\n\n00:09.000 --> 00:10.000\nand on.',
    )
    expect(draft.turns[0]?.words[0]?.start).toBe(5)
    expect(draft.turns.every(turn => turn.end! >= turn.start!)).toBe(true)
    expect(draft.report).toContainEqual(
      expect.objectContaining({ kind: 'repaired', where: 'cue 1, line 3', count: 1 }),
    )
  })

  it('keeps null where there is no time at all', () => {
    const draft = read('Ada: No clock here.')
    expect(draft.turns[0]).toMatchObject({ start: null, end: null })
    expect(draft.turns[0]?.words.every(word => word.start === null && word.end === null)).toBe(true)
    expect(draft.report).toContainEqual(expect.objectContaining({ kind: 'note' }))
  })

  it('estimates words without times between their neighbours', () => {
    const draft = read({
      segments: [
        {
          start: 10,
          end: 12,
          text: ' on 14 March',
          words: [
            { word: 'on', start: 10, end: 10.4, score: 0.9 },
            { word: '14' },
            { word: 'March', start: 11, end: 12, score: 0.8 },
          ],
        },
      ],
    })
    expect(draft.turns[0]?.words).toEqual([
      { text: 'on', start: 10, end: 10.4, confidence: 0.9 },
      { text: '14', start: 10.4, end: expect.closeTo(10.736, 3) },
      { text: 'March', start: 11, end: 12, confidence: 0.8 },
    ])
    expect(draft.turns[0]?.estimated).toBeUndefined()
  })

  it('puts cues in the order of time and drops exact doubles', () => {
    const cue = (from: number, words: string) => `00:0${from}.000 --> 00:0${from + 1}.000\n${words}\n`
    const draft = read(`WEBVTT\n\n${cue(3, 'second.')}\n${cue(1, 'First')}\n${cue(3, 'second.')}`)
    expect(told(draft)).toEqual([[null, 'First second.']])
    expect(draft.report.map(entry => entry.kind).sort()).toEqual(['repaired', 'skipped'])
  })

  it('keeps lines a recogniser repeats, with a note', () => {
    const cues = [0, 2, 4, 6]
      .map(s => `00:0${s}.000 --> 00:0${s + 1}.000\nThank you for watching.\n`)
      .join('\n')
    const draft = read(`WEBVTT\n\n${cues}`)
    expect(draft.turns.flatMap(turn => turn.words)).toHaveLength(16)
    expect(draft.report).toContainEqual(
      expect.objectContaining({ kind: 'note', examples: ['Thank you for watching.'] }),
    )
  })
})

describe('turns', () => {
  const cues = (count: number, line: (i: number) => string, every = 2) =>
    `WEBVTT\n\n${Array.from({ length: count }, (_, i) => {
      const at = (s: number) => `${Math.floor(s / 60)}:${String(s % 60).padStart(2, '0')}.000`
      return `${at(i * every)} --> ${at(i * every + 2)}\n<v Ada>${line(i)}\n`
    }).join('\n')}`

  it('splits a long monologue where a sentence ends', () => {
    const draft = read(cues(81, i => (i % 3 === 2 ? 'and here it ends.' : 'so it goes on')))
    expect(draft.turns.length).toBeGreaterThan(1)
    for (const turn of draft.turns) {
      expect(turn.words.at(-1)?.text).toBe('ends.')
      expect(turn.words.length).toBeLessThan(200)
    }
  })

  it('splits even what has no punctuation', () => {
    const draft = read(cues(250, () => 'on and on and'))
    expect(Math.max(...draft.turns.map(turn => turn.words.length))).toBeLessThanOrEqual(400)
    expect(draft.turns.flatMap(turn => turn.words)).toHaveLength(1000)
  })

  it('begins another turn after a long pause, but not within a sentence', () => {
    const draft = read(cues(3, i => ['One thought.', 'Another one', 'goes on.'][i]!, 8))
    expect(told(draft)).toEqual([
      ['Ada', 'One thought.'],
      ['Ada', 'Another one goes on.'],
    ])
  })

  it('counts what each speaker says', () => {
    const draft = read(
      'WEBVTT\n\n00:00.000 --> 00:02.000\n<v Ada>I was asked.\n\n00:02.000 --> 00:03.500\n<v Ben>Me too.',
    )
    expect(draft.speakers).toEqual([
      { key: 'Ada', name: 'Ada', turns: 1, words: 3, seconds: 2 },
      { key: 'Ben', name: 'Ben', turns: 1, words: 2, seconds: 1.5 },
    ])
  })
})
