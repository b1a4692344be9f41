import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyOperation } from './applyOperation.ts'
import { checkOntology } from './checkOntology.ts'
import { emptyOntology, type Ontology } from './code.ts'
import { compareOntologies } from './compareOntologies.ts'
import { advance, ontologyAt, rewind } from './history.ts'
import { OntologyError } from './ontologyError.ts'
import { Operation } from './operation.ts'
import { rebase } from './rebase.ts'
import { resolveCode } from './resolveCode.ts'
import { build, contents, context, create } from './testing/build.ts'
import { draws, readDraw, runDraws } from './testing/drawOperations.ts'

const RUNS = 300
const after = (from: Ontology, steps: { ontology: Ontology }[]) => steps.at(-1)?.ontology ?? from

describe(`an operation written for an older state, ${RUNS} random histories each`, () => {
  it('is the same operation where nothing has changed, and is refused where it never applied', () => {
    fc.assert(
      fc.property(draws, draws, (before, inputs) => {
        const base = after(emptyOntology, runDraws(before))
        for (const draw of inputs) {
          const operation = readDraw(base, draw)
          const rebased = rebase(operation, base, base)
          try {
            applyOperation(base, operation, context)
            expect(rebased).toEqual({
              outcome: 'applies',
              operation: Operation.parse(operation),
              adaptations: [],
            })
          } catch (error) {
            if (!(error instanceof OntologyError)) throw error
            expect(rebased).toMatchObject({ outcome: 'refused', code: error.code, message: error.message })
          }
        }
      }),
      { numRuns: RUNS / 5 },
    )
  })

  it('applies, is done, or says why not; two sequences written at once are one history that keeps the invariants', () => {
    const outcomes = { applies: 0, adapted: 0, done: 0, refused: 0 }
    fc.assert(
      fc.property(draws, draws, draws, (before, ada, ben) => {
        const base = after(emptyOntology, runDraws(before))
        // Ada's come first. Ben, who wrote at the same time, follows with what he wrote looking at his own screen.
        let current = after(base, runDraws(ada, undefined, base))
        let seen = base
        for (const draw of ben) {
          const operation = readDraw(seen, draw)
          let his: Ontology
          try {
            his = applyOperation(seen, operation, context).ontology
          } catch (error) {
            if (!(error instanceof OntologyError)) throw error
            continue
          }
          const rebased = rebase(operation, seen, current)
          seen = his
          outcomes[rebased.outcome] += 1
          if (rebased.outcome !== 'applies') continue
          if (rebased.adaptations.length > 0) outcomes.adapted += 1
          current = applyOperation(current, rebased.operation, context).ontology
          checkOntology(current)
        }
      }),
      { numRuns: RUNS },
    )
    // Each of the ways was gone often; else the run would prove less than it seems to.
    for (const times of Object.values(outcomes)) expect(times).toBeGreaterThan(RUNS / 30)
  })

  it('two leads who merge any two codes in opposite directions end with one code, and one of them is told', () => {
    fc.assert(
      fc.property(draws, fc.nat(), fc.nat(), (before, p, q) => {
        const base = after(emptyOntology, runDraws(before))
        const ids = Object.keys(base.codes)
        const [a, b] = [ids[p % ids.length] ?? '', ids[q % ids.length] ?? '']
        const ada = rebase({ type: 'merge', ids: [a], into: b }, base, base)
        const ben = rebase({ type: 'merge', ids: [b], into: a }, base, base)
        if (ada.outcome !== 'applies' || ben.outcome !== 'applies') return
        const first = applyOperation(base, ada.operation, context).ontology
        const second = rebase(ben.operation, base, first)
        expect(second).toMatchObject({ outcome: 'refused', code: 'changed-since' })
        expect(resolveCode(first, a)).toEqual(resolveCode(first, b))
        // The same merge twice is done already.
        expect(rebase(ada.operation, base, first)).toEqual({ outcome: 'done' })
      }),
      { numRuns: RUNS },
    )
  })
})

describe(`the history, ${RUNS} random sequences`, () => {
  it('gives each state, forwards from the record and backwards by the inverses', () => {
    fc.assert(
      fc.property(draws, fc.nat(), (inputs, pick) => {
        const steps = runDraws(inputs)
        const records = steps.map(({ operation, inverse, ontology }) => ({
          number: ontology.revision,
          operation,
          inverse,
          actor: context.actor,
          at: context.at,
        }))
        const number = pick % (steps.length + 1)
        const state = number === 0 ? emptyOntology : steps[number - 1]!.ontology
        expect(ontologyAt(records, number)).toEqual(state)
        const newest = records.slice(number).reverse()
        expect(rewind(after(emptyOntology, steps), newest)).toEqual(state)
        expect(advance(emptyOntology, records.slice(0, number))).toEqual(state)
      }),
      { numRuns: RUNS },
    )
  })

  it('tells a difference wherever there is one, and none where there is none', () => {
    // What only the history is read for is not a difference of what an ontology says.
    const said = (ontology: Ontology) =>
      JSON.stringify({
        ...contents(ontology),
        codes: Object.values(ontology.codes)
          .map(({ position, formerNames, reason, ...code }) => code)
          .sort((a, b) => (a.id < b.id ? -1 : 1)),
      })
    fc.assert(
      fc.property(draws, fc.nat(), (inputs, pick) => {
        const steps = runDraws(inputs)
        const end = after(emptyOntology, steps)
        const start = steps[pick % (steps.length || 1)]?.ontology ?? emptyOntology
        expect(compareOntologies(end, structuredClone(end))).toEqual([])
        const changes = compareOntologies(start, end).filter(({ change }) => change !== 'reordered')
        if (said(start) === said(end)) expect(changes).toEqual([])
        else expect(changes).not.toEqual([])
      }),
      { numRuns: RUNS },
    )
  })
})

it('keeps the order of the pair in mind: create, then merge, seen by somebody who has neither', () => {
  const base = build([create('a'), create('b')])
  const current = build([create('c'), { type: 'merge', ids: ['b'], into: 'c' }], base)
  expect(rebase({ type: 'merge', ids: ['a'], into: 'b' }, base, current)).toEqual({
    outcome: 'applies',
    operation: { type: 'merge', ids: ['a'], into: 'c', reason: null },
    adaptations: [{ kind: 'redirected', from: { id: 'b', name: 'b' }, to: { id: 'c', name: 'c' } }],
  })
})
