import type { CodingRecord } from '@polyphony/contract'
import { applyOperation, emptyOntology, type Ontology, type OperationInput } from '@polyphony/ontology'
import { describe, expect, it } from 'vitest'
import {
  countChoices,
  type Excerpt,
  type ExcerptFacts,
  gatherExcerpts,
  NO_FILTER,
  orderExcerpts,
  overlapsOf,
  passes,
} from './excerpts.ts'

const ontologyOf = (...operations: OperationInput[]): Ontology =>
  operations.reduce<Ontology>(
    (ontology, operation) =>
      applyOperation(ontology, operation as never, { actor: 'ada', at: '2026-03-01T10:00:00Z' }).ontology,
    emptyOntology,
  )

const coding = (over: Partial<CodingRecord> & { highlight: string; code: string }): CodingRecord => {
  const { code, ...rest } = over
  return {
    conversation: 'talk1',
    member: 'ben',
    applied: code,
    codes: [code],
    passages: [{ turn: 't1', speaker: 's1', from: 0, to: 10 }],
    start: 5,
    end: 8,
    createdAt: '2026-03-02T10:00:00Z',
    ...rest,
  }
}

const ontology = ontologyOf(
  { type: 'create', id: 'home', name: 'Home' },
  { type: 'create', id: 'door', name: 'Door', parent: 'home' },
  { type: 'create', id: 'house', name: 'House' },
  { type: 'create', id: 'care', name: 'Care' },
  { type: 'create', id: 'opening', name: 'Opening', kind: 'structural' },
  { type: 'merge', ids: ['house'], into: 'home', reason: 'the same' },
  { type: 'create', id: 'old', name: 'Old' },
  { type: 'retire', id: 'old', reason: 'not used' },
)

const keys = (excerpts: readonly Excerpt[]) => excerpts.map(({ highlight }) => highlight)

describe('the excerpts of a code', () => {
  it('are one for each highlight, those of merged codes among them, since the first coding', () => {
    const codings = [
      coding({ highlight: 'h1', code: 'home' }),
      coding({ highlight: 'h1', code: 'house', createdAt: '2026-03-01T10:00:00Z' }),
      coding({ highlight: 'h2', code: 'house' }),
      coding({ highlight: 'h3', code: 'door' }),
      coding({ highlight: 'h4', code: 'unknown' }),
    ]
    const own = gatherExcerpts(ontology, codings, new Set(['home']))
    expect(keys(own)).toEqual(['h1', 'h2'])
    expect(own[0]!.matched).toEqual([
      {
        code: 'home',
        at: '2026-03-01T10:00:00Z',
        codings: [
          { applied: 'home', codes: ['home'] },
          { applied: 'house', codes: ['house'] },
        ],
      },
    ])
    expect(keys(gatherExcerpts(ontology, codings, new Set(['home', 'door'])))).toEqual(['h1', 'h2', 'h3'])
  })

  it('are those that a curation counts, not those that were applied', () => {
    const recoded = { ...coding({ highlight: 'h1', code: 'care' }), codes: ['home'] }
    expect(gatherExcerpts(ontology, [recoded], new Set(['care']))).toEqual([])
    expect(gatherExcerpts(ontology, [recoded], new Set(['home']))).toHaveLength(1)
  })

  it('stay with a retired code', () => {
    expect(
      gatherExcerpts(ontology, [coding({ highlight: 'h1', code: 'old' })], new Set(['old'])),
    ).toHaveLength(1)
  })
})

describe('a list of excerpts', () => {
  const codings = [
    coding({ highlight: 'h1', code: 'home' }),
    coding({ highlight: 'h2', code: 'home', conversation: 'talk2', member: 'cleo', start: 9 }),
    coding({ highlight: 'h3', code: 'home', conversation: 'talk2', start: 3 }),
    coding({ highlight: 'h4', code: 'home', conversation: 'talk2', start: null }),
    // Touches h1 in its last character, lies beside h3.
    coding({
      highlight: 'h9',
      code: 'care',
      member: 'cleo',
      passages: [{ turn: 't1', speaker: 's1', from: 9, to: 20 }],
    }),
    coding({
      highlight: 'h8',
      code: 'care',
      conversation: 'talk2',
      passages: [{ turn: 't1', speaker: 's1', from: 10, to: 20 }],
    }),
    coding({ highlight: 'h7', code: 'opening' }),
    coding({ highlight: 'h6', code: 'old' }),
  ]
  const excerpts = gatherExcerpts(ontology, codings, new Set(['home']))
  const overlaps = overlapsOf(ontology, codings, excerpts, new Set(['home']))
  const facts: ExcerptFacts = {
    groupOf: conversation => (conversation === 'talk1' ? 'river' : null),
    speakersOf: ({ member }) => new Set([member === 'cleo' ? 'Rosa' : 'Ash']),
    overlaps,
  }

  it('goes conversation by conversation, as it is spoken', () => {
    expect(keys(orderExcerpts(excerpts, ['talk2', 'talk1']))).toEqual(['h3', 'h2', 'h4', 'h1'])
    expect(keys(orderExcerpts(excerpts, []))).toEqual(['h1', 'h3', 'h2', 'h4'])
  })

  it('knows which other living ideas lie on the same words', () => {
    expect([...overlaps].map(([key, codes]) => [key, [...codes]])).toEqual([
      ['talk1/ben/h1', ['care']],
      ['talk2/cleo/h2', []],
      ['talk2/ben/h3', []],
      ['talk2/ben/h4', []],
    ])
  })

  it.each([
    [{ group: 'river' }, ['h1']],
    [{ conversation: 'talk2' }, ['h2', 'h3', 'h4']],
    [{ member: 'cleo' }, ['h2']],
    [{ speaker: 'Ash' }, ['h1', 'h3', 'h4']],
    [{ with: 'care' }, ['h1']],
    [{ speaker: 'Ash', conversation: 'talk2' }, ['h3', 'h4']],
  ])('filtered by %o is %o', (filter, found) => {
    expect(keys(excerpts.filter(one => passes(one, { ...NO_FILTER, ...filter }, facts)))).toEqual(found)
  })

  it('counts what each filter would leave', () => {
    expect(countChoices(excerpts, facts)).toEqual({
      group: [['river', 1]],
      conversation: [
        ['talk2', 3],
        ['talk1', 1],
      ],
      member: [
        ['ben', 3],
        ['cleo', 1],
      ],
      speaker: [
        ['Ash', 3],
        ['Rosa', 1],
      ],
      with: [['care', 1]],
    })
  })
})
