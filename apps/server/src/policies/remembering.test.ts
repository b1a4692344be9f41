import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { remembering } from './remembering.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('asks once for all who ask at about the same time, and anew after that', async () => {
  const names = remembering<string>(500)
  const find = vi.fn(async () => 'x')
  expect(await Promise.all([names.of('a', find), names.of('a', find), names.of('b', find)])).toEqual([
    'x',
    'x',
    'x',
  ])
  expect(find).toHaveBeenCalledTimes(2)
  vi.advanceTimersByTime(499)
  await names.of('a', find)
  expect(find).toHaveBeenCalledTimes(2)
  vi.advanceTimersByTime(1)
  await names.of('a', find)
  expect(find).toHaveBeenCalledTimes(3)
  names.forget()
  await names.of('a', find)
  expect(find).toHaveBeenCalledTimes(4)
})

it('does not keep what failed or was not there', async () => {
  const names = remembering<string | null>(500)
  await expect(names.of('a', () => Promise.reject(new Error('away')))).rejects.toThrow('away')
  expect(await names.of('a', async () => null)).toBe(null)
  await Promise.resolve()
  expect(await names.of('a', async () => 'there')).toBe('there')
})
