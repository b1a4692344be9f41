import { describe, expect, it } from 'vitest'
import { snapSpan, type TurnTexts } from './snapSpan.ts'
import { sentencesOf, wordAround, wordsOf } from './words.ts'

const texts = [
  'I kept a list of rooms.',
  'For me it was the day my advisor asked. Nobody had told me.',
  '',
  'don’t say O’Neil’s 3.5 times',
]
const turns: TurnTexts = {
  position: turn => Number(turn),
  at: position =>
    texts[position] === undefined ? undefined : { id: String(position), text: texts[position] },
}
const snap = (from: [number, number], to: [number, number]) => {
  const span = snapSpan(turns, {
    start: { turn: String(from[0]), offset: from[1] },
    end: { turn: String(to[0]), offset: to[1] },
  })
  return span && [Number(span.start.turn), span.start.offset, Number(span.end.turn), span.end.offset]
}
const quote = (from: [number, number], to: [number, number]) => {
  const span = snap(from, to)
  return span && span[0] === span[2] ? texts[span[0]!]!.slice(span[1], span[3]) : span
}

describe('snapSpan', () => {
  it('makes cut words whole at both ends', () => {
    expect(quote([0, 4], [0, 11])).toBe('kept a list')
  })

  it('leaves white space at the ends out and keeps punctuation that was selected', () => {
    expect(quote([0, 6], [0, 14])).toBe('a list')
    expect(quote([1, 34], [1, 40])).toBe('asked.')
  })

  it('keeps contractions, names and numbers in one piece', () => {
    expect(quote([3, 2], [3, 3])).toBe('don’t')
    expect(quote([3, 12], [3, 13])).toBe('O’Neil’s')
    expect(quote([3, 20], [3, 21])).toBe('3.5')
  })

  it('ends in the turn before when a triple click reaches offset 0 of the next one', () => {
    expect(snap([0, 0], [1, 0])).toEqual([0, 0, 0, texts[0]!.length])
  })

  it('skips turns without words at either end', () => {
    expect(snap([2, 0], [3, 5])).toEqual([3, 0, 3, 5])
    expect(snap([1, 0], [3, 0])).toEqual([1, 0, 1, texts[1]!.length])
  })

  it('begins in the next turn when the selection starts at the end of one', () => {
    expect(snap([0, texts[0]!.length], [1, 3])).toEqual([1, 0, 1, 3])
  })

  it('crosses turns', () => {
    expect(snap([0, 17], [1, 5])).toEqual([0, 17, 1, 6])
  })

  it('is nothing when only white space or nothing was selected', () => {
    expect(snap([0, 6], [0, 7])).toBeNull()
    expect(snap([2, 0], [2, 0])).toBeNull()
    expect(snap([1, 5], [0, 5])).toBeNull()
  })
})

describe('words and sentences', () => {
  it('finds the word at an offset, its end included', () => {
    expect(wordAround(texts[0]!, 2)).toEqual({ from: 2, to: 6 })
    expect(wordAround(texts[0]!, 6)).toEqual({ from: 2, to: 6 })
    expect(wordAround('a  b', 2)).toBeNull()
  })

  it('gives sentences without the space between them', () => {
    expect(sentencesOf(texts[1]!).map(({ from, to }) => texts[1]!.slice(from, to))).toEqual([
      'For me it was the day my advisor asked.',
      'Nobody had told me.',
    ])
    expect(wordsOf('')).toEqual([])
  })
})
