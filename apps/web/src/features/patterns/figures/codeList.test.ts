import { applyOperation, emptyOntology, type OperationInput } from '@polyphony/ontology'
import { expect, it } from 'vitest'
import { codeList } from './codeList.ts'

const by = { actor: 'ada', at: '2026-03-14T09:00:00.000Z' }
const operations: OperationInput[] = [
  { type: 'create', id: 'voice', name: 'Voice' },
  { type: 'create', id: 'costs', name: 'Speaking up costs', parent: 'voice' },
  { type: 'create', id: 'silence', name: 'Silence', parent: 'voice' },
  { type: 'create', id: 'opening', name: 'Opening', kind: 'structural' },
  { type: 'create', id: 'rules', name: 'Rules', kind: 'structural', parent: 'opening' },
  { type: 'merge', ids: ['silence'], into: 'costs', reason: 'One idea.' },
]
const ontology = operations.reduce(
  (now, operation) => applyOperation(now, operation, by).ontology,
  emptyOntology,
)
const used = ['silence', 'rules', 'gone']

it('lists codes with their themes, and counts a merged one as its successor', () => {
  const { codes, themes, numbers } = codeList(ontology, used)
  expect(codes.map(({ id, theme }) => [id, themes[theme]?.id])).toEqual([
    ['voice', 'voice'],
    ['costs', 'voice'],
  ])
  expect(numbers).toEqual({ voice: 0, costs: 1, silence: 1 })
})

it('lists the sections of the guide by themselves, gathered under the outermost', () => {
  const { codes, themes, numbers } = codeList(ontology, used, 'structural')
  expect(codes.map(({ id, theme }) => [id, themes[theme]?.id])).toEqual([
    ['opening', 'opening'],
    ['rules', 'opening'],
  ])
  expect(numbers).toEqual({ opening: 0, rules: 1 })
})
