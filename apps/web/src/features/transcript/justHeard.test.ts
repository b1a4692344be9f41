import { expect, it } from 'vitest'
import { justHeard } from './justHeard.ts'
import type { TurnTexts } from './snapSpan.ts'

const texts = ['We waited. He came home.', 'And then?']
const turns: TurnTexts = {
  position: turn => Number(turn),
  at: position =>
    texts[position] === undefined ? undefined : { id: String(position), text: texts[position] },
}
/** A fifth of a second a letter, the turns after each other. */
const timing = {
  timeAt: ({ turn, offset }: { turn: string; offset: number }) =>
    (turn === '0' ? offset : texts[0]!.length + offset) * 200,
  pointAt(ms: number) {
    const at = Math.floor(ms / 200)
    if (at < 0) return null
    const { length } = texts[0]!
    return at < length
      ? { turn: '0', offset: at }
      : { turn: '1', offset: Math.min(at - length, texts[1]!.length) }
  },
}
const heard = (ms: number): string | null => {
  const span = justHeard(turns, timing, ms)
  return span && texts[Number(span.start.turn)]!.slice(span.start.offset, span.end.offset)
}

it('is the sentence being spoken, or the one before while this one has hardly begun', () => {
  expect(heard(4600)).toBe('He came home.')
  expect(heard(3000)).toBe('We waited.')
})

it('goes over the border of turns', () => {
  expect(heard(5000)).toBe('He came home.')
  expect(heard(6200)).toBe('He came home.')
  expect(heard(9000)).toBe('And then?')
})

it('is the first sentence when there is none before, and nothing before the first word', () => {
  expect(heard(600)).toBe('We waited.')
  expect(heard(-1)).toBe(null)
})
