import { applyOperation, emptyOntology, type Ontology, type OperationInput } from '@polyphony/ontology'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { Act } from '../undo/Act.ts'
import { createHistory } from '../undo/createHistory.ts'
import { curationScope } from '../undo/curationScope.ts'
import { countsAs } from './countsAs.ts'
import { ruleOn } from './curationCommands.ts'
import { type CodingRef, codingRefKey } from './layout.ts'
import { observeCuration } from './observeCuration.ts'
import { readCuration } from './readCuration.ts'

const coding: CodingRef = { member: 'ben', highlight: 'h1', code: 'care' }
const other: CodingRef = { member: 'cleo', highlight: 'a/b', code: 'x:y' }
const key = codingRefKey(coding)

/** Two replicas, and what makes them equal. */
const twoReplicas = () => {
  const [one, two] = [new Y.Doc(), new Y.Doc()]
  const meet = () => {
    Y.applyUpdate(two, Y.encodeStateAsUpdate(one, Y.encodeStateVector(two)))
    Y.applyUpdate(one, Y.encodeStateAsUpdate(two, Y.encodeStateVector(one)))
  }
  return { one, two, meet }
}
const ontologyOf = (operations: OperationInput[]): Ontology =>
  operations.reduce(
    (ontology, operation) => applyOperation(ontology, operation, { actor: 'ada', at: '' }).ontology,
    emptyOntology,
  )

describe('a curation', () => {
  it('gives back what leads decided, whatever ids the codings have', () => {
    const doc = new Y.Doc()
    ruleOn(doc, 'ada', [coding, other], ['care-1', 'care-2'], { at: 5, reason: 'two ideas' })
    ruleOn(doc, 'ada', [other], [], { at: 6 })
    const copy = new Y.Doc()
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
    const { rulings, problems } = readCuration(copy)
    expect(problems).toEqual([])
    expect(rulings).toEqual(
      new Map([
        [key, [{ coding, codes: ['care-1', 'care-2'], by: 'ada', at: 5, reason: 'two ideas' }]],
        [codingRefKey(other), [{ coding: other, codes: [], by: 'ada', at: 6, reason: null }]],
      ]),
    )
  })

  it('lets the last of two leads win, whatever their clocks say, and both see what the other decided', () => {
    const { one, two, meet } = twoReplicas()
    ruleOn(one, 'ada', [coding], ['care-1'], { at: 1_000 })
    meet()
    ruleOn(two, 'lea', [coding], ['care-2'], { at: 10 })
    meet()
    for (const doc of [one, two])
      expect(readCuration(doc).rulings.get(key)).toMatchObject([
        { by: 'lea', codes: ['care-2'], at: 1_001 },
        { by: 'ada', codes: ['care-1'] },
      ])
  })

  it('is the same for everybody when two decide at the same moment without knowing of each other', () => {
    const { one, two, meet } = twoReplicas()
    ruleOn(one, 'ada', [coding], ['care-1'], { at: 7 })
    ruleOn(two, 'lea', [coding], ['care-2'], { at: 7 })
    meet()
    const [a, b] = [one, two].map(doc => readCuration(doc).rulings.get(key))
    expect(a).toEqual(b)
    expect(a).toHaveLength(2)
  })

  it('is taken back by whoever decided, and what another had decided before counts again, in their name', () => {
    const { one, two, meet } = twoReplicas()
    ruleOn(one, 'ada', [coding], ['care-1'], { at: 1 })
    meet()
    const history = createHistory([])
    history.addScope(curationScope(two, 'talk'))
    ruleOn(two, 'lea', [coding, other], ['care-2'], { at: 2 }, new Act('assign two to “Care 2”'))
    expect(history.nextUndo()?.act?.label).toBe('assign two to “Care 2”')
    ruleOn(one, 'ada', [other], ['care-1'], { at: 3 })
    meet()
    history.undo()
    meet()
    for (const doc of [one, two]) {
      const { rulings } = readCuration(doc)
      expect(rulings.get(key)).toMatchObject([{ by: 'ada', codes: ['care-1'] }])
      expect(rulings.get(codingRefKey(other))).toMatchObject([{ by: 'ada' }])
    }
    history.redo()
    expect(readCuration(two).rulings.get(key)?.[0]).toMatchObject({ by: 'lea', codes: ['care-2'] })
  })

  it('leaves out what a lead wrote in another’s name, where it is known who writes', () => {
    const doc = new Y.Doc()
    ruleOn(doc, 'ada', [coding], ['care-1'])
    ruleOn(doc, 'lea', [coding], ['care-2'])
    const { rulings, problems } = readCuration(doc, () => 'ada')
    expect(rulings.get(key)).toMatchObject([{ by: 'ada' }])
    expect(problems).toEqual([{ in: 'rulings', key: `lea/${key}`, reason: 'written by another' }])
    expect(readCuration(doc, () => undefined).problems).toEqual([])
  })

  it('tells what changed, once per transaction', () => {
    const doc = new Y.Doc()
    const told: string[][] = []
    const dispose = observeCuration(doc, codings => told.push([...codings]))
    ruleOn(doc, 'ada', [coding, other], null)
    doc.getMap('elsewhere').set('a', 1)
    dispose()
    ruleOn(doc, 'ada', [coding], [])
    expect(told).toEqual([[key, codingRefKey(other)]])
  })

  it('leaves out what is malformed and says so, whatever it is', () => {
    const value = fc.oneof(fc.jsonValue(), fc.uint8Array(), fc.constant(undefined))
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom('r', 'meta'), fc.string(), value)), given => {
        const doc = new Y.Doc()
        ruleOn(doc, 'ada', [coding], ['care-1'], { at: 1 })
        for (const [map, name, what] of given) if (name !== `ada/${key}`) doc.getMap(map).set(name, what)
        expect(readCuration(doc).rulings.get(key)).toContainEqual(
          expect.objectContaining({ by: 'ada', codes: ['care-1'] }),
        )
      }),
    )
    const doc = new Y.Doc()
    doc.getMap('r').set('ada/ben/h', [[], 1, null])
    doc.getMap('r').set(`ada/${key}`, ['care-1', 1, null])
    doc.getMap('meta').set('schema', 2)
    expect(readCuration(doc).problems).toEqual([
      { in: 'meta', key: 'schema', reason: 'unknown schema 2' },
      { in: 'rulings', key: 'ada/ben/h', reason: 'malformed key' },
      { in: 'rulings', key: `ada/${key}`, reason: 'malformed' },
    ])
    expect(() => ruleOn(doc, 'ada', [coding], ['x'.repeat(65)])).toThrow('more than a ruling holds')
  })
})

describe('what a coding counts as', () => {
  const split = ontologyOf([
    { type: 'create', id: 'care', name: 'Care' },
    {
      type: 'split',
      id: 'care',
      into: [
        { id: 'given', name: 'Care given' },
        { id: 'taken', name: 'Care taken' },
      ],
    },
  ])
  const after = (operation: OperationInput) =>
    applyOperation(split, operation, { actor: 'ada', at: '' }).ontology

  it('is what was applied, until a lead decides otherwise', () => {
    expect(countsAs(split, 'care', undefined)).toEqual(['care'])
    expect(countsAs(split, 'care', { codes: null })).toEqual(['care'])
    expect(countsAs(split, 'care', { codes: ['given', 'taken'] })).toEqual(['given', 'taken'])
    expect(countsAs(split, 'care', { codes: [] })).toEqual([])
  })

  it('is what was applied when all that a lead chose is out of use, and the applied code is not', () => {
    const gone = after({ type: 'retire', id: 'given', reason: 'split taken back' })
    expect(countsAs(gone, 'care', { codes: ['given'] })).toEqual(['care'])
    expect(countsAs(gone, 'care', { codes: ['given', 'taken'] })).toEqual(['given', 'taken'])
    const merged = after({ type: 'merge', ids: ['given'], into: 'taken' })
    expect(countsAs(merged, 'care', { codes: ['given'] })).toEqual(['given'])
    const finished = after({ type: 'retire', id: 'care', reason: 'sorted' })
    expect(countsAs(finished, 'care', { codes: ['given'] })).toEqual(['given'])
  })
})
