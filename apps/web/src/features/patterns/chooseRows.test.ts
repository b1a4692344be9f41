import { describe, expect, it } from 'vitest'
import { type Choice, chooseRows, orderRows, readChoice, writeChoice } from './chooseRows.ts'

const rows = [
  { id: 'home', name: 'Home', theme: 'home', codings: 3 },
  { id: 'keys', name: 'Keys', theme: 'home', codings: 9 },
  { id: 'bus', name: 'Bus', theme: 'bus', codings: 0 },
  { id: 'fare', name: 'Fare', theme: 'bus', codings: 5 },
]

describe('chooseRows', () => {
  it('takes what was used, a theme, the most used, or what was picked, as the codebook has them', () => {
    const chosen = (choice: Choice) => chooseRows(rows, choice).map(i => rows[i]!.id)
    expect(chosen({ kind: 'all' })).toEqual(['home', 'keys', 'fare'])
    expect(chosen({ kind: 'theme', theme: 'bus' })).toEqual(['fare'])
    expect(chosen({ kind: 'most', count: 2 })).toEqual(['keys', 'fare'])
    expect(chosen({ kind: 'picked', codes: ['fare', 'bus', 'gone'] })).toEqual(['bus', 'fare'])
  })

  it('orders by use, by name and by likeness', () => {
    const ordered = (order: Parameters<typeof orderRows>[2]) =>
      orderRows(rows, [0, 1, 3], order, [3, 2, 0, 1]).map(i => rows[i]!.id)
    expect(ordered('tree')).toEqual(['home', 'keys', 'fare'])
    expect(ordered('count')).toEqual(['keys', 'fare', 'home'])
    expect(ordered('name')).toEqual(['fare', 'home', 'keys'])
    expect(ordered('cluster')).toEqual(['fare', 'home', 'keys'])
  })
})

describe('readChoice', () => {
  it('reads what was written, and takes anything else for the usual', () => {
    const choices: Choice[] = [
      { kind: 'most', count: 60 },
      { kind: 'most', count: 30 },
      { kind: 'all' },
      { kind: 'theme', theme: 'a-guid' },
      { kind: 'picked', codes: ['a', 'b'] },
      { kind: 'picked', codes: [] },
    ]
    for (const choice of choices) expect(readChoice(writeChoice(choice))).toEqual(choice)
    for (const odd of ['most:31', 'theme:', 'rows', ''])
      expect(readChoice(odd)).toEqual({ kind: 'most', count: 30 })
  })
})
