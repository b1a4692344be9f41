import { applyOperation, emptyOntology, type Ontology, type OperationInput } from '@polyphony/ontology'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Annotation, AnnotationsListener } from './annotations.ts'
import { CodingTally } from './CodingTally.ts'

const build = (ontology: Ontology, ...operations: OperationInput[]): Ontology =>
  operations.reduce(
    (ontology, operation) =>
      applyOperation(ontology, operation, { actor: 'ada', at: '2026-11-25T00:00:00Z' }).ontology,
    ontology,
  )
const CODES = ['one', 'two', 'guide'] as const
const before = build(
  emptyOntology,
  { type: 'create', id: 'one', name: 'One' },
  { type: 'create', id: 'two', name: 'Two' },
  { type: 'create', id: 'guide', name: 'Opening', kind: 'structural' },
)
const merged = build(before, { type: 'merge', ids: ['one'], into: 'two' })

const annotation = (key: string, member: string, codes: readonly string[]): Annotation =>
  ({
    key,
    member,
    codings: codes.map(code => ({ highlight: key, code, createdAt: 0 })),
  }) as unknown as Annotation

/** Highlights, a filter and an ontology that can be changed under the tally. */
const world = () => {
  const all = new Map<string, Annotation>()
  const told = new Set<AnnotationsListener>()
  const shownTold = new Set<() => void>()
  const now = { ontology: before, hidden: '' }
  return {
    all,
    now,
    tell: (keys: string[]) => {
      for (const listener of told) listener(new Set(), new Set(keys))
    },
    tellShown: () => {
      for (const listener of shownTold) listener()
    },
    source: {
      annotations: {
        get: (key: string) => all.get(key),
        values: () => all.values(),
        onChange: (listener: AnnotationsListener) => {
          told.add(listener)
          return () => told.delete(listener)
        },
      },
      shown: {
        shows: ({ member }: Annotation) => member !== now.hidden,
        onChange: (listener: () => void) => {
          shownTold.add(listener)
          return () => shownTold.delete(listener)
        },
      },
      ontology: () => now.ontology,
    },
  }
}

const key = fc.constantFrom('a', 'b', 'c', 'd')
const step = fc.oneof(
  fc.record({
    do: fc.constant('set' as const),
    key,
    member: fc.constantFrom('ada', 'bo'),
    codes: fc.uniqueArray(fc.constantFrom(...CODES, 'gone')),
  }),
  fc.record({ do: fc.constant('remove' as const), key }),
  fc.record({ do: fc.constant('filter' as const), hidden: fc.constantFrom('', 'ada') }),
  fc.record({ do: fc.constant('ontology' as const), of: fc.constantFrom(before, merged) }),
)

const answers = (tally: CodingTally) => ({
  counts: CODES.map(code => tally.of(code)),
  sections: new Set(tally.sections()),
})

describe('CodingTally', () => {
  it('is after any change what counting all anew gives', () => {
    fc.assert(
      fc.property(fc.array(fc.array(step, { maxLength: 4 }), { maxLength: 12 }), changes => {
        const { all, now, tell, tellShown, source } = world()
        const tally = new CodingTally(source)
        for (const steps of changes) {
          for (const step of steps) {
            if (step.do === 'set') all.set(step.key, annotation(step.key, step.member, step.codes))
            if (step.do === 'remove') all.delete(step.key)
            if (step.do === 'set' || step.do === 'remove') tell([step.key])
            else {
              if (step.do === 'filter') now.hidden = step.hidden
              else now.ontology = step.of
              tellShown()
            }
          }
          tally.update()
          const anew = new CodingTally(source)
          expect(answers(tally)).toEqual(answers(anew))
          anew.dispose()
        }
        tally.dispose()
      }),
    )
  })

  it('counts what is shown, merges resolved, and names sections also of those hidden', () => {
    const { all, now, source } = world()
    all.set('a', annotation('a', 'ada', ['one', 'guide']))
    all.set('b', annotation('b', 'bo', ['two']))
    now.ontology = merged
    const tally = new CodingTally(source)
    expect(answers(tally)).toEqual({ counts: [0, 2, 1], sections: new Set(['a']) })
    tally.dispose()
    now.hidden = 'ada'
    const filtered = new CodingTally(source)
    expect(answers(filtered)).toEqual({ counts: [0, 1, 0], sections: new Set(['a']) })
    filtered.dispose()
  })
})
