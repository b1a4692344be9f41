import { applyOperation, emptyOntology, type Ontology, type OperationInput } from '@polyphony/ontology'
import { describe, expect, it } from 'vitest'
import { codeRows, countsByCode, dropPlace } from './codeTree.ts'

const context = { actor: 'm', at: '2026-01-01T00:00:00Z' }
const build = (...operations: OperationInput[]): Ontology =>
  operations.reduce<Ontology>((o, operation) => applyOperation(o, operation, context).ontology, emptyOntology)
const create = (id: string, name: string, parent: string | null = null): OperationInput => ({
  type: 'create',
  id,
  name,
  parent,
})

const ontology = build(
  create('belonging', 'Belonging'),
  create('asked', 'Being asked', 'belonging'),
  create('people', 'Found my people', 'belonging'),
  create('voice', 'Voice'),
  create('costs', 'Speaking up costs', 'voice'),
  { type: 'create', id: 'opening', name: 'Opening', kind: 'structural' },
)
const ids = (...args: Parameters<typeof codeRows>) => codeRows(...args).map(row => row.code.id)

describe('codeRows', () => {
  it('shows the tree in order and leaves out what is collapsed', () => {
    expect(ids(ontology, 'thematic', new Set())).toEqual(['belonging', 'asked', 'people', 'voice', 'costs'])
    expect(ids(ontology, 'thematic', new Set(['belonging']))).toEqual(['belonging', 'voice', 'costs'])
    expect(ids(ontology, 'structural', new Set())).toEqual(['opening'])
  })

  it('finds a code with what stands above it, even in a collapsed branch', () => {
    expect(ids(ontology, 'thematic', new Set(['voice']), 'speak')).toEqual(['voice', 'costs'])
    expect(ids(ontology, 'thematic', new Set(), 'no such code')).toEqual([])
  })

  it('says where each row stands, for those who listen', () => {
    const people = codeRows(ontology, 'thematic', new Set()).find(r => r.code.id === 'people')
    expect(people).toMatchObject({ depth: 1, place: 2, siblings: 2, hasChildren: false })
  })
})

describe('dropPlace', () => {
  it('goes before, after and into the code it is dropped on', () => {
    expect(dropPlace(ontology, 'costs', 'asked', 'before')).toEqual({ parent: 'belonging', before: 'asked' })
    expect(dropPlace(ontology, 'costs', 'asked', 'after')).toEqual({ parent: 'belonging', before: 'people' })
    expect(dropPlace(ontology, 'costs', 'people', 'after')).toEqual({ parent: 'belonging', before: null })
    expect(dropPlace(ontology, 'costs', 'belonging', 'into')).toEqual({ parent: 'belonging', before: null })
  })

  it('refuses itself, what stands below it, and the other tree', () => {
    expect(dropPlace(ontology, 'belonging', 'belonging', 'into')).toBeNull()
    expect(dropPlace(ontology, 'belonging', 'asked', 'into')).toBeNull()
    expect(dropPlace(ontology, 'belonging', 'asked', 'before')).toBeNull()
    expect(dropPlace(ontology, 'asked', 'opening', 'into')).toBeNull()
  })

  it('does nothing where the code stands already', () => {
    expect(dropPlace(ontology, 'asked', 'people', 'before')).toBeNull()
    expect(dropPlace(ontology, 'people', 'asked', 'after')).toBeNull()
    expect(dropPlace(ontology, 'people', 'asked', 'before')).toEqual({ parent: 'belonging', before: 'asked' })
  })
})

it('counts the codings of a merged code for its successor, and upwards', () => {
  const merged = build(
    create('belonging', 'Belonging'),
    create('asked', 'Being asked', 'belonging'),
    create('old', 'Was asked'),
    { type: 'merge', ids: ['old'], into: 'asked' },
  )
  const counts = countsByCode(merged, [
    { code: 'old', codings: 3 },
    { code: 'asked', codings: 4 },
    { code: 'gone', codings: 9 },
  ])
  expect(counts.get('asked')).toEqual({ own: 7, below: 7 })
  expect(counts.get('belonging')).toEqual({ own: 0, below: 7 })
  expect(counts.has('gone')).toBe(false)
})
