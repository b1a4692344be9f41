import { describe, expect, it } from 'vitest'
import { starterOntology } from './starterOntology.ts'
import { Scheme, starterScheme } from './starterScheme.ts'
import { build } from './testing/build.ts'
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
})
