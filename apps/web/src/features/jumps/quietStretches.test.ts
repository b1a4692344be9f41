import { describe, expect, it } from 'vitest'
import { quietStretches } from './quietStretches.ts'

/** `p` a participant's turn, `f` a facilitator's, `.` one without words; upper case when coded. */
const stretches = (turns: string): string[] =>
  quietStretches(
    [...turns].map(turn => ({
      words: turn !== '.',
      facilitator: turn.toLowerCase() === 'f',
      coded: turn !== '.' && turn === turn.toUpperCase(),
    })),
  ).map(({ from, to }) => `${from}-${to}`)

describe('quietStretches', () => {
  it('finds the longest runs of turns that nobody coded', () => {
    expect(stretches('ppPppp')).toEqual(['0-1', '3-5'])
    expect(stretches('PPP')).toEqual([])
    expect(stretches('')).toEqual([])
  })

  it('begins and ends with a participant’s words', () => {
    expect(stretches('fpfpf.')).toEqual(['1-3'])
    expect(stretches('f.fPf')).toEqual([])
  })

  it('ends where a facilitator was coded', () => {
    expect(stretches('pFp')).toEqual(['0-0', '2-2'])
  })
})
