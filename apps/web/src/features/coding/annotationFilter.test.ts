import { applyOperation, emptyOntology, type Ontology, type OperationInput } from '@polyphony/ontology'
import { describe, expect, it } from 'vitest'
import { type AnnotationFilter, compileFilter, isFiltering, NO_FILTER, UNCODED } from './annotationFilter.ts'
import type { Annotation } from './annotations.ts'

const build = (...operations: OperationInput[]): Ontology =>
  operations.reduce(
    (ontology, operation) =>
      applyOperation(ontology, operation, { actor: 'ada', at: '2026-11-25T00:00:00Z' }).ontology,
    emptyOntology,
  )
const ontology = build(
  { type: 'create', id: 'voice', name: 'Voice' },
  { type: 'create', id: 'costs', name: 'Speaking up costs', parent: 'voice' },
  { type: 'create', id: 'price', name: 'The price', parent: 'costs' },
  { type: 'create', id: 'belonging', name: 'Belonging' },
)

const highlight = (member: string, codes: string[], memo = false): Annotation => ({
  key: `${member}/${codes.join('+')}`,
  member,
  highlight: {
    id: codes.join('+'),
    createdAt: 0,
    anchor: {
      start: new Uint8Array(),
      end: new Uint8Array(),
      quote: 'words',
      quoteLength: 5,
      prefix: '',
      suffix: '',
      from: -1,
      to: -1,
    },
  },
  codings: codes.map(code => ({ highlight: '', code, createdAt: 0 })),
  memo: memo ? { highlight: '', body: 'Why?', text: 'Why?', updatedAt: 0 } : null,
  resolution: { status: 'orphan' },
})
const all = [
  highlight('mona', ['voice']),
  highlight('mona', ['price', 'belonging'], true),
  highlight('teo', ['costs']),
  highlight('teo', ['belonging']),
  highlight('ari', []),
]

const shown = (filter: Partial<AnnotationFilter>, of: Ontology = ontology): string[] =>
  all
    .filter(
      compileFilter(
        { ...NO_FILTER, ...filter },
        {
          ontology: of,
          hasComments: ({ member }) => member === 'teo',
          isUnresolved: ({ key }) => key === 'teo/costs',
          isDisputed: ({ key }) => key === 'mona/voice' || key === 'teo/costs',
        },
      ),
    )
    .map(({ key }) => key)

describe('compileFilter', () => {
  it('shows everything when nothing is asked for', () => {
    expect(shown({})).toHaveLength(all.length)
    expect(isFiltering(NO_FILTER)).toBe(false)
    expect(isFiltering({ ...NO_FILTER, codes: new Set([UNCODED]) })).toBe(true)
  })

  it('shows any of the people named', () => {
    expect(shown({ people: new Set(['teo', 'ari']) })).toEqual(['teo/costs', 'teo/belonging', 'ari/'])
  })

  it('takes a code for itself and a theme with all that stands below it', () => {
    expect(shown({ codes: new Set(['voice']) })).toEqual(['mona/voice'])
    expect(shown({ themes: new Set(['voice']) })).toEqual(['mona/voice', 'mona/price+belonging', 'teo/costs'])
    expect(shown({ themes: new Set(['costs']), codes: new Set(['belonging']) })).toEqual([
      'mona/price+belonging',
      'teo/costs',
      'teo/belonging',
    ])
  })

  it('finds highlights without a code, beside others', () => {
    expect(shown({ codes: new Set([UNCODED]) })).toEqual(['ari/'])
    expect(shown({ codes: new Set([UNCODED, 'costs']) })).toEqual(['teo/costs', 'ari/'])
  })

  it('follows merges, on both sides, and shows nothing of a code that is gone', () => {
    const merged = build(
      { type: 'create', id: 'voice', name: 'Voice' },
      { type: 'create', id: 'costs', name: 'Speaking up costs' },
      { type: 'create', id: 'price', name: 'The price', parent: 'costs' },
      { type: 'create', id: 'belonging', name: 'Belonging' },
      { type: 'merge', ids: ['costs'], into: 'voice' },
    )
    expect(shown({ codes: new Set(['voice']) }, merged)).toEqual(['mona/voice', 'teo/costs'])
    expect(shown({ codes: new Set(['costs']) }, merged)).toEqual(['mona/voice', 'teo/costs'])
    expect(shown({ themes: new Set(['voice']) }, merged)).toEqual([
      'mona/voice',
      'mona/price+belonging',
      'teo/costs',
    ])
    expect(shown({ codes: new Set(['nowhere']) })).toEqual([])
  })

  it('looks for what hangs on a highlight', () => {
    expect(shown({ remarks: new Set(['memo']) })).toEqual(['mona/price+belonging'])
    expect(shown({ remarks: new Set(['comments']) })).toEqual(['teo/costs', 'teo/belonging'])
    expect(shown({ remarks: new Set(['unresolved', 'memo']) })).toEqual(['mona/price+belonging', 'teo/costs'])
  })

  it('narrows by every field at once', () => {
    expect(
      shown({ people: new Set(['teo', 'mona']), themes: new Set(['voice']), disagreements: true }),
    ).toEqual(['mona/voice', 'teo/costs'])
    expect(
      shown({
        people: new Set(['teo']),
        themes: new Set(['voice']),
        remarks: new Set(['unresolved']),
        disagreements: true,
      }),
    ).toEqual(['teo/costs'])
    expect(shown({ people: new Set(['ari']), disagreements: true })).toEqual([])
  })
})
