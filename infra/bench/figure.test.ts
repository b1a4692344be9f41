import { expect, it } from 'vitest'
import { figureOf, median, quantile, ratioOf } from './figure.ts'

it('takes the middle of an odd and of an even number of values', () => {
  expect(median([3, 1, 2])).toBe(2)
  expect(median([4, 1, 3, 2])).toBe(2.5)
  expect(quantile([5, 1, 4, 2, 3], 0.5)).toBe(3)
})

it('holds a figure against its limit by the median', () => {
  expect(figureOf('P', '', [90, 100, 400], 'ms', 100)).toMatchObject({
    value: 100,
    range: [90, 400],
    pass: true,
  })
  expect(figureOf('P', '', [90, 101, 400], 'ms', 100).pass).toBe(false)
  expect(figureOf('P', '', [1], 'ms')).not.toHaveProperty('pass')
})

it('compares round by round, and calls overlapping ranges no difference', () => {
  const apart = ratioOf('P', '', [20, 40, 30], [10, 19, 15], 1.5)
  expect(apart).toMatchObject({ value: 2, difference: 'higher', pass: false })
  expect(ratioOf('P', '', [20, 40, 30], [10, 19, 15], 2.2).pass).toBe(true)
  expect(ratioOf('P', '', [20, 40, 30], [10, 25, 15], 1.5)).toMatchObject({ difference: 'none', pass: true })
  expect(ratioOf('P', '', [1, 2], [3, 4], 0.1)).toMatchObject({ difference: 'lower', pass: false })
})
