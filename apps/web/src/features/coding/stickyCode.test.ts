import { applyOperation, emptyOntology, type Ontology, type OperationInput } from '@polyphony/ontology'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createStore } from '../../collab/createStore.ts'
import { STICKY_MINUTES, watchSticky } from './stickyCode.ts'

const after = (ontology: Ontology, ...operations: OperationInput[]): Ontology =>
  operations.reduce(
    (now, operation) =>
      applyOperation(now, operation, { actor: 'ada', at: '2026-03-14T10:00:00.000Z' }).ontology,
    ontology,
  )

const setUp = () => {
  const ontology = after(
    emptyOntology,
    { type: 'create', id: 'asked', name: 'Being asked' },
    { type: 'create', id: 'heard', name: 'Heard at last' },
  )
  const state = createStore<{ sticky: { code: string } | null }>({ sticky: null })
  const facts = createStore({ ontology })
  const said: string[] = []
  const stop = watchSticky({ state, facts, say: message => said.push(message) })
  return { state, facts, said, stop }
}
const minutes = (count: number) => vi.advanceTimersByTime(count * 60_000)

describe('a sticky code', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('ends by itself when it is not used, and each use begins the time anew', () => {
    const { state, said } = setUp()
    state.set({ sticky: { code: 'asked' } })
    minutes(STICKY_MINUTES - 1)
    state.set({ sticky: { code: 'asked' } })
    minutes(STICKY_MINUTES - 1)
    expect(state.get().sticky).toEqual({ code: 'asked' })
    minutes(1)
    expect(state.get().sticky).toBe(null)
    expect(said).toEqual([expect.stringContaining('“Being asked”: it was not used for 10 minutes')])
  })

  it('ends when its code is retired, and goes on as the code it was merged into', () => {
    const { state, facts, said } = setUp()
    state.set({ sticky: { code: 'asked' } })
    facts.set({ ontology: after(facts.get().ontology, { type: 'merge', ids: ['asked'], into: 'heard' }) })
    expect(state.get().sticky).toEqual({ code: 'heard' })
    facts.set({ ontology: after(facts.get().ontology, { type: 'retire', id: 'heard', reason: 'too wide' }) })
    expect(state.get().sticky).toBe(null)
    expect(said).toHaveLength(2)
    minutes(60)
    expect(said).toHaveLength(2)
  })

  it('leaves no timer when it is ended or the desk is left', () => {
    const { state, said, stop } = setUp()
    state.set({ sticky: { code: 'asked' } })
    state.set({ sticky: null })
    expect(vi.getTimerCount()).toBe(0)
    state.set({ sticky: { code: 'asked' } })
    stop()
    expect(vi.getTimerCount()).toBe(0)
    minutes(60)
    expect(said).toEqual([])
  })
})
