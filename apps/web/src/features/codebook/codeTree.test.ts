import { applyOperation, emptyOntology, type Ontology, type OperationInput } from '@polyphony/ontology'
import { describe, expect, it } from 'vitest'
import { codeRows, dropPlace, mayStandUnder, shiftPlace, topmost } from './codeTree.ts'
import { groupSteps, moveSteps } from './moveSteps.ts'

const context = { actor: 'm', at: '2026-01-01T00:00:00Z' }
const build = (operations: readonly OperationInput[], from: Ontology = emptyOntology): Ontology =>
  operations.reduce<Ontology>((o, operation) => applyOperation(o, operation, context).ontology, from)
const create = (id: string, parent: string | null = null): OperationInput => ({
  type: 'create',
  id,
  name: id,
  parent,
})

const ontology = build([
  create('belonging'),
  create('asked', 'belonging'),
  create('people', 'belonging'),
  create('voice'),
  create('costs', 'voice'),
  create('silence', 'voice'),
  create('rules', 'voice'),
  { type: 'create', id: 'opening', name: 'opening', kind: 'structural' },
])
const none: ReadonlySet<string> = new Set()
const outline = (o: Ontology, kind: 'thematic' | 'structural' = 'thematic') =>
  codeRows(o, kind, { collapsed: none }).map(row => '-'.repeat(row.depth) + row.code.id)

describe('codeRows', () => {
  const ids = (asked: Partial<Parameters<typeof codeRows>[2]>) =>
    codeRows(ontology, 'thematic', { collapsed: none, ...asked }).map(row => row.code.id)

  it('shows the tree in order and leaves out what is collapsed', () => {
    expect(outline(ontology)).toEqual([
      'belonging',
      '-asked',
      '-people',
      'voice',
      '-costs',
      '-silence',
      '-rules',
    ])
    expect(ids({ collapsed: new Set(['belonging', 'voice']) })).toEqual(['belonging', 'voice'])
    expect(outline(ontology, 'structural')).toEqual(['opening'])
  })

  it('shows what is asked for with what stands above it, even in a collapsed branch', () => {
    const rows = codeRows(ontology, 'thematic', {
      collapsed: new Set(['voice']),
      only: new Set(['silence']),
    })
    expect(rows).toMatchObject([
      { code: { id: 'voice' }, matched: false, expanded: true, siblings: 1 },
      { code: { id: 'silence' }, matched: true },
    ])
    expect(ids({ only: none })).toEqual([])
  })

  it('says where each row stands, for those who listen', () => {
    const people = codeRows(ontology, 'thematic', { collapsed: none }).find(r => r.code.id === 'people')
    expect(people).toMatchObject({ depth: 1, place: 2, siblings: 2, hasChildren: false })
  })

  it('orders siblings otherwise, and keeps them under what they stand under', () => {
    const backwards = (a: { id: string }, b: { id: string }) => (a.id < b.id ? 1 : -1)
    expect(ids({ compare: backwards })).toEqual([
      'voice',
      'silence',
      'rules',
      'costs',
      'belonging',
      'people',
      'asked',
    ])
  })
})

it('takes of several codes those that stand under no other of them, in the order of the tree', () => {
  const ids = (some: string[]) => topmost(ontology, some).map(code => code.id)
  expect(ids(['rules', 'costs', 'asked'])).toEqual(['asked', 'costs', 'rules'])
  expect(ids(['costs', 'voice', 'people'])).toEqual(['people', 'voice'])
  expect(ids(['gone'])).toEqual([])
})

describe('dropPlace', () => {
  it('goes before, after, into and first into the code it is dropped on', () => {
    expect(dropPlace(ontology, ['costs'])('asked', 'before')).toEqual({
      parent: 'belonging',
      before: 'asked',
    })
    expect(dropPlace(ontology, ['costs'])('asked', 'after')).toEqual({
      parent: 'belonging',
      before: 'people',
    })
    expect(dropPlace(ontology, ['costs'])('people', 'after')).toEqual({ parent: 'belonging', before: null })
    expect(dropPlace(ontology, ['costs'])('belonging', 'into')).toEqual({ parent: 'belonging', before: null })
    expect(dropPlace(ontology, ['costs'])('belonging', 'first')).toEqual({
      parent: 'belonging',
      before: 'asked',
    })
  })

  it('refuses itself, what stands below it, and the other tree', () => {
    expect(dropPlace(ontology, ['belonging'])('belonging', 'into')).toBeNull()
    expect(dropPlace(ontology, ['belonging'])('asked', 'into')).toBeNull()
    expect(dropPlace(ontology, ['belonging'])('asked', 'before')).toBeNull()
    expect(dropPlace(ontology, ['costs', 'belonging'])('asked', 'into')).toBeNull()
    expect(dropPlace(ontology, ['asked'])('opening', 'into')).toBeNull()
    expect(dropPlace(ontology, ['gone'])('asked', 'into')).toBeNull()
  })

  it('does nothing where the codes stand already', () => {
    expect(dropPlace(ontology, ['asked'])('people', 'before')).toBeNull()
    expect(dropPlace(ontology, ['people'])('asked', 'after')).toBeNull()
    expect(dropPlace(ontology, ['costs', 'silence'])('rules', 'before')).toBeNull()
    expect(dropPlace(ontology, ['people'])('asked', 'before')).toEqual({
      parent: 'belonging',
      before: 'asked',
    })
  })

  it('brings several together, in their order, with what stands below them', () => {
    const place = dropPlace(ontology, ['rules', 'costs'])('asked', 'before')
    const moved = build(moveSteps(ontology, ['rules', 'costs'], place!), ontology)
    expect(outline(moved)).toEqual([
      'belonging',
      '-costs',
      '-rules',
      '-asked',
      '-people',
      'voice',
      '-silence',
    ])
    expect(dropPlace(ontology, ['costs', 'rules'])('silence', 'after')).toEqual({
      parent: 'voice',
      before: null,
    })
  })
})

it('knows where codes may stand', () => {
  expect(mayStandUnder(ontology, ['costs', 'asked'])('people')).toBe(true)
  expect(mayStandUnder(ontology, ['costs', 'asked'])('asked')).toBe(false)
  expect(mayStandUnder(ontology, ['belonging'])('people')).toBe(false)
  expect(mayStandUnder(ontology, ['costs', 'opening'])('people')).toBe(false)
  expect(mayStandUnder(ontology, ['costs'])(null)).toBe(true)
})

describe('shiftPlace', () => {
  const shifted = (ids: string[], way: Parameters<typeof shiftPlace>[2]) => {
    const place = shiftPlace(ontology, ids, way)
    return place && outline(build(moveSteps(ontology, ids, place), ontology)).join(' ')
  }

  it('moves one or several among their siblings, in and out', () => {
    expect(shifted(['silence'], 'up')).toBe('belonging -asked -people voice -silence -costs -rules')
    expect(shifted(['silence'], 'down')).toBe('belonging -asked -people voice -costs -rules -silence')
    expect(shifted(['costs', 'silence'], 'down')).toBe(
      'belonging -asked -people voice -rules -costs -silence',
    )
    expect(shifted(['silence', 'rules'], 'in')).toBe(
      'belonging -asked -people voice -costs --silence --rules',
    )
    expect(shifted(['asked'], 'out')).toBe('belonging -people asked voice -costs -silence -rules')
  })

  it('does not move past an end, nor what stands apart', () => {
    expect(shifted(['costs'], 'up')).toBeNull()
    expect(shifted(['rules'], 'down')).toBeNull()
    expect(shifted(['belonging'], 'in')).toBeNull()
    expect(shifted(['belonging'], 'out')).toBeNull()
    expect(shifted(['asked', 'costs'], 'up')).toBeNull()
    expect(shifted(['gone'], 'up')).toBeNull()
  })
})

it('puts several codes under a new one in the place of the first', () => {
  const steps = groupSteps(ontology, ['rules', 'silence'], { id: 'new', name: 'Quiet', short: '' })
  expect(outline(build(steps, ontology))).toEqual([
    'belonging',
    '-asked',
    '-people',
    'voice',
    '-costs',
    '-new',
    '--silence',
    '--rules',
  ])
})
