import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { atLeisure } from './atLeisure.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

it('does it once, a moment after the last of many requests, and again when asked again', () => {
  const act = vi.fn()
  const leisure = atLeisure(act, 100)
  for (let i = 0; i < 5; i++) {
    leisure.request()
    vi.advanceTimersByTime(90)
  }
  expect(act).not.toHaveBeenCalled()
  vi.advanceTimersByTime(10)
  expect(act).toHaveBeenCalledTimes(1)
  leisure.request()
  vi.advanceTimersByTime(100)
  expect(act).toHaveBeenCalledTimes(2)
})

it('is not put off by requests that never end', () => {
  const act = vi.fn()
  const leisure = atLeisure(act, 100)
  for (let i = 0; i < 50; i++) {
    leisure.request()
    vi.advanceTimersByTime(50)
  }
  expect(act).toHaveBeenCalledTimes(2)
})

it('does nothing once it is cancelled', () => {
  const act = vi.fn()
  const leisure = atLeisure(act, 100)
  leisure.request()
  leisure.cancel()
  vi.runAllTimers()
  expect(act).not.toHaveBeenCalled()
})
