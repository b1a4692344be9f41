import type { PlanConcept } from '@polyphony/contract'
import { applyOperation, emptyOntology, type OperationInput } from '@polyphony/ontology'
import { describe, expect, it } from 'vitest'
import type { ConceptReport } from './conceptReport.ts'
import { changeWords, reportMarkdown } from './reportMarkdown.ts'

const operations: OperationInput[] = [
  { type: 'create', id: 'b', name: 'Belonging *here*', definition: { short: 'Part of it.' } },
  { type: 'create', id: 'c', name: 'Costs' },
  { type: 'relate', id: 'r', relation: 'tension', from: 'b', to: 'c', note: 'Asked, and then?' },
]
const ontology = operations.reduce(
  (state, operation) => applyOperation(state, operation, { actor: 'm', at: '2026-01-01T00:00:00Z' }).ontology,
  emptyOntology,
)
const uses = (speakers: number) => ({ codings: 20, people: 2, conversations: 3, groups: 1, speakers })
const concept: PlanConcept = {
  id: 'commitment-4',
  kind: 'commitment',
  parent: null,
  number: 4,
  title: 'Reinforce belonging',
  description: '',
  own: false,
  hidden: false,
  details: null,
  version: 0,
  changedBy: null,
  changedAt: null,
}
const action: PlanConcept = {
  ...concept,
  id: 'action-4-1',
  kind: 'action',
  title: 'Offer mentoring',
  details: {
    status: 'in-progress',
    owners: [{ audience: 'staff', name: 'Vice president' }],
    goals: null,
    metrics: [{ name: 'Pairs', baseline: '0', target: '200', latest: null }],
    timing: null,
    resources: null,
    link: null,
  },
}
const report: ConceptReport = {
  themes: [
    { code: ontology.codes.b!, mapped: [], below: [], uses: uses(14) },
    { code: ontology.codes.c!, mapped: [], below: [], uses: uses(4) },
  ],
  total: uses(15),
  stances: { lived: 12, aspirational: 8, none: 0 },
  relations: [{ relation: ontology.relations.r!, from: ontology.codes.b!, to: ontology.codes.c! }],
  codes: new Set(['b', 'c']),
}
const document = {
  concept,
  actions: [action],
  report,
  excerptsOf: ({ code }: { code: { id: string } }) =>
    code.id === 'b'
      ? [{ turns: [{ speaker: 'Rowan', text: 'They *asked* me.' }], conversation: 'East wing', start: 65 }]
      : [],
  findings: ['People wait to be asked'],
  leastPeople: 11,
  day: '14 Mar 2027',
}

describe('the report as Markdown', () => {
  const text = reportMarkdown(document)

  it('tells themes, excerpts that may leave, tensions, findings and actions', () => {
    expect(text).toContain('# 4. Reinforce belonging')
    expect(text).toContain('### Belonging \\*here\\*')
    expect(text).toContain('20 codings, 14 people speak, 3 conversations, 1 group')
    expect(text).toContain('> **Rowan** They \\*asked\\* me.')
    expect(text).toContain('> East wing, 1:05')
    expect(text).toContain('- Tension: Belonging \\*here\\* – Costs. Asked, and then?')
    expect(text).toContain('- People wait to be asked')
    expect(text).toContain('- Owners: Vice president (staff)')
    expect(text).toContain('- Metrics: Pairs: stood at 0, aims at 200')
  })

  it('leaves numbers unsaid that rest on too few people', () => {
    expect(text.split('### Costs')[1]).toMatch(/^\n\nfewer than 11 people speak\n/)
    const few = reportMarkdown({ ...document, report: { ...report, total: uses(5) } })
    expect(few).not.toContain('as lived')
    expect(few).toContain('- fewer than 11 people speak')
  })

  it('says what a change of the plan was', () => {
    expect(
      changeWords({
        fields: [
          { field: 'status', from: null, to: 'in-progress' },
          { field: 'hidden', from: false, to: true },
          { field: 'owners', from: null, to: [{ audience: 'staff', name: 'Dean' }] },
        ],
      }),
    ).toEqual(['Status: nothing → in progress', 'Hidden: no → yes', 'Owners: nothing → staff, Dean'])
  })
})
