import { describe, expect, it } from 'vitest'
import { spanOf, testTranscript } from '../transcript/testTranscript.ts'
import type { Anchor } from '../types.ts'
import { createAnchor } from './createAnchor.ts'
import { suggestPlace } from './suggestPlace.ts'

/** An anchor on these words, made in another transcript: here it points nowhere. */
const orphan = (words: string): Anchor => {
  const { index } = testTranscript(`Well then, ${words} as they say.`)
  return createAnchor(index, spanOf(index, 't0', words))
}
const LONG =
  'We were told that the bus would come every ten minutes but in the winter nobody has seen it come at all'

describe('suggestPlace', () => {
  it('finds words that were said again elsewhere, whatever their case', () => {
    const { index } = testTranscript('Nothing here.', 'And nobody had told me, Allowed or not.')
    expect(suggestPlace(index, orphan('Nobody had told me'))).toMatchObject({
      text: 'nobody had told me',
      similarity: expect.closeTo(0.93, 1),
    })
  })

  it('finds words that were corrected beyond what resolving dares', () => {
    const { index } = testTranscript(
      'I have a list of things.',
      'So I kept the long list of rooms where I could finally say a sentence.',
    )
    expect(suggestPlace(index, orphan('I kept a list of rooms where I could say a sentence'))?.text).toBe(
      'I kept the long list of rooms where I could finally say a sentence',
    )
  })

  it('finds both ends of a long quote, over a turn’s edge too', () => {
    const here = LONG.replace('bus', 'shuttle').replace('nobody has', 'no one had')
    const { index } = testTranscript('The bus would come.', here.slice(0, 60), here.slice(61), 'It came.')
    const found = suggestPlace(index, orphan(LONG))
    expect(found?.span).toEqual({
      start: { turn: 't1', offset: 0 },
      end: { turn: 't2', offset: here.slice(61).length },
    })
  })

  it('among equals takes the one nearest to where it stood', () => {
    const { index } = testTranscript(
      'the door is open',
      'or not',
      'the door is open',
      'no',
      'the door is open',
    )
    const near = (turn: string) => suggestPlace(index, orphan('the door is open'), { turn, offset: 0 })
    expect(near('t4')?.span.start.turn).toBe('t4')
    expect(near('t1')?.span.start.turn).toBe('t0')
    expect(suggestPlace(index, orphan('the door is open'))?.span.start.turn).toBe('t0')
  })

  it('works without spaces between words', () => {
    const { index } = testTranscript('今日は天気がいいですね', '私は学生ではありません')
    expect(suggestPlace(index, orphan('私は学生です'))?.span.start).toEqual({ turn: 't1', offset: 0 })
  })

  it('suggests nothing where nothing is alike, and survives what is not a quote', () => {
    const { index } = testTranscript('Something else entirely.', '')
    expect(suggestPlace(index, orphan(LONG))).toBeNull()
    expect(suggestPlace(index, { ...orphan('words'), quote: '', quoteLength: 0 })).toBeNull()
    expect(suggestPlace(index, { ...orphan('words'), quote: '…!', quoteLength: 900 })).toBeNull()
  })
})
