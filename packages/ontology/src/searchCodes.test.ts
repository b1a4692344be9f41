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

  it('finds nothing for nonsense and everything, in the order of the tree, for nothing', () => {
    expect(found('qqxz')).toEqual([])
    expect(found('  ')).toEqual(['voice', 'costs', 'heard', 'credit', 'outspoken', 'cafe'])
    expect(searchCodes(ontology, '', 2)).toHaveLength(2)
  })
})
