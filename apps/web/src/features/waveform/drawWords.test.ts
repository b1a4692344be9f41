import { expect, it } from 'vitest'
import { placeWords } from './drawWords.ts'

const view = { width: 500, perSecond: 100, scroll: 0, duration: 60 }
const widthOf = (text: string) => text.length * 7

it('puts each word at its time, what would touch another below it, and leaves out what has no room', () => {
  const words = [
    { text: 'one', from: 0, to: 0.3 },
    { text: 'overlapping', from: 0.1, to: 0.4 },
    { text: 'third', from: 0.2, to: 0.5 },
    { text: 'four', from: 0.3, to: 0.6 },
    { text: 'gone', from: 30, to: 30.5 },
  ]
  expect(placeWords(words, view, widthOf).map(({ text, left, row }) => [text, left, row])).toEqual([
    ['one', 0, 0],
    ['overlapping', 10, 1],
    ['four', 30, 0],
  ])
})

it('leaves out what is scrolled away on the left', () => {
  const scrolled = { ...view, scroll: 300 }
  const words = [
    { text: 'one', from: 0, to: 0.3 },
    { text: 'two', from: 4, to: 4.2 },
  ]
  expect(placeWords(words, scrolled, widthOf).map(({ text, left }) => [text, left])).toEqual([['two', 100]])
})
