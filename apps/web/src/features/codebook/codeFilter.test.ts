import { applyOperation, emptyOntology, type Ontology, type OperationInput } from '@polyphony/ontology'
import { expect, it } from 'vitest'
import { type CodeFilter, countMarks, everyCode, filterCodes } from './codeFilter.ts'
import { usesByCode } from './codeUses.ts'

const by = (actor: string, ...operations: OperationInput[]) =>
  operations.map(operation => ({ actor, operation }))
const ontology = [
  ...by(
    'lead',
    { type: 'create', id: 'voice', name: 'Voice' },
    { type: 'create', id: 'heard', name: 'Heard at last', parent: 'voice' },
    { type: 'create', id: 'guide', name: 'Opening', kind: 'structural' },
  ),
  ...by('ada', { type: 'create', id: 'tired', name: 'Tired voices', proposed: true }),
].reduce<Ontology>(
  (o, { actor, operation }) => applyOperation(o, operation, { actor, at: '2026-01-01T00:00:00Z' }).ontology,
  emptyOntology,
)
const uses = usesByCode(ontology, [{ codes: ['heard'], member: 'ada', conversation: 'c' }], new Map())
const known = { me: 'ada', uses }
const asked = (filter: Partial<CodeFilter>) => {
  const found = filterCodes(ontology, { ...everyCode, ...filter }, known)
  return found && [...found].sort()
}

it('asks for all, or for what answers to everything asked at once', () => {
  expect(asked({})).toBeNull()
  expect(asked({ text: ' ' })).toBeNull()
  expect(asked({ text: 'voice' })).toEqual(['tired', 'voice'])
  expect(asked({ proposed: true })).toEqual(['tired'])
  expect(asked({ mine: true, text: 'heard' })).toEqual([])
  expect(asked({ kind: 'structural' })).toEqual(['guide'])
})

it('calls unused what neither itself nor anything below it is applied', () => {
  expect(asked({ unused: true })).toEqual(['guide', 'tired'])
  expect(countMarks(ontology, known)).toEqual({ proposed: 1, unused: 2, mine: 1 })
})
