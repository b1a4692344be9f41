import { describe, expect, it } from 'vitest'
import { searchShortcuts } from './searchShortcuts.ts'
import { SHORTCUTS } from './shortcuts.ts'

it('gives each key one meaning', () => {
  const keys = SHORTCUTS.flatMap(({ on }) => on)
  expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([])
})

describe('searchShortcuts', () => {
  const found = (query: string) => searchShortcuts(query).map(({ label }) => label)

  it('finds by words of what they do, in any order and unfinished', () => {
    expect(found('sent sel')).toContain('Select sentence by sentence')
    expect(found('TAKE BACK')).toContain('Take back')
    expect(found('listen play')).toContain('Play or pause')
  })

  it('finds by the key, however it is called', () => {
    expect(found('v')).toEqual(['Code in vivo: make a code named by these words'])
    expect(found('ctrl+z')).toEqual(expect.arrayContaining(['Take back', 'Repeat']))
    expect(found('command z')).toContain('Take back')
    expect(found('shift left')).toContain('Select word by word')
    expect(found('5')).toEqual(['Apply the code with this number, or take it back'])
    expect(found('?')).toEqual(['This sheet'])
  })

  it('finds all for nothing, and nothing for nonsense', () => {
    expect(found(' ')).toHaveLength(SHORTCUTS.length)
    expect(found('qqxz')).toEqual([])
  })
})
