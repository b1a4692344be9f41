import type { CodingRecord } from '@polyphony/contract'
import {
  applyOperation,
  emptyOntology,
  type Ontology,
  type OperationInput,
  previewMerge,
  type StepInput,
} from '@polyphony/ontology'
import { describe, expect, it } from 'vitest'
import { type Merge, mergeSteps } from './mergeSteps.ts'
import { mergeUses } from './mergeUses.ts'
import { refusalOf } from './refusalOf.ts'

const build = (operations: readonly OperationInput[], from: Ontology = emptyOntology): Ontology =>
  operations.reduce<Ontology>(
    (o, operation) => applyOperation(o, operation, { actor: 'm', at: '2026-01-01T00:00:00Z' }).ontology,
    from,
  )
const ontology = build([
  {
    type: 'create',
    id: 'a',
    name: 'Staying silent',
    definition: { short: 'Saying nothing.', full: 'Long.' },
  },
  { type: 'create', id: 'b', name: 'Silence', definition: { short: 'Not a word.' }, proposed: true },
  { type: 'create', id: 'c', name: 'Quiet', definition: { short: ' Not a word. ' } },
])
const [a, b, c] = ['a', 'b', 'c'].map(id => ontology.codes[id]!)
const merge = (some: Partial<Merge>): StepInput[] =>
  mergeSteps({ codes: [a!, b!], stays: b!, name: 'Silence', keep: {}, adopt: false, reason: '', ...some })

describe('mergeSteps', () => {
  it('keeps the words of the one that stays, and fills what it says nothing about', () => {
    expect(merge({ reason: ' One idea. ' })).toEqual([
      { type: 'merge', ids: ['a'], into: 'b', reason: 'One idea.' },
      { type: 'define', id: 'b', definition: { full: 'Long.' } },
    ])
  })

  it('takes a name that is free only after the merge', () => {
    const steps = merge({ name: 'Staying silent', adopt: true })
    expect(steps.map(step => step.type)).toEqual(['merge', 'adopt', 'rename', 'define'])
    expect(build(steps, ontology).codes.b).toMatchObject({ name: 'Staying silent', status: 'adopted' })
  })

  it('keeps what was chosen of each field, and all of it once', () => {
    const kept = (keep: Merge['keep']) =>
      build(merge({ codes: [a!, b!, c!], keep }), ontology).codes.b?.definition.short
    expect(kept({ short: { code: 'a' } })).toBe('Saying nothing.')
    expect(kept({ short: 'all' })).toBe('Not a word.\n\nSaying nothing.')
    expect(kept({ short: { code: 'gone' } })).toBe('Not a word.')
  })
})

it('says why something would be refused', () => {
  expect(refusalOf(ontology, { type: 'merge', ids: ['a'], into: 'a' })?.message).toMatch(/into itself/)
  expect(refusalOf(ontology, { type: 'merge', ids: ['a'], into: 'b' })).toBeNull()
})

describe('mergeUses', () => {
  const coding = (codes: string[], highlight: string, some: Partial<CodingRecord> = {}): CodingRecord => ({
    conversation: 'talk',
    member: 'ada',
    highlight,
    applied: codes[0]!,
    codes,
    passages: [{ turn: 't1', speaker: 's', from: 0, to: 10 }],
    start: null,
    end: null,
    createdAt: '2026-01-01T00:00:00Z',
    ...some,
  })
  const passage = (turn: string, from: number, to: number) => ({
    passages: [{ turn, speaker: 's', from, to }],
  })
  const impact = (codings: CodingRecord[]) => {
    const { uses, concerned } = mergeUses(ontology, codings, ['a', 'b'])
    return { concerned: concerned.length, ...previewMerge(ontology, ['a'], 'b', uses).impact! }
  }

  it('takes along the codings of the codes asked for, each once', () => {
    expect(impact([coding(['a'], 'h1'), coding(['b'], 'h1'), coding(['c'], 'h1')])).toMatchObject({
      concerned: 2,
      coinciding: 1,
      together: { codings: 2, people: 1, conversations: 1 },
    })
  })

  it('knows by times what overlaps, and without times what overlaps in a turn', () => {
    expect(
      impact([
        coding(['a'], 'h1', { start: 1, end: 3 }),
        coding(['b'], 'h2', { start: 2, end: 4 }),
        coding(['b'], 'h3', { start: 4, end: 5 }),
      ]).overlapping,
    ).toBe(2)
    expect(
      impact([
        coding(['a'], 'h1', passage('t1', 0, 10)),
        coding(['b'], 'h2', passage('t1', 9, 12)),
        coding(['b'], 'h3', passage('t2', 0, 10)),
      ]).overlapping,
    ).toBe(2)
  })
})
