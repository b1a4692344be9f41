import { applyOperation, emptyOntology, type Ontology, type OperationInput } from '@polyphony/ontology'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createStore } from '../../collab/createStore.ts'
import { watchApplied } from './watchApplied.ts'

const after = (ontology: Ontology, ...operations: OperationInput[]): Ontology =>
  operations.reduce(
    (now, operation) =>
      applyOperation(now, operation, { actor: 'ada', at: '2026-03-14T10:00:00.000Z' }).ontology,
    ontology,
  )
const ontology = after(
  emptyOntology,
  { type: 'create', id: 'asked', name: 'Being asked' },
  { type: 'create', id: 'heard', name: 'Heard at last' },
)
const setUp = () => {
  const facts = createStore<{ ontology: Ontology; applied: { code: string; at: number } | null }>({
    ontology,
    applied: null,
  })
  const said: string[] = []
  watchApplied({ facts, say: message => said.push(message) })
  const apply = (code: string) => facts.set({ applied: { code, at: Date.now() } })
  const others = (...operations: OperationInput[]) =>
    facts.set({ ontology: after(facts.get().ontology, ...operations) })
  return { said, apply, others }
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

it('tells whoever has just applied a code that it was retired, or where it went', () => {
  const { said, apply, others } = setUp()
  apply('asked')
  others({ type: 'rename', id: 'asked', name: 'Asked' })
  expect(said).toEqual([])
  others({ type: 'merge', ids: ['asked'], into: 'heard' })
  expect(said).toEqual([expect.stringContaining('“Asked” has just become part of “Heard at last”')])
  apply('heard')
  others({ type: 'retire', id: 'heard', reason: 'too wide' })
  expect(said[1]).toContain('“Heard at last” was put out of use just as you applied it')
})

it('says nothing of codes that others use, or that were applied a while ago', () => {
  const { said, apply, others } = setUp()
  apply('asked')
  others({ type: 'retire', id: 'heard', reason: 'too wide' })
  vi.advanceTimersByTime(60_000)
  others({ type: 'retire', id: 'asked', reason: 'too wide' })
  expect(said).toEqual([])
})
