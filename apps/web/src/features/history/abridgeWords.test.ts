import { expect, it } from 'vitest'
import { abridgeWords } from './abridgeWords.ts'

it('keeps whole words and says that more follows', () => {
  expect(abridgeWords('  I’d been\nill ', 20)).toBe('I’d been ill')
  expect(abridgeWords('I’d been ill, I was away', 15)).toBe('I’d been ill…')
  expect(abridgeWords('Donaudampfschifffahrt', 8)).toBe('Donauda…')
  expect(abridgeWords('😀😀😀😀', 4)).not.toContain('\ud83d…')
})
