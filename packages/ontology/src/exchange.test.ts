import { describe, expect, it } from 'vitest'
import { CODEBOOK_COLUMNS, codebookRows } from './codebookRows.ts'
import { build, create } from './testing/build.ts'
import { toSkos } from './toSkos.ts'

const ontology = build([
  create('b', null, 'Belonging'),
  create('a', 'b', 'Being asked'),
  create('o', null, 'Outside'),
  create('x', 'o', 'Left out'),
  create('old', null, 'Old'),
  {
    type: 'define',
    id: 'a',
    definition: {
      short: 'Sought out.',
      full: 'At length.',
      whenToUse: 'Asked first.',
      whenNotToUse: 'Told.',
    },
    notation: 'BA',
    stance: 'lived',
  },
  { type: 'rename', id: 'a', name: 'Invited' },
  { type: 'relate', id: 'r', relation: 'tension', from: 'a', to: 'o' },
  { type: 'map', id: 'm', code: 'o', scheme: 'plan', concept: 'belonging', match: 'closeMatch' },
  { type: 'merge', ids: ['o'], into: 'b' },
  { type: 'retire', id: 'old', reason: 'Too broad.' },
])

describe('toSkos', () => {
  const skos = toSkos(ontology, {
    baseUri: 'https://example.org/w',
    title: 'Codes',
    created: '2026-03-14T00:00:00Z',
  })
  const nodes = new Map(
    skos['@graph'].map(node => [String(node['@id']).replace('https://example.org/w/', ''), node]),
  )
  const iri = (id: string) => `https://example.org/w/codes/${id}`

  it('is a scheme with its top concepts and a hierarchy that agrees in both directions', () => {
    expect(nodes.get('ontology')).toMatchObject({
      '@type': 'skos:ConceptScheme',
      title: 'Codes',
      hasTopConcept: [iri('b')],
    })
    expect(nodes.get('codes/b')).toMatchObject({
      topConceptOf: 'https://example.org/w/ontology',
      narrower: [iri('a'), iri('x')],
    })
    for (const node of skos['@graph'])
      for (const child of (node.narrower ?? []) as string[])
        expect(nodes.get(child.replace('https://example.org/w/', ''))?.broader).toBe(node['@id'])
  })

  it('labels, defines and notes a concept', () => {
    expect(nodes.get('codes/a')).toMatchObject({
      prefLabel: 'Invited',
      altLabel: ['Being asked'],
      notation: 'BA',
      definition: 'Sought out.',
      note: 'At length.',
      scopeNote: ['Asked first.', 'Not: Told.'],
      stance: 'lived',
    })
  })

  it('deprecates merged and retired codes, and gives their links to the successor', () => {
    expect(nodes.get('codes/o')).toMatchObject({ deprecated: true, isReplacedBy: iri('b'), status: 'merged' })
    expect(nodes.get('codes/o')).not.toHaveProperty('broader')
    expect(nodes.get('codes/old')).toMatchObject({ deprecated: true, historyNote: 'Too broad.' })
    expect(nodes.get('codes/b')).toMatchObject({
      tension: [iri('a')],
      closeMatch: ['https://example.org/w/schemes/plan/belonging'],
    })
    expect(nodes.get('codes/b')).not.toHaveProperty('deprecated')
  })

  it('names every term it uses in its context', () => {
    const terms = Object.keys(skos['@context'])
    const used = new Set(
      skos['@graph'].flatMap(node => Object.keys(node).filter(key => !key.startsWith('@'))),
    )
    expect([...used].filter(key => !terms.includes(key))).toEqual([])
  })
})

describe('codebookRows', () => {
  it('lists the tree in order with paths, then what is out of use, every cell a text', () => {
    const rows = codebookRows(ontology)
    expect(rows.map(row => [row.path, row.status, row.mergedInto])).toEqual([
      ['Belonging', 'adopted', ''],
      ['Belonging / Invited', 'adopted', ''],
      ['Belonging / Left out', 'adopted', ''],
      ['Old', 'retired', ''],
      ['Outside', 'merged', 'Belonging'],
    ])
    for (const row of rows) {
      expect(Object.keys(row)).toEqual([...CODEBOOK_COLUMNS])
      for (const cell of Object.values(row)) expect(typeof cell).toBe('string')
    }
    expect(rows[1]).toMatchObject({ name: 'Invited', parent: 'Belonging', formerNames: 'Being asked' })
  })
})
