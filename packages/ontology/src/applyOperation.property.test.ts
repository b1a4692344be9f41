import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyOperation } from './applyOperation.ts'
import { checkOntology } from './checkOntology.ts'
import { emptyOntology, isLive, Ontology } from './code.ts'
import { OntologyError } from './ontologyError.ts'
import { Operation, type OperationType } from './operation.ts'
import { resolveCode, successorOf } from './resolveCode.ts'
import { contents, context } from './testing/build.ts'
import { draws, runDraws } from './testing/drawOperations.ts'
import { walk } from './tree.ts'

const RUNS = 500

describe(`any operations in any order, ${RUNS} random sequences of up to 60 each`, () => {
  it('keep the invariants after every step', () => {
    const seen = new Map<OperationType, number>()
    fc.assert(
      fc.property(draws, inputs => {
        const steps = runDraws(inputs, (before, { ontology, operation: applied }) => {
          seen.set(applied.type, (seen.get(applied.type) ?? 0) + 1)
          checkOntology(ontology)
          expect(ontology.revision).toBe(before.revision + 1)
          // Every code stands for one living code or was stated to be out of use; every living code is in the tree.
          const living = [...walk(ontology)].map(({ code }) => code.id)
          expect(new Set(living).size).toBe(living.length)
          const astray = Object.values(ontology.codes).filter(
            code =>
              living.includes(code.id) !== isLive(code) ||
              !(resolveCode(ontology, code.id) ?? successorOf(ontology, code.id)?.reason),
          )
          expect(astray).toEqual([])
        })
        Ontology.parse(steps.at(-1)?.ontology ?? emptyOntology)
      }),
      { numRuns: RUNS },
    )
    // Every operation applied often; else the run above would prove less than it seems to.
    const rare = Operation.options
      .map(option => option.shape.type.value)
      .filter(type => type !== 'undo' && (seen.get(type) ?? 0) < RUNS / 50)
    expect(rare).toEqual([])
  })

  it('are taken back exactly, each at once and all of them in reverse', () => {
    fc.assert(
      fc.property(draws, inputs => {
        const steps = runDraws(inputs, (before, { ontology, inverse }) => {
          const back = inverse.reduce((o, op) => applyOperation(o, op, context).ontology, ontology)
          expect(contents(back)).toEqual(contents(before))
        })
        let ontology = steps.at(-1)?.ontology ?? emptyOntology
        for (const { inverse } of steps.toReversed())
          for (const op of inverse) ontology = applyOperation(ontology, op, context).ontology
        expect(contents(ontology)).toEqual(contents(emptyOntology))
      }),
      { numRuns: RUNS },
    )
  })

  it('keep the invariants when any of them is taken back at any later time, or say why not', () => {
    fc.assert(
      fc.property(draws, fc.nat(), (inputs, pick) => {
        const steps = runDraws(inputs)
        if (steps.length === 0) return
        const { ontology } = steps.at(-1)!
        const [undo] = steps[pick % steps.length]!.inverse
        try {
          const applied = applyOperation(ontology, undo!, context)
          checkOntology(applied.ontology)
          const again = applyOperation(applied.ontology, applied.inverse[0]!, context)
          expect(contents(again.ontology)).toEqual(contents(ontology))
        } catch (error) {
          if (!(error instanceof OntologyError)) throw error
        }
      }),
      { numRuns: RUNS },
    )
  })

  it('replay to the same ontology from their record, through JSON', () => {
    fc.assert(
      fc.property(draws, inputs => {
        const steps = runDraws(inputs)
        let ontology: Ontology = emptyOntology
        for (const step of steps)
          ontology = applyOperation(ontology, JSON.parse(JSON.stringify(step.operation)), context).ontology
        expect(ontology).toEqual(steps.at(-1)?.ontology ?? emptyOntology)
      }),
      { numRuns: RUNS },
    )
  })
})
