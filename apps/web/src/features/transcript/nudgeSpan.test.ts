import type { TextSpan } from '@polyphony/document'
import { describe, expect, it } from 'vitest'
import type { Direction } from './extendSelection.ts'
import { type Edge, nudgeSpan } from './nudgeSpan.ts'
import type { TurnTexts } from './snapSpan.ts'

const texts = ['One, two three.', '', '— Four five? Six']
const turns: TurnTexts = {
  position: turn => Number(turn),
  at: position =>
    texts[position] === undefined ? undefined : { id: String(position), text: texts[position] },
}
const span = (turn: number, from: number, to: number, last = turn): TextSpan => ({
  start: { turn: String(turn), offset: from },
  end: { turn: String(last), offset: to },
})
const read = ({ start, end }: TextSpan): string => {
  const [first, last] = [Number(start.turn), Number(end.turn)]
  if (first === last) return texts[first]!.slice(start.offset, end.offset)
  return `${texts[first]!.slice(start.offset)}|${texts[last]!.slice(0, end.offset)}`
}
/** What is left after each press, `null` where nothing happened. */
const press = (from: TextSpan, edge: Edge, directions: Direction[]): (string | null)[] => {
  let at = from
  return directions.map(direction => {
    const next = nudgeSpan(turns, at, edge, direction)
    if (!next) return null
    at = next
    return read(at)
  })
}

describe('nudgeSpan', () => {
  it('moves the start outward to the first word of all, and inward to the last word in it', () => {
    expect(press(span(0, 9, 15), 'start', [-1, -1, -1])).toEqual(['two three.', 'One, two three.', null])
    expect(press(span(0, 0, 15), 'start', [1, 1, 1])).toEqual(['two three.', 'three.', null])
  })

  it('moves the end, and never past the start', () => {
    expect(press(span(0, 0, 3), 'end', [1, 1])).toEqual(['One, two', 'One, two three'])
    expect(press(span(0, 0, 15), 'end', [-1, -1, -1])).toEqual(['One, two', 'One', null])
  })

  it('goes over the borders of turns, empty ones left out', () => {
    expect(press(span(0, 5, 14), 'end', [1, 1, -1, -1])).toEqual([
      'two three.|— Four',
      'two three.|— Four five',
      'two three.|— Four',
      'two three',
    ])
    expect(press(span(2, 2, 16), 'start', [-1, 1])).toEqual(['three.|— Four five? Six', 'Four five? Six'])
    expect(press(span(2, 2, 16), 'end', [1])).toEqual([null])
  })

  it('comes back from what a correction left between two words', () => {
    expect(press(span(0, 6, 15), 'start', [-1])).toEqual(['two three.'])
    expect(press(span(0, 0, 4), 'start', [1])).toEqual([null])
  })
})
