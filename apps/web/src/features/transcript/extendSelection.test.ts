import type { TextSpan } from '@polyphony/document'
import { describe, expect, it } from 'vitest'
import { type Direction, extendSelection, type Unit, unitBeyond } from './extendSelection.ts'
import type { TurnTexts } from './snapSpan.ts'

const texts = ['One two three. Four five.', '', 'Six seven.']
const turns: TurnTexts = {
  position: turn => Number(turn),
  at: position =>
    texts[position] === undefined ? undefined : { id: String(position), text: texts[position] },
}
const read = (span: TextSpan | null): string => {
  if (!span) return ''
  const [first, last] = [Number(span.start.turn), Number(span.end.turn)]
  if (first === last) return texts[first]!.slice(span.start.offset, span.end.offset)
  return `${texts[first]!.slice(span.start.offset)}|${texts[last]!.slice(0, span.end.offset)}`
}

/** Presses keys, each a unit and a direction, from a point; gives what is selected after each. */
const press = (turn: number, offset: number, keys: [Unit, Direction][]): string[] => {
  let selection: TextSpan | null = null
  let origin = { turn: String(turn), offset }
  return keys.map(([unit, direction]) => {
    const first = selection === null
    selection = extendSelection(turns, selection, origin, unit, direction)
    if (first && selection) origin = selection.start
    return read(selection)
  })
}

describe('extendSelection', () => {
  it('begins with the word at the origin and grows word by word', () => {
    expect(
      press(0, 4, [
        ['word', 1],
        ['word', 1],
        ['word', 1],
      ]),
    ).toEqual(['two', 'two three', 'two three. Four'])
  })

  it('shrinks again and turns round at the origin', () => {
    expect(
      press(0, 4, [
        ['word', 1],
        ['word', 1],
        ['word', -1],
        ['word', -1],
        ['word', 1],
      ]),
    ).toEqual(['two', 'two three', 'two', 'One two', 'two'])
  })

  it('takes whole sentences, and goes on over empty turns', () => {
    expect(
      press(0, 4, [
        ['sentence', 1],
        ['sentence', 1],
        ['sentence', 1],
      ]),
    ).toEqual(['One two three.', 'One two three. Four five.', 'One two three. Four five.|Six seven.'])
  })

  it('goes back over empty turns', () => {
    expect(
      press(2, 0, [
        ['word', -1],
        ['word', -1],
      ]),
    ).toEqual(['Six', 'five.|Six'])
  })

  it('stays where it is at the ends of the transcript', () => {
    expect(
      press(2, 4, [
        ['word', 1],
        ['word', 1],
      ]),
    ).toEqual(['seven', 'seven'])
    expect(
      press(0, 0, [
        ['word', -1],
        ['word', -1],
      ]),
    ).toEqual(['One', 'One'])
  })

  it('has nothing to select in a turn without words', () => {
    expect(press(1, 0, [['word', 1]])).toEqual([''])
  })
})

describe('unitBeyond', () => {
  it('walks words across turns, both ways', () => {
    expect(read(unitBeyond(turns, { turn: '0', offset: 24 }, 'word', 1))).toBe('Six')
    expect(read(unitBeyond(turns, { turn: '2', offset: 0 }, 'word', -1))).toBe('five')
    expect(unitBeyond(turns, { turn: '0', offset: 0 }, 'word', -1)).toBeNull()
  })
})
