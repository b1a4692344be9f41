import { expect, it } from 'vitest'
import { SHORTCUTS } from './shortcuts.ts'

it('gives each key one meaning', () => {
  const keys = SHORTCUTS.flatMap(({ on }) => on)
  expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([])
})
