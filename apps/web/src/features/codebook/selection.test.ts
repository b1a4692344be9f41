import { describe, expect, it } from 'vitest'
import { keepPicked, noSelection, pickOne, pickRange, togglePick } from './selection.ts'

const order = ['a', 'b', 'c', 'd', 'e']
const picked = ({ picked: ids }: { picked: ReadonlySet<string> }) => [...ids].sort().join('')

describe('choosing several', () => {
  it('adds and takes away one by one', () => {
    const two = togglePick(pickOne('a'), 'c')
    expect(picked(two)).toBe('ac')
    expect(picked(togglePick(two, 'a'))).toBe('c')
  })

  it('takes a range from where one began, either way, and shrinks it again', () => {
    const down = pickRange(pickOne('b'), order, 'd')
    expect(picked(down)).toBe('bcd')
    expect(picked(pickRange(down, order, 'c'))).toBe('bc')
    expect(picked(pickRange(down, order, 'a'))).toBe('ab')
  })

  it('adds a range to what is chosen already', () => {
    expect(picked(pickRange(togglePick(pickOne('a'), 'd'), order, 'e', true))).toBe('ade')
  })

  it('begins anew where the beginning is not shown any more', () => {
    expect(picked(pickRange(pickOne('gone'), order, 'c'))).toBe('c')
    expect(picked(pickRange(noSelection, order, 'c'))).toBe('c')
  })

  it('lets go of what is there no more', () => {
    const both = togglePick(pickOne('a'), 'b')
    expect(picked(keepPicked(both, id => id === 'b'))).toBe('b')
    expect(keepPicked(both, () => true)).toBe(both)
  })
})
