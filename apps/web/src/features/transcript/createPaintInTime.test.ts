import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createPaintInTime } from './createPaintInTime.ts'

/** A text whose turns have so many highlights each; what is painted in each frame. */
const textOf = (costs: Record<string, number>) => {
  const frames: string[][] = []
  const text = { rushes: false }
  const inTime = createPaintInTime({
    isRushing: () => text.rushes,
    costOf: turn => costs[turn] ?? 0,
    paint: turns => frames.push(turns.map(([turn, near]) => `${near ? '+' : '-'}${turn}`)),
  })
  return { text, inTime, frames }
}

describe('createPaintInTime', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    vi.stubGlobal('requestAnimationFrame', (act: () => void) => setTimeout(act, 16))
    vi.stubGlobal('cancelAnimationFrame', clearTimeout)
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  it('paints as many highlights in a frame as there is room for, never part of a turn', () => {
    const { inTime, frames } = textOf({ a: 6, b: 6, c: 6, dense: 90, e: 1 })
    for (const turn of ['a', 'b', 'c', 'dense', 'e']) inTime.set(turn, true)
    inTime.paint()
    vi.runAllTimers()
    expect(frames).toEqual([['+a', '+b'], ['+c'], ['+dense'], ['+e']])
  })

  it('paints all that came near before it takes away what went', () => {
    const { inTime, frames } = textOf({ a: 10, b: 8, gone: 4, left: 9, bare: 0 })
    inTime.set('bare', false)
    inTime.set('gone', false)
    inTime.set('left', false)
    inTime.set('a', true)
    inTime.set('b', true)
    inTime.paint()
    vi.runAllTimers()
    expect(frames).toEqual([['+a'], ['+b', '-bare', '-gone'], ['-left']])
  })

  it('paints nothing while the text rushes by, and all that waits once it has slowed down', () => {
    const { text, inTime, frames } = textOf({ a: 5, b: 5 })
    text.rushes = true
    inTime.set('a', true)
    inTime.paint()
    vi.advanceTimersByTime(60)
    inTime.set('b', true)
    inTime.paint()
    vi.advanceTimersByTime(60)
    expect(frames).toEqual([])
    expect([inTime.waits('a'), inTime.waits('b')]).toEqual([true, true])
    vi.advanceTimersByTime(60)
    expect(frames).toEqual([['+a', '+b']])
    expect(inTime.waits('a')).toBe(false)
  })

  it('forgets turns that are no more', () => {
    const { inTime, frames } = textOf({ a: 5 })
    inTime.set('a', true)
    inTime.set('b', true)
    inTime.forget('a')
    inTime.paint()
    vi.runAllTimers()
    expect(frames).toEqual([['+b']])
  })
})
