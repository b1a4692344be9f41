import { describe, expect, it } from 'vitest'
import type { OperationInput } from './operation.ts'
import { starterOntology } from './starterOntology.ts'
import { codesMappedTo, conceptsOf, Scheme, SchemeAction, starterScheme } from './starterScheme.ts'
import { build, create } from './testing/build.ts'
import { roots, walk } from './tree.ts'

const numbered = () => {
  let n = 0
  return () => `id${n++}`
}

describe('starterOntology', () => {
  const ontology = build(starterOntology(numbered()))

  it('has a conversation guide and four themes, each code saying what it is for', () => {
    expect(roots(ontology, 'structural')).toHaveLength(6)
    expect(roots(ontology, 'thematic').map(code => code.name)).toEqual([
      'Belonging',
      'Achievement',
      'Composition',
      'Voice',
    ])
    for (const { code } of walk(ontology)) expect(code.definition.short).not.toBe('')
  })

  it('maps to concepts that the starter scheme has', () => {
    const concepts = [...starterScheme.priorities, ...starterScheme.commitments].map(concept => concept.id)
    const mappings = Object.values(ontology.mappings)
    expect(mappings).toHaveLength(3)
    for (const mapping of mappings) {
      expect(mapping.scheme).toBe(starterScheme.id)
      expect(concepts).toContain(mapping.concept)
    }
  })
})

describe('starterScheme', () => {
  it('is a scheme whose ids are unique', () => {
    const { priorities, commitments } = Scheme.parse(starterScheme)
    const ids = [...priorities, ...commitments, ...commitments.flatMap(c => c.actions)].map(
      concept => concept.id,
    )
    expect(new Set(ids).size).toBe(ids.length)
    expect(commitments.map(c => [c.number, c.actions.length])).toEqual([
      [3, 8],
      [4, 10],
      [5, 1],
    ])
  })

  it('tells which actions are known to be in progress, and leaves open what is not known', () => {
    const of = (number: number) => starterScheme.commitments.find(c => c.number === number)!.actions
    const inProgress = (number: number) =>
      of(number).flatMap((action, i) => (action.status === 'in-progress' ? [i + 1] : []))
    expect([inProgress(3), inProgress(4), inProgress(5)]).toEqual([[1, 2, 3, 4, 8], [2, 4, 5, 6], []])
    for (const action of [3, 4, 5].flatMap(of))
      expect(action).toMatchObject({
        owners: null,
        goals: null,
        metrics: null,
        timing: null,
        resources: null,
      })
  })

  it('takes what the owners of an action say, each in its shape', () => {
    const [action] = starterScheme.commitments[0]!.actions
    const told = {
      ...action,
      status: 'done',
      owners: [{ audience: 'postdocs', name: 'Office of postdocs' }],
      goals: ['Everybody knows the statement.'],
      metrics: [{ name: 'Know it, of those asked', baseline: '10 %', target: '60 %', latest: null }],
      timing: { begins: '2026-09-01', ends: null, note: 'each autumn' },
      resources: [],
    }
    expect(SchemeAction.parse(told)).toEqual(told)
    for (const wrong of [
      { timing: { ...told.timing, begins: 'soon' } },
      { goals: [' '] },
      { status: 'late' },
    ])
      expect(SchemeAction.safeParse({ ...told, ...wrong }).success).toBe(false)
  })

  it('gathers the codes that speak to a concept, with those of a commitment’s actions, merges followed', () => {
    const map = (id: string, code: string, concept: string): OperationInput => ({
      type: 'map',
      id,
      code,
      scheme: starterScheme.id,
      concept,
    })
    const ontology = build([
      create('a'),
      create('b'),
      create('c'),
      map('m1', 'a', 'commitment-4'),
      map('m2', 'b', 'action-4-1'),
      map('m3', 'c', 'action-4-2'),
      map('m4', 'c', 'belonging'),
      { type: 'merge', ids: ['b'], into: 'a' },
    ])
    const speaking = (concept: string) => codesMappedTo(ontology, starterScheme, concept).map(({ id }) => id)
    expect([
      speaking('commitment-4'),
      speaking('action-4-1'),
      speaking('belonging'),
      speaking('commitment-3'),
    ]).toEqual([['a', 'c'], ['a'], ['c'], []])
    expect(conceptsOf(starterScheme)).toHaveLength(3 + 3 + 19)
  })
})
