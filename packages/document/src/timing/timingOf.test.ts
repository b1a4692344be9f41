import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { packSourceWords } from '../sourceWords.ts'
import { correctTurn } from '../transcript/correctTurn.ts'
import { TranscriptIndex } from '../transcript/TranscriptIndex.ts'
import { spanOf, testTranscript } from '../transcript/testTranscript.ts'
import { joinTurn, splitTurn } from '../transcript/turnCommands.ts'
import { timingOf } from './timingOf.ts'

const timed = (...texts: string[]) => {
  const transcript = testTranscript(...texts)
  return { ...transcript, timing: timingOf(transcript.index, transcript.sourceWords) }
}

/** Start of each word of a turn. */
const starts = ({ index, timing }: Pick<ReturnType<typeof timed>, 'index' | 'timing'>, turn: string) =>
  Array.from(index.turn(turn)!.text.matchAll(/\S+/g), ({ index: offset }) => timing.timeAt({ turn, offset }))

describe('timingOf', () => {
  it('gives each word its source word’s time', () => {
    const transcript = timed('one two three', 'four five')
    expect(starts(transcript, 't0')).toEqual([0, 1000, 2000])
    expect(starts(transcript, 't1')).toEqual([3000, 4000])
    expect(transcript.timing.timeAt({ turn: 't0', offset: 1 })).toBe(Math.round(800 / 3))
    expect(transcript.timing.timeAt({ turn: 't0', offset: 13 })).toBe(2800)
  })

  it('never moves a time when a word is corrected', () => {
    const word = fc.constantFrom<string>('a', 'b', 'we', 'the', 'bus', 'the', 'Grüße', '日本')
    const words = fc.array(word, { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(
        words,
        fc.nat(),
        fc.constantFrom<string>('x', 'the', 'Bus,', 'zug'),
        (before, at, correction) => {
          const transcript = timed('first turn', before.join(' '), 'last')
          const times = starts(transcript, 't1')
          const after = before.with(at % before.length, correction)
          correctTurn(transcript.index, 't1', after.join(' '))
          expect(starts(transcript, 't1')).toEqual(times)
          expect(starts(transcript, 't0')).toEqual([0, 1000])
        },
      ),
    )
  })

  it('puts inserted words between their neighbours and lets deleted ones go', () => {
    const transcript = timed('one two three', 'four')
    correctTurn(transcript.index, 't0', 'one and a two')
    const [one, and, a, two] = starts(transcript, 't0') as number[]
    expect([one, two]).toEqual([0, 1000])
    expect(and).toBeGreaterThanOrEqual(800)
    expect(a).toBeGreaterThan(and!)
    expect(a).toBeLessThan(1000)
  })

  it('shares the time of one source word among the words that replace it', () => {
    const transcript = timed('we gonna go')
    correctTurn(transcript.index, 't0', 'we going to go')
    const [we, going, to, go] = starts(transcript, 't0') as number[]
    expect([we, going, go]).toEqual([0, 1000, 2000])
    expect(to).toBeGreaterThan(1000)
    expect(to).toBeLessThan(1800)
  })

  it('keeps times through a split and a join', () => {
    const transcript = timed('one two three', 'four five')
    const { index, timing } = transcript
    const at = { turn: 't0', offset: 4 }
    splitTurn(index, 't0', 4, { id: 'x', firstSourceWord: timing.sourceWordAt(at) })
    expect(index.turn('x')).toMatchObject({ firstSourceWord: 1, text: 'two three' })
    expect([starts(transcript, 't0'), starts(transcript, 'x')]).toEqual([[0], [1000, 2000]])
    joinTurn(index, 't1')
    expect(starts(transcript, 'x')).toEqual([1000, 2000, 3000, 4000])
  })

  it('finds the place and the word of a time', () => {
    const { timing, index } = timed('one two three', 'four five')
    expect(timing.pointAt(1400)).toEqual({ turn: 't0', offset: 5 })
    expect(timing.wordAt(4100)).toEqual({ turn: 't1', from: 5, to: 9 })
    expect(timing.wordAt(900), 'held through a short pause').toEqual({ turn: 't0', from: 0, to: 3 })
    expect(timing.wordAt(9000)).toBeNull()
    correctTurn(index, 't0', 'one three')
    expect(timing.wordAt(1400), 'a deleted word is not shown').toBeNull()
    expect(timing.wordAt(2100)).toEqual({ turn: 't0', from: 4, to: 9 })
  })

  it('gives the times of a passage, from its first word to its last', () => {
    const { timing, index } = timed('one two three', 'four five')
    expect(timing.spanTimes(spanOf(index, 't0', 'two'))).toEqual({ from: 1000, to: 1800 })
    expect(timing.spanTimes(spanOf(index, 't0', ' two '))).toEqual({ from: 1000, to: 1800 })
    const across = { start: { turn: 't0', offset: 8 }, end: { turn: 't1', offset: 4 } }
    expect(timing.spanTimes(across)).toEqual({ from: 2000, to: 3800 })
  })

  it('interpolates words without a time, and knows none where there is none', () => {
    const { doc } = testTranscript('one two three')
    const index = new TranscriptIndex(doc)
    const some = packSourceWords([
      { text: 'one', start: 0, end: null, confidence: null },
      { text: 'two', start: null, end: null, confidence: null },
      { text: 'three', start: null, end: 13, confidence: null },
    ])
    expect(timingOf(index, some).timeAt({ turn: 't0', offset: 4 })).toBe(4000)
    const none = packSourceWords(
      ['one', 'two', 'three'].map(text => ({ text, start: null, end: null, confidence: null })),
    )
    const untimed = timingOf(index, none)
    expect(untimed.timeAt({ turn: 't0', offset: 4 })).toBeNull()
    expect(untimed.spanTimes(spanOf(index, 't0', 'two'))).toEqual({ from: -1, to: -1 })
    expect(untimed.pointAt(100)).toBeNull()
    expect(untimed.sourceWordAt({ turn: 't0', offset: 4 })).toBe(1)
  })

  it('names the words spoken between two times, in the order they are spoken', () => {
    const { timing, index } = timed('one two three', 'four five')
    const between = (from: number, to: number) =>
      timing.wordsBetween(from, to).map(({ text, start }) => [text, start])
    expect(between(900, 3500)).toEqual([
      ['two', 1000],
      ['three', 2000],
      ['four', 3000],
    ])
    expect(between(850, 950)).toEqual([])
    correctTurn(index, 't0', 'one deux three')
    expect(timing.wordsBetween(1000, 1500)).toEqual([
      { turn: 't0', from: 4, to: 8, text: 'deux', start: 1000, end: 1800 },
    ])
  })

  it('holds playback and words together through any typing, splitting and joining', () => {
    const act = fc.record({
      kind: fc.constantFrom<string>('type', 'insert', 'split', 'join'),
      turn: fc.nat(),
      word: fc.nat(),
      text: fc.constantFrom<string>('x', 'other', 'the,', 'zug'),
    })
    fc.assert(
      fc.property(fc.array(act, { maxLength: 12 }), acts => {
        const transcript = timed('w0 w1 w2 w3', 'w4 w5', 'w6 w7 w8 w9 w10')
        const { index, timing } = transcript
        const corrected = new Set<string>()
        for (const [n, { kind, turn, word, text }] of acts.entries()) {
          const { id, text: before } = index.order[turn % index.order.length]!
          const words = before.split(' ')
          const at = word % words.length
          if (kind === 'type') {
            corrected.add(words[at]!)
            correctTurn(index, id, words.with(at, text).join(' '))
          } else if (kind === 'insert') correctTurn(index, id, words.toSpliced(at, 0, text).join(' '))
          else if (kind === 'split' && at > 0) {
            const offset = words.slice(0, at).join(' ').length + 1
            const firstSourceWord = timing.sourceWordAt({ turn: id, offset })
            splitTurn(index, id, offset, { id: `s${n}`, firstSourceWord })
          } else if (kind === 'join' && index.position(id) > 0) joinTurn(index, id)
        }
        // Every word that was left alone is still the one spoken at its own time, and its time leads back to it.
        for (let i = 0; i <= 10; i++) {
          if (corrected.has(`w${i}`)) continue
          const spoken = timing.wordAt(i * 1000 + 400)!
          expect(index.turn(spoken.turn)!.text.slice(spoken.from, spoken.to)).toBe(`w${i}`)
          expect(timing.timeAt({ turn: spoken.turn, offset: spoken.from })).toBe(i * 1000)
          expect(timing.pointAt(i * 1000)).toEqual({ turn: spoken.turn, offset: spoken.from })
        }
      }),
      { numRuns: 300 },
    )
  })

  it('keeps the exact times of people who talk over each other', () => {
    const { index } = testTranscript('one two', 'mm three')
    const over = packSourceWords(
      [
        ['one', 0, 2],
        ['two', 2, 6],
        ['mm', 3, 3.4],
        ['three', 7, 8],
      ].map(([text, start, end]) => ({
        text: String(text),
        start: Number(start),
        end: Number(end),
        confidence: null,
      })),
    )
    const timing = timingOf(index, over)
    expect(timing.timeAt({ turn: 't1', offset: 0 })).toBe(3000)
    expect(timing.timeAt({ turn: 't0', offset: 7 })).toBe(6000)
    expect(timing.wordAt(3100)).toEqual({ turn: 't1', from: 0, to: 2 })
  })
})

it('knows which source word each word of a turn stands for, after corrections too', () => {
  const { index, sourceWords } = testTranscript('the wint was cold', 'we went home')
  const timing = timingOf(index, sourceWords)
  correctTurn(index, 't0', 'the wind was very cold')
  const words = (turn: string) =>
    timing.wordsOf(turn).map(({ from, to, source }) => [index.turn(turn)!.text.slice(from, to), source])
  expect(words('t0')).toEqual([
    ['the', 0],
    ['wind', 1],
    ['was', 2],
    ['cold', 3],
  ])
  expect(words('t1').map(([, source]) => source)).toEqual([4, 5, 6])
  expect(timing.wordsOf('gone')).toEqual([])
})
