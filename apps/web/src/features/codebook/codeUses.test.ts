import { applyOperation, emptyOntology, type Ontology, type OperationInput } from '@polyphony/ontology'
import { expect, it } from 'vitest'
import { codesOfCoding, keepUnchanged, usesByCode, usesOf } from './codeUses.ts'

const steps: OperationInput[] = [
  { type: 'create', id: 'belonging', name: 'Belonging' },
  { type: 'create', id: 'asked', name: 'Being asked', parent: 'belonging' },
  { type: 'create', id: 'people', name: 'Found my people', parent: 'belonging' },
  { type: 'create', id: 'old', name: 'Was asked' },
  { type: 'create', id: 'gone', name: 'Gone' },
  { type: 'merge', ids: ['old'], into: 'asked' },
  { type: 'retire', id: 'gone', reason: 'Too vague.' },
]
const ontology = steps.reduce<Ontology>(
  (o, step) => applyOperation(o, step, { actor: 'm', at: '2026-01-01T00:00:00Z' }).ontology,
  emptyOntology,
)
const coding = (codes: string[], member: string, conversation: string) => ({ codes, member, conversation })
const codings = [
  coding(['old'], 'ada', 'c1'),
  coding(['asked'], 'ben', 'c1'),
  coding(['asked', 'old'], 'ada', 'c2'),
  coding(['people'], 'ada', 'c3'),
  coding(['gone'], 'cem', 'c1'),
  coding(['unknown'], 'cem', 'c1'),
]
const groupOf = new Map([
  ['c1', 'cedar'],
  ['c2', 'cedar'],
  ['c3', null],
])

it('counts codings, people, conversations and groups for what a code has become, and upwards without counting twice', () => {
  const uses = usesByCode(ontology, codings, groupOf)
  const asked = { codings: 3, people: 2, conversations: 2, groups: 1 }
  expect(uses.get('asked')).toEqual({ own: asked, below: asked })
  expect(uses.get('belonging')).toEqual({
    own: { codings: 0, people: 0, conversations: 0, groups: 0 },
    below: { codings: 4, people: 2, conversations: 3, groups: 1 },
  })
  expect([...uses.keys()].sort()).toEqual(['asked', 'belonging', 'people'])
})

it('counts a coding once, whatever it counts for', () => {
  expect([...codesOfCoding(ontology, codings[2]!)]).toEqual(['asked'])
  expect(usesOf(codings.slice(0, 4), groupOf)).toEqual({
    codings: 4,
    people: 2,
    conversations: 3,
    groups: 1,
  })
})

it('keeps the records of codes whose counts are as they were', () => {
  const before = usesByCode(ontology, codings, groupOf)
  const more = usesByCode(ontology, [...codings, coding(['people'], 'ben', 'c1')], groupOf)
  const after = keepUnchanged(before, more)
  expect(after).toEqual(more)
  expect(after.get('asked')).toBe(before.get('asked'))
  expect(after.get('people')).not.toBe(before.get('people'))
})
