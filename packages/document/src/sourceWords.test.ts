import fc from 'fast-check'
import { expect, it } from 'vitest'
import { expandSourceWords, packSourceWords, SourceWords } from './sourceWords.ts'

it('packs and expands source words without loss to the millisecond', () => {
  const seconds = fc.option(fc.nat(10_000_000).map(ms => ms / 1000))
  const confidence = fc.option(fc.double({ min: 0, max: 1, noNaN: true }))
  const words = fc.array(fc.record({ text: fc.string(), start: seconds, end: seconds, confidence }))
  fc.assert(
    fc.property(words, given => {
      expect(expandSourceWords(SourceWords.parse(packSourceWords(given)))).toEqual(given)
    }),
  )
})
