import { afterEach, expect, it, vi } from 'vitest'
import { watchSpeed } from './watchSpeed.ts'

afterEach(() => vi.restoreAllMocks())

/** Says after each frame (so long after the one before, scrolled so far) whether the text rushes by. */
const frames = (...taken: [ms: number, pixels: number][]): boolean[] => {
  let now = 1000
  const scroller = { scrollTop: 0 }
  vi.spyOn(performance, 'now').mockImplementation(() => now)
  const rushes = watchSpeed(scroller)
  rushes()
  return taken.map(([ms, pixels]) => {
    now += ms
    scroller.scrollTop += pixels
    return rushes()
  })
}

it('tells text that rushes by from one that is read, and from a jump', () => {
  expect(frames([16, 10], [16, 10], [16, 10])).toEqual([false, false, false])
  expect(frames([16, 60], [16, 60], [16, 60])).toEqual([false, true, true])
  expect(frames([16, 9000], [16, 0], [16, 10])).toEqual([false, false, false])
})

it('is not misled by one late frame', () => {
  expect(frames([16, 60], [16, 60], [90, 60], [16, 60])).toEqual([false, true, true, true])
})

it('goes on until the text is clearly slower than when it began', () => {
  expect(frames([16, 20], [16, 20], [16, 20])).toEqual([false, false, false])
  expect(frames([16, 60], [16, 60], [16, 20], [16, 20], [16, 20])).toEqual([false, true, true, true, true])
})

it('sees that the text slows down, and that it rested', () => {
  expect(frames([16, 60], [16, 60], [16, 10], [16, 10])).toEqual([false, true, true, false])
  expect(frames([16, 60], [16, 60], [400, 60], [16, 10])).toEqual([false, true, false, false])
})
