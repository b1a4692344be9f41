import type { CodingRecord, PlanConcept } from '@polyphony/contract'
import { applyOperation, emptyOntology, type OperationInput } from '@polyphony/ontology'
import { describe, expect, it } from 'vitest'
import { chooseExcerpts, conceptReport } from './conceptReport.ts'
import { mappedByConcept, planTree } from './planTree.ts'

const concept = (id: string, some: Partial<PlanConcept> = {}): PlanConcept => ({
  id,
  kind: 'commitment',
  parent: null,
  number: null,
  title: id,
  description: '',
  own: false,
  hidden: false,
  details: null,
  version: 0,
  changedBy: null,
  changedAt: null,
  ...some,
})
const commitment = concept('commitment-4', { number: 4 })
const action = concept('action-4-1', { kind: 'action', parent: 'commitment-4' })
const concepts = [commitment, action, concept('commitment-3'), concept('gone', { hidden: true })]

const map = (id: string, code: string, to: string): OperationInput => ({
  type: 'map',
  id,
  code,
  scheme: 'strategic-plan',
  concept: to,
})
const operations: OperationInput[] = [
  { type: 'create', id: 'b', name: 'Belonging', stance: 'aspirational' },
  { type: 'create', id: 'asked', name: 'Being asked', parent: 'b', stance: 'lived' },
  { type: 'create', id: 'm', name: 'Mentors' },
  { type: 'create', id: 'n', name: 'Mentoring' },
  { type: 'create', id: 'x', name: 'Elsewhere' },
  map('m1', 'b', 'commitment-4'),
  map('m2', 'n', 'action-4-1'),
  map('m3', 'x', 'commitment-3'),
  { type: 'merge', ids: ['n'], into: 'm' },
  { type: 'relate', id: 'r', relation: 'tension', from: 'asked', to: 'x', note: 'Asked, and then?' },
]
const ontology = operations.reduce(
  (state, operation) => applyOperation(state, operation, { actor: 'm', at: '2026-01-01T00:00:00Z' }).ontology,
  emptyOntology,
)
const coding = (highlight: string, code: string, conversation = 'one', speaker = 's1'): CodingRecord => ({
  conversation,
  member: 'ada',
  highlight,
  applied: code,
  codes: [code],
  passages: [{ turn: 't', speaker, from: 0, to: 5 }],
  start: null,
  end: null,
  createdAt: '2026-01-01T00:00:00Z',
})
const codings = [
  coding('h1', 'b'),
  coding('h2', 'asked'),
  coding('h3', 'n', 'two', 's9'),
  coding('h4', 'x'),
  coding('h5', 'asked', 'two', 's8'),
]
const groups = new Map([
  ['one', 'students'],
  ['two', 'staff'],
])

describe('what the themes say of a commitment', () => {
  it('counts what is mapped to it and its actions, with narrower and merged codes, each coding once', () => {
    const report = conceptReport(ontology, 'strategic-plan', concepts, commitment, codings, groups)
    expect(
      report.themes.map(({ code, uses, mapped }) => [code.name, uses.codings, mapped[0]!.concept.id]),
    ).toEqual([
      ['Belonging', 3, 'commitment-4'],
      ['Mentors', 1, 'action-4-1'],
    ])
    expect(report.total).toEqual({ codings: 4, people: 1, conversations: 2, groups: 2, speakers: 3 })
    expect(report.stances).toEqual({ lived: 2, aspirational: 1, none: 1 })
    expect(report.relations.map(({ from, to }) => [from.name, to.name])).toEqual([
      ['Being asked', 'Elsewhere'],
    ])
  })

  it('shows typical examples first, then from as many conversations as there are', () => {
    const [theme] = conceptReport(ontology, 'strategic-plan', concepts, commitment, codings, groups).themes
    const keys = (used: string[], count: number, state = ontology) =>
      chooseExcerpts(state, theme!, codings, new Set(used), count).map(({ highlight }) => highlight)
    expect(keys([], 2)).toEqual(['h1', 'h5'])
    expect(keys(['one/ada/h2'], 1)).toEqual(['h2'])
    const cited = applyOperation(
      ontology,
      {
        type: 'cite',
        id: 'c',
        code: 'asked',
        excerpt: { conversation: 'two', member: 'ada', highlight: 'h5' },
      },
      { actor: 'm', at: '2026-01-01T00:00:00Z' },
    ).ontology
    expect(keys(['one/ada/h2'], 3, cited)).toEqual(['h5', 'h2', 'h1'])
    expect(keys([], 0)).toEqual([])
  })

  it('keeps what is hidden apart, and follows merges', () => {
    const tree = planTree(concepts)
    expect(tree.commitments.map(({ commitment: one, actions }) => [one.id, actions.length])).toEqual([
      ['commitment-4', 1],
      ['commitment-3', 0],
    ])
    expect(tree.hidden.map(({ id }) => id)).toEqual(['gone'])
    expect(mappedByConcept(ontology, 'strategic-plan').get('action-4-1')![0]!.code.name).toBe('Mentors')
  })
})
