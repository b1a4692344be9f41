import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Applied, applyOperation } from './applyOperation.ts'
import { checkOntology } from './checkOntology.ts'
import { emptyOntology, isLive, Ontology } from './code.ts'
import { OntologyError } from './ontologyError.ts'
import { Operation, type OperationInput, type OperationType } from './operation.ts'
import { resolveCode, successorOf } from './resolveCode.ts'
import { contents, context } from './testing/build.ts'
import { parentOf, walk } from './tree.ts'

// Operations are drawn as picks and read against the ontology they meet, so that most of them concern codes that exist;
// few names, so that they collide.
interface Draw {
  type: Exclude<OperationType, 'undo'>
  picks: number[]
  name: string
  text: string
  flags: boolean[]
}
const type = (weights: Partial<Record<Draw['type'], number>>) =>
  fc.oneof(
    ...Object.entries(weights).map(([value, weight]) => ({
      weight,
      arbitrary: fc.constant(value as Draw['type']),
    })),
  )
const draw: fc.Arbitrary<Draw> = fc.record({
  type: type({
    create: 12,
    merge: 8,
    unmerge: 6,
    move: 7,
    retire: 4,
    restore: 3,
    rename: 3,
    define: 2,
    recolour: 1,
    split: 2,
    adopt: 2,
    reject: 2,
    relate: 4,
    unrelate: 3,
    map: 3,
    unmap: 1,
  }),
  picks: fc.array(fc.nat({ max: 1000 }), { minLength: 4, maxLength: 4 }),
  name: fc.constantFrom(
    ...[
      'Voice',
      'voice ',
      'Being asked',
      'being  ASKED',
      'Caf\u00e9',
      'Cafe\u0301',
      'Trust',
      'Care',
      'Hope',
      'Doubt',
    ],
  ),
  text: fc.string(),
  flags: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
})
const draws = fc.array(draw, { minLength: 1, maxLength: 60, size: 'max' })

const read = (ontology: Ontology, { type, picks, name, text, flags }: Draw): OperationInput => {
  const [p = 0, q = 0, r = 0, s = 0] = picks
  const [f, g, h] = flags
  const one = (n: number, record: object = ontology.codes) => {
    const ids = Object.keys(record)
    return n % 23 === 0 || ids.length === 0 ? 'nothing' : ids[n % ids.length]!
  }
  const fresh = (n: number) => (n % 23 === 0 ? one(n + 1) : `c${ontology.revision}-${n % 7}`)
  // Some that the operation is made for, if there are any.
  const having = (n: number, status: string[]) => {
    const fit = Object.values(ontology.codes).filter(code => status.includes(code.status))
    return fit.length === 0 || n % 11 === 0 ? one(n) : fit[n % fit.length]!.id
  }
  const live = (n: number) => having(n, ['adopted', 'proposed'])
  const parent = f ? null : live(q)
  const siblings = Object.values(ontology.codes).filter(
    code => isLive(code) && (parentOf(ontology, code)?.id ?? null) === parent,
  )
  const before = g ? null : (siblings[r % (siblings.length || 1)]?.id ?? one(r))
  switch (type) {
    case 'create': {
      const kind = s % 5 === 0 ? 'structural' : 'thematic'
      const notation = s % 3 === 0 ? text.trim().slice(0, 1) || null : null
      return { type, id: fresh(p), name, kind, parent, before, proposed: h, notation }
    }
    case 'rename':
      return { type, id: live(p), name }
    case 'define':
      return {
        type,
        id: live(p),
        definition: f ? { short: text } : { full: text },
        stance: g ? 'lived' : null,
      }
    case 'recolour':
      return { type, id: live(p), colour: f ? '#112233' : '#445566' }
    case 'move':
      return { type, id: live(p), parent, before }
    case 'merge':
      return { type, ids: f ? [live(p), live(r)] : [live(p)], into: live(q) }
    case 'unmerge':
      return { type, id: having(p, ['merged']), ...(f && g && { name }) }
    case 'split':
      return {
        type,
        id: live(p),
        into: [
          { id: fresh(q), name },
          { id: fresh(q + 1), name: `${name} too` },
        ],
      }
    case 'retire':
      return { type, id: live(p), reason: 'Too broad.' }
    case 'restore':
      return { type, id: having(p, ['retired', 'rejected']), ...(f && g && { name }) }
    case 'adopt':
      return { type, id: having(p, ['proposed']) }
    case 'reject':
      return { type, id: having(p, ['proposed']), reason: 'Not a theme.' }
    case 'relate':
      return {
        type,
        id: fresh(p),
        relation: f ? 'tension' : 'connection',
        from: live(q),
        to: live(r),
        note: text,
      }
    case 'unrelate':
      return { type, id: one(p, ontology.relations) }
    case 'map':
      return { type, id: fresh(p), code: live(q), scheme: 'plan', concept: f ? 'c3' : 'c4' }
    case 'unmap':
      return { type, id: one(p, ontology.mappings) }
  }
}

/** Applies what applies, and hands every step to `look`. */
const run = (inputs: Draw[], look: (before: Ontology, applied: Applied) => void = () => {}): Applied[] => {
  const steps: Applied[] = []
  let ontology: Ontology = emptyOntology
  for (const input of inputs) {
    let applied: Applied
    try {
      applied = applyOperation(ontology, read(ontology, input), context)
    } catch (error) {
      // Anything else would be a defect: an operation applies or says why not.
      if (!(error instanceof OntologyError)) throw error
      continue
    }
    look(ontology, applied)
    steps.push(applied)
    ontology = applied.ontology
  }
  return steps
}

const RUNS = 500

describe(`any operations in any order, ${RUNS} random sequences of up to 60 each`, () => {
  it('keep the invariants after every step', () => {
    const seen = new Map<OperationType, number>()
    fc.assert(
      fc.property(draws, inputs => {
        const steps = run(inputs, (before, { ontology, operation: applied }) => {
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
      .filter(type => type !== 'undo' && (seen.get(type) ?? 0) < RUNS / 20)
    expect(rare).toEqual([])
  })

  it('are taken back exactly, each at once and all of them in reverse', () => {
    fc.assert(
      fc.property(draws, inputs => {
        const steps = run(inputs, (before, { ontology, inverse }) => {
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
        const steps = run(inputs)
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
        const steps = run(inputs)
        let ontology: Ontology = emptyOntology
        for (const step of steps)
          ontology = applyOperation(ontology, JSON.parse(JSON.stringify(step.operation)), context).ontology
        expect(ontology).toEqual(steps.at(-1)?.ontology ?? emptyOntology)
      }),
      { numRuns: RUNS },
    )
  })
})
