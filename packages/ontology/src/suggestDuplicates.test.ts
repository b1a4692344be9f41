import { describe, expect, it } from 'vitest'
import type { OperationInput } from './operation.ts'
import { suggestDuplicates } from './suggestDuplicates.ts'
import { build, create } from './testing/build.ts'

const pairs = (operations: OperationInput[], options?: Parameters<typeof suggestDuplicates>[1]) =>
  suggestDuplicates(build(operations), options).map(({ a, b, reasons }) => [
    a.id,
    b.id,
    ...reasons.map(r => r.kind),
  ])
const named = (...names: string[]) => names.map((name, i): OperationInput => create(`c${i}`, null, name))

describe('suggestDuplicates', () => {
  it('finds names that differ in accents, signs, order, number and a slip of the finger', () => {
    expect(pairs(named('Café talk', 'cafe-talk'))).toEqual([['c0', 'c1', 'same-name']])
    expect(pairs(named('Mentors and friends', 'friends and mentor'))).toEqual([['c0', 'c1', 'same-words']])
    expect(pairs(named('Story of loss', 'Stories of losses'))).toEqual([['c0', 'c1', 'same-words']])
    expect(pairs(named('Freundschaft', 'Freundschaften'))).toEqual([['c0', 'c1', 'same-words']])
    expect(pairs(named('Recognition', 'Recogntiion'))).toEqual([['c0', 'c1', 'similar-name']])
  })

  it('knows scripts beside the Latin one, and signs', () => {
    expect(pairs(named('Доверие', 'доверие!'))).toEqual([['c0', 'c1', 'same-name']])
    expect(pairs(named('信任', '信任。'))).toEqual([['c0', 'c1', 'same-name']])
    expect(pairs(named('की', 'का'))).toEqual([])
    expect(pairs(named('❤', '★', '☂'))).toEqual([])
  })

  it('does not take numbers, short words or other kinds for slips', () => {
    expect(pairs(named('Site 12', 'Site 13', 'Hope', 'Hops2', 'Cat', 'Car'))).toEqual([])
    expect(
      pairs([
        create('a', null, 'Opening'),
        { ...create('b', null, 'Opening'), kind: 'structural' } as OperationInput,
      ]),
    ).toEqual([])
  })

  it('finds former names, those of merged codes too', () => {
    expect(
      pairs([
        create('a', null, 'Invited'),
        create('b', null, 'Being asked'),
        create('p'),
        create('c', 'p', 'invited'),
        { type: 'rename', id: 'a', name: 'Consulted' },
        { type: 'merge', ids: ['b'], into: 'a' },
        create('d', 'p', 'Being Asked'),
      ]),
    ).toEqual([
      ['a', 'c', 'former-name'],
      ['a', 'd', 'former-name'],
    ])
  })

  it('finds codes that are applied to the same excerpts, merges followed, but not a code and its part', () => {
    const excerpts = new Map([
      ['a', new Set(['1', '2', '3', '4'])],
      ['b', new Set(['1', '2'])],
      ['old', new Set(['3', '9'])],
      ['part', new Set(['1', '2', '3', '4'])],
      ['rare', new Set(['1', '2'])],
    ])
    const operations: OperationInput[] = [
      create('a', null, 'Alpha'),
      create('b', null, 'Beta'),
      create('old', null, 'Gamma'),
      create('part', 'a', 'Delta'),
      create('rare', null, 'Epsilon'),
      { type: 'merge', ids: ['old'], into: 'b' },
    ]
    expect(pairs(operations)).toEqual([])
    const found = suggestDuplicates(build(operations), { excerpts })
    expect(found.map(({ a, b, reasons }) => [a.id, b.id, reasons])).toEqual([
      ['a', 'b', [{ kind: 'shared-excerpts', shared: 3, ofA: 4, ofB: 4 }]],
      ['b', 'part', [{ kind: 'shared-excerpts', shared: 3, ofA: 4, ofB: 4 }]],
    ])
  })

  it('finds every pair that comparing all of them would find', () => {
    const words = [
      'belonging',
      'belongings',
      'belnoging',
      'achievement',
      'achivement',
      'achievment',
      'voices',
    ]
    const names = words.flatMap(a => words.map(b => `${a} of ${b}`))
    const ontology = build(named(...names))
    const found = suggestDuplicates(ontology, { limit: 10_000 })
    // Both slips in one word: a swap and an end, two edits in all.
    const ids = new Set(found.map(({ a, b }) => [a.name, b.name].sort().join('|')))
    expect(ids.has(['belonging of voices', 'belnoging of voices'].sort().join('|'))).toBe(true)
    expect(ids.has(['achivement of voices', 'achievment of voices'].sort().join('|'))).toBe(true)
    expect(ids.has(['belnoging of voices', 'belongings of voices'].sort().join('|'))).toBe(true)
    expect(found.every(({ score }, i) => i === 0 || score <= found[i - 1]!.score)).toBe(true)
  })
})
