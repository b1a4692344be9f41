import { applyOperation, emptyOntology, type Ontology, type OperationInput } from '@polyphony/ontology'
import { expect, it } from 'vitest'
import { describeRevision } from './describeRevision.ts'

const steps: OperationInput[] = [
  { type: 'create', id: 'a', name: 'Voice' },
  { type: 'create', id: 'b', name: 'Heard', parent: 'a', proposed: true },
  { type: 'adopt', id: 'b' },
  { type: 'rename', id: 'b', name: 'Heard at last' },
  { type: 'create', id: 'c', name: 'Listened to', parent: 'a' },
  { type: 'merge', ids: ['c'], into: 'b' },
  { type: 'move', id: 'b', parent: null },
  { type: 'retire', id: 'a', reason: 'too broad' },
]

it('says what each change did', () => {
  let ontology: Ontology = emptyOntology
  const applied = steps.map(step => {
    const result = applyOperation(ontology, step, { actor: 'm', at: '2026-01-01T00:00:00Z' })
    ontology = result.ontology
    return result.operation
  })
  expect(applied.map(operation => describeRevision(ontology, { operation }))).toEqual([
    'made “Voice”',
    'proposed “Heard”',
    'adopted “Heard at last”',
    'renamed “Heard” to “Heard at last”',
    'made “Listened to” under “Voice”',
    'merged “Listened to” into “Heard at last”',
    'moved “Heard at last” to the top level',
    'retired “Voice”',
  ])
})
