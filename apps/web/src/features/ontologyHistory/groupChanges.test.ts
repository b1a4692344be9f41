import { applyOperation, compareOntologies, emptyOntology, type OperationInput } from '@polyphony/ontology'
import { expect, it } from 'vitest'
import { groupChanges } from './groupChanges.ts'

const after = (operations: OperationInput[], from = emptyOntology) =>
  operations.reduce(
    (ontology, operation) =>
      applyOperation(ontology, operation, { actor: 'm', at: '2026-01-01T00:00:00Z' }).ontology,
    from,
  )

it('tells what came and went before what is called or described otherwise', () => {
  const before = after([
    { type: 'create', id: 'a', name: 'Voice' },
    { type: 'create', id: 'b', name: 'Silence' },
    { type: 'relate', id: 'r', relation: 'tension', from: 'a', to: 'b' },
  ])
  const now = after(
    [
      { type: 'rename', id: 'a', name: 'Voices' },
      { type: 'create', id: 'c', name: 'Care' },
      { type: 'merge', ids: ['b'], into: 'a' },
      { type: 'unrelate', id: 'r' },
    ],
    before,
  )
  const groups = groupChanges(compareOntologies(before, now))
  expect(groups.map(({ group, changes }) => [group, changes.length])).toEqual([
    ['created', 1],
    ['merged', 1],
    ['renamed', 1],
    ['relations', 1],
  ])
  expect(groupChanges([])).toEqual([])
})
