import { describe, expect, it } from 'vitest'
import { groupCards } from './groupCards.ts'

const cards = (members: string) => [...members].map((member, i) => ({ key: `${member}${i}`, member }))
const group = (members: string, focus: string | null = null) =>
  groupCards(cards(members), { me: 'm', focus }).map(
    ({ member, annotations }) => `${member}:${annotations.map(({ key }) => key).join(' ')}`,
  )

describe('groupCards', () => {
  it('leaves a few cards as they are', () => {
    expect(group('')).toEqual([])
    expect(group('aba')).toEqual(['null:a0 b1 a2'])
  })

  it('puts many together by person: mine first, then who said most', () => {
    expect(group('abbcbma')).toEqual(['m:m5', 'b:b1 b2 b4', 'a:a0 a6', 'c:c3'])
  })

  it('begins with the highlight in focus', () => {
    expect(group('abbcbma', 'c3')[0]).toBe('c:c3')
  })
})
