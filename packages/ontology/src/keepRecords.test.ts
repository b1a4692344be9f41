import { expect, it } from 'vitest'
import { applyOperation } from './applyOperation.ts'
import { describeOperation } from './describeOperation.ts'
import { keepRecords } from './keepRecords.ts'
import { Operation } from './operation.ts'
import { build, contents, context, create } from './testing/build.ts'

const undoOf = (operation: Operation | undefined) => {
  if (operation?.type !== 'undo') throw new Error('An inverse is an undo.')
  return operation
}

it('retires what an undo would remove, though it was changed since, and gives it back when that is undone', () => {
  const made = applyOperation(build([]), create('a', null, 'A'), context)
  const later = build([{ type: 'rename', id: 'a', name: 'B' }, create('b', 'a')], made.ontology)
  const undone = applyOperation(later, keepRecords(undoOf(made.inverse[0]), 'Taken back.'), context)
  expect(undone.ontology.codes.a).toMatchObject({ name: 'B', status: 'retired', reason: 'Taken back.' })
  expect(contents(build(undone.inverse, undone.ontology))).toEqual(contents(later))
})

it('refuses what has been retired or merged meanwhile', () => {
  const made = applyOperation(build([create('b')]), create('a'), context)
  const merged = build([{ type: 'merge', ids: ['a'], into: 'b' }], made.ontology)
  expect(() => applyOperation(merged, keepRecords(undoOf(made.inverse[0]), 'Taken back.'), context)).toThrow(
    /changed again since/,
  )
})

it('tells every operation in words, with names', () => {
  const ontology = build([create('a', null, 'Asked'), create('b', null, 'Belonging')])
  const told = (operation: unknown) => describeOperation(Operation.parse(operation), ontology)
  expect(told({ type: 'merge', ids: ['a'], into: 'b' })).toBe('merged “Asked” into “Belonging”')
  expect(told({ type: 'create', id: 'c', name: 'Care', parent: 'b', proposed: true })).toBe(
    'proposed “Care” under “Belonging”',
  )
  expect(told({ type: 'move', id: 'a', parent: null })).toBe('moved “Asked” to the top level')
  const undo = applyOperation(ontology, { type: 'retire', id: 'a', reason: 'x' }, context).inverse[0]
  expect(told(undo)).toBe('took back a change of “Asked”')

  const mapping = { type: 'map', id: 'm', code: 'a', scheme: 's', concept: 'action-3-2' }
  expect(told(mapping)).toBe('mapped “Asked” to action-3-2')
  expect(describeOperation(Operation.parse(mapping), ontology, () => 'Plan with everyone')).toBe(
    'mapped “Asked” to “Plan with everyone”',
  )
})
