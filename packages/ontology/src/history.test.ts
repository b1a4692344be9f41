import { describe, expect, it } from 'vitest'
import { applyOperation } from './applyOperation.ts'
import { emptyOntology } from './code.ts'
import { compareOntologies, describeChange } from './compareOntologies.ts'
import { advance, ontologyAt, rewind } from './history.ts'
import { Operation, type OperationInput } from './operation.ts'
import { operationFacts } from './operationFacts.ts'
import { build, context, create } from './testing/build.ts'

const recorded = (operations: OperationInput[]) => {
  let ontology = emptyOntology
  return operations.map(operation => {
    const applied = applyOperation(ontology, operation, context)
    ontology = applied.ontology
    return {
      number: ontology.revision,
      operation: applied.operation,
      inverse: applied.inverse,
      actor: context.actor,
      at: context.at,
    }
  })
}

describe('the history', () => {
  const records = recorded([create('a'), create('b'), { type: 'rename', id: 'a', name: 'Asked' }])

  it('gives the state at any revision, and says where the record does not reach', () => {
    expect(ontologyAt(records, 0)).toEqual(emptyOntology)
    expect(Object.keys(ontologyAt(records, 1).codes)).toEqual(['a'])
    expect(ontologyAt(records, 3).codes.a?.name).toBe('Asked')
    expect(() => ontologyAt(records, 4)).toThrow('There is no revision 4.')
    expect(() => ontologyAt(records.slice(1), 3)).toThrow('Revision 2 does not follow revision 0.')
    expect(() => rewind(ontologyAt(records, 3), records)).toThrow('Revision 1 is not the last one')
  })

  it('is followed from either end by what each revision changed', () => {
    for (const at of [0, 1, 2, 3]) {
      const state = ontologyAt(records, at)
      expect(rewind(ontologyAt(records, 3), records.slice(at).reverse())).toEqual(state)
      expect(advance(emptyOntology, records.slice(0, at))).toEqual(state)
    }
    expect(() => advance(emptyOntology, records.slice(1))).toThrow('Revision 2 does not follow revision 0.')
  })
})

describe('compareOntologies', () => {
  it('tells each difference as data and in a sentence', () => {
    const before = build([
      create('a', null, 'Asked'),
      create('b', null, 'Belonging'),
      create('c', 'b', 'Care'),
      create('d', 'b', 'Doubt'),
      { ...create('p', null, 'Proposal'), proposed: true } as OperationInput,
      { type: 'relate', id: 'r', relation: 'tension', from: 'a', to: 'b' },
      create('m', null, 'Mentor'),
      { type: 'merge', ids: ['m'], into: 'c' },
    ])
    const after = build(
      [
        { type: 'rename', id: 'b', name: 'Being part' },
        { type: 'define', id: 'a', definition: { short: 'Sought out.' }, notation: 'A' },
        { type: 'move', id: 'd', parent: 'b', before: 'c' },
        { type: 'adopt', id: 'p' },
        { type: 'recolour', id: 'a', colour: '#112233' },
        { type: 'unrelate', id: 'r' },
        { type: 'map', id: 'x', code: 'a', scheme: 'plan', concept: 'commitment-3' },
        {
          type: 'cite',
          id: 'e',
          code: 'a',
          excerpt: { conversation: 'k', member: 'ada', highlight: 'h' },
        },
        { type: 'unmerge', id: 'm' },
        { type: 'move', id: 'm', parent: 'b' },
        create('n', 'b', 'New'),
        { type: 'merge', ids: ['c'], into: 'd', reason: 'One idea.' },
        {
          type: 'split',
          id: 'p',
          into: [
            { id: 'p1', name: 'One' },
            { id: 'p2', name: 'Two' },
          ],
        },
      ],
      before,
    )
    expect(compareOntologies(before, after).map(describeChange)).toEqual([
      '“Asked”, short definition: “Sought out.”; it was nothing.',
      '“Asked”, notation: “A”; it was nothing.',
      '“Asked” has another colour.',
      '“Belonging” is called “Being part”.',
      '“Care” is merged into “Doubt”.',
      '“Mentor” stands under “Being part”; it stood at the top level.',
      '“Mentor” is a code of its own again; it was merged into “Care”.',
      '“New” is new, under “Being part”.',
      '“Proposal” is split into “One”, “Two”.',
      '“Proposal” is adopted; it was proposed.',
      '“One” is new, at the top level.',
      '“Two” is new, at the top level.',
      'There is no tension between “Asked” and “Being part” any more.',
      '“Asked” is mapped to commitment-3.',
      '“Asked” has another typical example.',
    ])
    expect(compareOntologies(after, before).map(describeChange)).toContain(
      '“New” is gone; it stood under “Belonging”.',
    )
    expect(
      compareOntologies(build([create('a'), create('b')]), build([create('b'), create('a')])),
    ).toContainEqual({
      change: 'reordered',
      under: null,
      kind: 'thematic',
    })
  })
})

describe('operationFacts', () => {
  it('tells what an operation is about, for sentences in any language', () => {
    const ontology = build([
      create('a', null, 'Asked'),
      create('b', null, 'Belonging'),
      { type: 'relate', id: 'r', relation: 'tension', from: 'a', to: 'b' },
    ])
    const facts = (operation: OperationInput) => operationFacts(Operation.parse(operation), ontology)
    expect(facts({ type: 'merge', ids: ['a'], into: 'b', reason: 'Same.' })).toMatchObject({
      type: 'merge',
      codes: [{ id: 'a', name: 'Asked' }],
      target: { id: 'b', name: 'Belonging' },
      reason: 'Same.',
    })
    expect(facts({ type: 'unrelate', id: 'r' })).toMatchObject({
      codes: [{ name: 'Asked' }],
      target: { name: 'Belonging' },
      relation: 'tension',
    })
    expect(
      facts({
        type: 'batch',
        id: 'x',
        title: 'Tidied up',
        steps: [
          { type: 'create', id: 'c', name: 'Care' },
          { type: 'rename', id: 'a', name: 'Invited' },
          { type: 'adopt', id: 'a' },
        ],
      }),
    ).toMatchObject({ title: 'Tidied up', steps: 3, codes: [{ name: 'Care' }, { id: 'a' }] })
  })
})
