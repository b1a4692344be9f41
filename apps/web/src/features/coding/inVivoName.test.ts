import { MAX_NAME_LENGTH } from '@polyphony/ontology'
import { expect, it } from 'vitest'
import { inVivoName } from './inVivoName.ts'

it('names a code by the words themselves, without the punctuation around them', () => {
  expect(inVivoName(' “what do you\n think it means?” ')).toBe('what do you think it means')
  expect(inVivoName('— I’d been ill…')).toBe('I’d been ill')
  expect(inVivoName('C3PO’s café.')).toBe('C3PO’s café')
})

it('keeps to the limit of a name, with whole words', () => {
  const name = inVivoName('and then he waited '.repeat(20))
  expect(name.length).toBeLessThanOrEqual(MAX_NAME_LENGTH)
  expect(name).toMatch(/\b(and|then|he|waited)…$/)
})

it('finds no name where there is no letter', () => {
  expect(inVivoName(' … — ')).toBe('')
})
