import { describe, expect, it } from 'vitest'
import { previewMerge } from './previewMerge.ts'
import { relationsOf } from './relationsOf.ts'
import { build, create } from './testing/build.ts'

const ontology = build([
  create('b', null, 'Belonging'),
  create('o', null, 'Outside'),
  create('x', 'o', 'Left out'),
  create('y', 'x', 'Deeper'),
  { type: 'relate', id: 'r', relation: 'tension', from: 'b', to: 'o' },
  { type: 'relate', id: 's', relation: 'connection', from: 'x', to: 'o' },
])

describe('previewMerge', () => {
  it('tells what would move and which relations would rest, and does nothing', () => {
    const preview = previewMerge(ontology, ['o'], 'b')
    expect(preview).toMatchObject({ refusal: null, into: { id: 'b' }, merged: [{ id: 'o' }] })
    expect(preview.moving.map(({ code, from }) => [code.id, from.id])).toEqual([['x', 'o']])
    expect(preview.resting.map(relation => relation.id)).toEqual(['r'])
    expect(ontology.codes.o?.status).toBe('adopted')
  })

  it('tells why a merge would be refused', () => {
    expect(previewMerge(ontology, ['o'], 'x').refusal).toEqual({
      code: 'cycle',
      message: '“Left out” stands under “Outside”. Move it out first, or merge the other way round.',
    })
    expect(previewMerge(ontology, [], 'b').refusal?.code).toBe('invalid-operation')
    expect(previewMerge(ontology, ['nowhere'], 'b')).toMatchObject({
      merged: [],
      refusal: { code: 'unknown-code' },
    })
  })
})

describe('what a merge means for codings', () => {
  const earlier = build([create('old', null, 'Old'), { type: 'merge', ids: ['old'], into: 'o' }], ontology)
  const use = (code: string, member: string, highlight: string, from?: number, to?: number) => ({
    code,
    member,
    conversation: 'talk',
    highlight,
    from,
    to,
  })

  it('counts codings, people and conversations, by code and together, merges followed', () => {
    const { impact } = previewMerge(earlier, ['o'], 'b', [
      use('o', 'ada', '1'),
      use('old', 'ben', '2'),
      { ...use('b', 'ada', '3'), conversation: 'other' },
      use('x', 'ada', '1'),
      use('nowhere', 'ada', '1'),
    ])
    expect(impact?.codes.get('o')).toEqual({ codings: 2, people: 2, conversations: 1 })
    expect(impact?.codes.get('b')).toEqual({ codings: 1, people: 1, conversations: 1 })
    expect(impact?.together).toEqual({ codings: 3, people: 2, conversations: 2 })
    expect(previewMerge(earlier, ['o'], 'b').impact).toBeNull()
  })

  it('counts highlights that bear both, and codings whose words overlap those of another', () => {
    const { impact } = previewMerge(ontology, ['o'], 'b', [
      use('o', 'ada', '1', 0, 10),
      use('b', 'ada', '1', 0, 10),
      use('b', 'ben', '1', 9, 12),
      use('b', 'ben', '2', 12, 20),
      use('o', 'ben', '3', 20, 30),
      { ...use('o', 'ben', '4', 0, 100), conversation: 'other' },
    ])
    expect(impact).toMatchObject({ coinciding: 1, overlapping: 2 })
  })
})

describe('relationsOf', () => {
  it('follows merges, lets a relation within one code rest, and shows it again after unmerge', () => {
    const merged = build([{ type: 'merge', ids: ['o'], into: 'b' }], ontology)
    expect(relationsOf(merged, 'b').map(({ relation, other }) => [relation.type, other.id])).toEqual([
      ['connection', 'x'],
    ])
    expect(
      relationsOf(build([{ type: 'unmerge', id: 'o' }], merged), 'b').map(({ other }) => other.id),
    ).toEqual(['o'])
  })
})
