import { applyOperation, emptyOntology, type Ontology, type OperationInput } from '@polyphony/ontology'
import { describe, expect, it } from 'vitest'
import { type PaletteOption, paletteOptions } from './paletteOptions.ts'

const build = (...operations: OperationInput[]): Ontology =>
  operations.reduce(
    (now, operation) =>
      applyOperation(now, operation, { actor: 'ada', at: '2026-03-14T10:00:00.000Z' }).ontology,
    emptyOntology,
  )
const names = [
  'Belonging',
  'Being asked',
  'Heard at last',
  'Credit',
  'Rules',
  'Time',
  'Voice',
  'Costs',
  'Cold',
  'Wind',
]
const ontology = build(...names.map((name, at): OperationInput => ({ type: 'create', id: `c${at}`, name })), {
  type: 'rename',
  id: 'c3',
  name: 'Recognition',
})
const asked = { ontology, numbered: [], query: '', inVivo: '', mayCreate: true }
const read = (options: PaletteOption[]) =>
  options.map(option =>
    option.type === 'code'
      ? `${option.number ?? ''}${option.code.name}${option.formerly ? ` (${option.formerly})` : ''}`
      : `${option.type}: ${option.name}`,
  )

describe('paletteOptions', () => {
  it('begins with the numbered codes, all nine of them', () => {
    const numbered = [9, 8, 7, 6, 5, 4, 3, 2, 1].map(at => ontology.codes[`c${at}`]!)
    expect(read(paletteOptions({ ...asked, numbered }))).toEqual([
      '1Wind',
      '2Cold',
      '3Costs',
      '4Voice',
      '5Time',
      '6Rules',
      '7Recognition',
      '8Heard at last',
      '9Being asked',
    ])
    expect(read(paletteOptions({ ...asked, numbered: [null, numbered[0]!] }))[0]).toBe('2Wind')
    expect(read(paletteOptions({ ...asked, numbered: numbered.slice(0, 1) }))[1]).toBe('Belonging')
    const guide: OperationInput = {
      type: 'create',
      id: 'opening',
      name: 'Opening',
      kind: 'structural',
    }
    const withGuide = applyOperation(ontology, guide, {
      actor: 'ada',
      at: '2026-03-14T10:00:00.000Z',
    }).ontology
    expect(read(paletteOptions({ ...asked, ontology: withGuide }))[0]).toBe('Belonging')
  })

  it('offers the words themselves while nothing is typed, unless there is a code of that name', () => {
    expect(read(paletteOptions({ ...asked, inVivo: 'what do you think' })).at(-1)).toBe(
      'inVivo: what do you think',
    )
    expect(read(paletteOptions({ ...asked, inVivo: 'being ASKED' })).at(-1)).not.toMatch(/inVivo/)
    expect(read(paletteOptions({ ...asked, query: 'wind', inVivo: 'what' }))).toEqual(['Wind'])
  })

  it('finds by former names, and offers a new code only where its name is free and one may', () => {
    expect(read(paletteOptions({ ...asked, query: 'credit' }))).toEqual([
      'Recognition (Credit)',
      'create: credit',
    ])
    expect(read(paletteOptions({ ...asked, query: ' wind ' }))).toEqual(['Wind'])
    expect(read(paletteOptions({ ...asked, query: 'new idea', mayCreate: false }))).toEqual([])
  })
})
