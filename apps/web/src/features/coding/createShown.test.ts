import { applyOperation, emptyOntology, type Ontology } from '@polyphony/ontology'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createStore } from '../../collab/createStore.ts'
import { NO_FILTER } from './annotationFilter.ts'
import type { Annotation, Annotations } from './annotations.ts'
import { createShown } from './createShown.ts'

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('requestAnimationFrame', (act: () => void) => setTimeout(act, 16))
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const by = { actor: 'ada', at: '2026-11-25T00:00:00Z' }
const created = (ontology: Ontology, id: string): Ontology =>
  applyOperation(ontology, { type: 'create', id, name: id }, by).ontology

/** A desk on which only what carries the code "two" is shown, and a highlight that carries "one". */
const desk = () => {
  const state = createStore({ filter: { ...NO_FILTER, codes: new Set(['two']) } })
  const facts = createStore({ ontology: created(created(emptyOntology, 'one'), 'two') })
  const annotations = {
    onChange: () => () => {},
    values: () => [][Symbol.iterator](),
    threadsOn: () => [],
  } as unknown as Annotations
  const shown = createShown({ index: {} as never, annotations, state, facts })
  const told = vi.fn()
  shown.onChange(told)
  const highlight = { key: 'h', member: 'm', codings: [{ code: 'one' }] } as unknown as Annotation
  return { facts, shown, told, highlight }
}

it('answers by a merge at once, and has the desk drawn anew a moment after the lists of codes', () => {
  const { facts, shown, told, highlight } = desk()
  expect(shown.shows(highlight)).toBe(false)
  const { ontology } = applyOperation(facts.get().ontology, { type: 'merge', ids: ['one'], into: 'two' }, by)
  facts.set({ ontology })
  expect(shown.shows(highlight)).toBe(true)
  vi.advanceTimersByTime(200)
  expect(told).not.toHaveBeenCalled()
  vi.advanceTimersByTime(100)
  expect(told).toHaveBeenCalledOnce()
  shown.dispose()
})

it('has the desk drawn anew in the next frame when a code comes that a highlight may wait for', () => {
  const { facts, shown, told } = desk()
  facts.set({ ontology: created(facts.get().ontology, 'three') })
  vi.advanceTimersByTime(20)
  expect(told).toHaveBeenCalledOnce()
  shown.dispose()
})
