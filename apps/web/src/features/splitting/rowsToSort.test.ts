import type { CodingRecord } from '@polyphony/contract'
import type { Ruling } from '@polyphony/document'
import { applyOperation, emptyOntology, type Ontology, type OperationInput } from '@polyphony/ontology'
import { describe, expect, it } from 'vitest'
import { livingParts, rowsToSort, rulingFor } from './rowsToSort.ts'

const after = (operations: OperationInput[], from: Ontology = emptyOntology): Ontology =>
  operations.reduce(
    (ontology, operation) => applyOperation(ontology, operation, { actor: 'ada', at: '' }).ontology,
    from,
  )
const ontology = after([
  { type: 'create', id: 'care', name: 'Care' },
  { type: 'create', id: 'minding', name: 'Minding' },
  { type: 'create', id: 'hope', name: 'Hope' },
  { type: 'merge', ids: ['minding'], into: 'care' },
  {
    type: 'split',
    id: 'care',
    into: [
      { id: 'given', name: 'Care given' },
      { id: 'taken', name: 'Care taken' },
    ],
  },
])

const coded = (highlight: string, applied: string, more: Partial<CodingRecord> = {}): CodingRecord => ({
  conversation: 'east',
  member: 'ben',
  highlight,
  applied,
  codes: [applied],
  passages: [],
  start: 0,
  end: 1,
  createdAt: '2026-01-01T00:00:00Z',
  ...more,
})
const ruled = (code: string, codes: string[] | null, by = 'ada'): Ruling => ({
  coding: { member: 'ben', highlight: 'h', code },
  codes,
  by,
  at: 1,
  reason: null,
})
const rows = (codings: CodingRecord[], rulings: Record<string, Ruling[]> = {}, of: Ontology = ontology) =>
  rowsToSort(of, 'care', codings, (_conversation, key) => rulings[key] ?? [], ['west', 'east'])

describe('the excerpts to sort', () => {
  it('are all that count as the code, merged ones too, by conversation and time', () => {
    const found = rows([
      coded('h1', 'care', { start: 9 }),
      coded('h2', 'minding', { start: 3 }),
      coded('h3', 'hope'),
      coded('h4', 'given'),
      coded('h5', 'care', { conversation: 'west', start: null }),
      coded('h6', 'care', { conversation: 'in the bin' }),
    ])
    expect(found.map(({ key, codes, assigned }) => [key, codes, assigned])).toEqual([
      ['west/ben/h5:care', ['care'], false],
      ['east/ben/h2:minding', ['care'], false],
      ['east/ben/h1:care', ['care'], false],
    ])
  })

  it('stay when they are assigned, and so do those that came by an earlier ruling', () => {
    const found = rows([coded('h1', 'care'), coded('h2', 'hope'), coded('h3', 'hope')], {
      'ben/h1:care': [ruled('care', ['given'])],
      'ben/h2:hope': [ruled('hope', ['care'])],
      'ben/h3:hope': [ruled('hope', ['taken'])],
    })
    expect(found.map(({ coding, assigned }) => [coding.highlight, assigned])).toEqual([
      ['h1', true],
      ['h2', false],
      ['h3', true],
    ])
  })

  it('are not what stands in a part already, or was sorted into it from another code', () => {
    const shared = after(
      [
        { type: 'create', id: 'help', name: 'Help' },
        { type: 'split', id: 'care', into: [{ id: 'asked', name: 'Care asked' }], also: ['hope'] },
        { type: 'split', id: 'help', into: [{ id: 'sought', name: 'Help sought' }], also: ['hope'] },
      ],
      ontology,
    )
    expect(livingParts(shared, 'care')).toEqual(['given', 'taken', 'asked', 'hope'])
    const found = rows(
      [coded('h1', 'care'), coded('h2', 'hope'), coded('h3', 'help')],
      { 'ben/h1:care': [ruled('care', ['hope'])], 'ben/h3:help': [ruled('help', ['hope'])] },
      shared,
    )
    expect(found.map(({ coding, codes, assigned }) => [coding.highlight, codes, assigned])).toEqual([
      ['h1', ['hope'], true],
    ])
  })

  it('are open again when their part is out of use, and follow a part that is merged', () => {
    const rulings = { 'ben/h1:care': [ruled('care', ['given'])] }
    const gone = after([{ type: 'retire', id: 'given', reason: 'no' }], ontology)
    expect(rows([coded('h1', 'care')], rulings, gone)).toMatchObject([{ codes: ['care'], assigned: false }])
    expect(livingParts(gone, 'care')).toEqual(['taken'])
    const merged = after([{ type: 'merge', ids: ['given'], into: 'hope' }], ontology)
    expect(rows([coded('h1', 'care')], rulings, merged)).toMatchObject([{ codes: ['hope'], assigned: true }])
  })

  it('are the same after the code was retired', () => {
    const retired = after([{ type: 'retire', id: 'care', reason: 'sorted' }], ontology)
    const found = rows(
      [coded('h1', 'care'), coded('h2', 'care')],
      { 'ben/h1:care': [ruled('care', ['given'])] },
      retired,
    )
    expect(found.map(({ assigned }) => assigned)).toEqual([true, false])
  })

  it('count as the server said while a curation is not open', () => {
    const [row] = rowsToSort(ontology, 'care', [coded('h1', 'care', { codes: ['given'] })], () => undefined, [
      'east',
    ])
    expect(row).toMatchObject({ codes: ['given'], assigned: true })
  })
})

describe('the ruling of an assignment', () => {
  const [open] = rows([coded('h1', 'minding')])
  const [assigned] = rows([coded('h1', 'care')], { 'ben/h1:care': [ruled('care', ['given'])] })
  const [byRuling] = rows([coded('h1', 'hope')], { 'ben/h1:hope': [ruled('hope', ['hope', 'care'])] })

  it('puts the code in the place of those before', () => {
    expect(rulingFor(ontology, 'care', open!, { to: 'given' })).toEqual(['given'])
    expect(rulingFor(ontology, 'care', assigned!, { to: 'taken' })).toEqual(['taken'])
    expect(rulingFor(ontology, 'care', byRuling!, { to: 'taken' })).toEqual(['hope', 'taken'])
  })

  it('adds a second code and takes it away again', () => {
    expect(rulingFor(ontology, 'care', assigned!, { toggle: 'taken' })).toEqual(['given', 'taken'])
    expect(rulingFor(ontology, 'care', open!, { toggle: 'taken' })).toEqual(['taken'])
    expect(rulingFor(ontology, 'care', assigned!, { toggle: 'given' })).toBeNull()
  })

  it('takes an assignment away', () => {
    expect(rulingFor(ontology, 'care', assigned!, 'none')).toBeNull()
    expect(rulingFor(ontology, 'care', byRuling!, 'none')).toEqual(['hope', 'care'])
  })
})
