import { describe, expect, it } from 'vitest'
import { searchCodes } from './searchCodes.ts'
import { build, create } from './testing/build.ts'

const ontology = build([
  create('voice', null, 'Voice'),
  create('costs', 'voice', 'Speaking up costs'),
  create('heard', 'voice', 'Heard at last'),
  create('credit', null, 'Credit goes elsewhere'),
  create('outspoken', null, 'Outspoken'),
  create('cafe', null, 'Caf\u00e9 talk'),
  create('silent', null, 'Silence'),
  { type: 'define', id: 'voice', definition: { short: 'Speaking, and being listened to.' }, notation: 'VO' },
  { type: 'rename', id: 'credit', name: 'Recognition' },
  { type: 'merge', ids: ['silent'], into: 'costs' },
])
const found = (query: string) => searchCodes(ontology, query).map(match => match.code.id)

describe('searchCodes', () => {
  it('ranks names before definitions, and beginnings before middles', () => {
    expect(found('speak')).toEqual(['costs', 'voice'])
    expect(found('spo')).toContain('outspoken')
    expect(found('voice')[0]).toBe('voice')
    expect(found('vo')[0]).toBe('voice')
  })

  it('finds former names and names of merged codes, and says what it found', () => {
    expect(searchCodes(ontology, 'credit')).toMatchObject([
      { code: { id: 'credit' }, field: 'formerName', text: 'Credit goes elsewhere' },
    ])
    expect(searchCodes(ontology, 'silence')).toMatchObject([
      { code: { id: 'costs' }, field: 'formerName', text: 'Silence' },
    ])
  })

  it('forgives slips, accents, case, order and left-out letters', () => {
    expect(found('recogntion')).toEqual(['credit'])
    expect(found('speakign')).toContain('costs')
    expect(found('CAFE')).toEqual(['cafe'])
    expect(found('last heard')).toEqual(['heard'])
    expect(found('spup')).toContain('costs')
  })

  it('takes the first letters of words, before what merely has the letters', () => {
    expect(found('suc')[0]).toBe('costs')
    expect(found('hal')).toEqual(['heard'])
  })

  it('compares each word of a large codebook once, and definitions only with what was typed', () => {
    const names = Array.from({ length: 2000 }, (_, at) => `Belonging somewhere number ${at}`)
    const large = build(names.slice(0, 40).map((name, at) => create(`c${at}`, null, name)))
    const [model] = Object.values(large.codes)
    const definition = { ...model!.definition, full: 'somewhere people gather '.repeat(40) }
    const codes = Object.fromEntries(
      names.map((name, at) => [`c${at}`, { ...model!, id: `c${at}`, name, position: at, definition }]),
    )
    const matches = searchCodes({ ...large, codes }, 'belonigng somwhere', 8)
    expect(matches).toHaveLength(8)
    expect(matches.every(({ field }) => field === 'name')).toBe(true)
    expect(searchCodes({ ...large, codes }, 'gahter', 8)).toEqual([])
  })

  it('finds nothing for nonsense and everything, in the order of the tree, for nothing', () => {
    expect(found('qqxz')).toEqual([])
    expect(found('  ')).toEqual(['voice', 'costs', 'heard', 'credit', 'outspoken', 'cafe'])
    expect(searchCodes(ontology, '', 2)).toHaveLength(2)
  })
})
