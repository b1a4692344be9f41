import { expect, it } from 'vitest'
import { mentionQuery, peopleMatching } from './mentionMatch.ts'

it('sees a name being written after an @ that stands by itself', () => {
  expect(mentionQuery('ask @')).toBe('')
  expect(mentionQuery('@Mi')).toBe('Mi')
  expect(mentionQuery('(@ada mor')).toBe('ada mor')
  expect(mentionQuery('ada@example')).toBe(null)
  expect(mentionQuery('@ada, who')).toBe(null)
  expect(mentionQuery('@ada moreau is')).toBe(null)
})

it('finds members by the beginning of any of their names, without accents, and none who left', () => {
  const people = ['Zoë Ash', 'Ada Moreau', 'Mira Sand', 'Amir Adams'].map((name, i) => ({
    id: `m${i}`,
    name,
    colour: '#000000',
    ...(name === 'Mira Sand' && { removedAt: '2026-01-01' }),
  }))
  const names = (query: string) => peopleMatching(people, query).map(({ name }) => name)
  expect(names('ada')).toEqual(['Ada Moreau', 'Amir Adams'])
  expect(names('zoe')).toEqual(['Zoë Ash'])
  expect(names('mira')).toEqual([])
  expect(names('')).toHaveLength(3)
})
