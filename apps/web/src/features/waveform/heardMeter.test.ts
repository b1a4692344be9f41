import { uniteStretches } from '@polyphony/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createHeardMeter } from './heardMeter.ts'

const playing = () => {
  let now = 0
  const heard: [number, number][] = []
  const meter = createHeardMeter(
    (from, to) => heard.push([from, to]),
    () => now,
  )
  return { meter, heard, wait: (seconds: number) => (now += seconds * 1000) }
}

describe('createHeardMeter', () => {
  it('counts what passes while playing, at any speed', () => {
    for (const rate of [0.5, 1, 3]) {
      const { meter, heard, wait } = playing()
      meter.start(10)
      for (let i = 1; i <= 8; i++) {
        wait(0.25)
        meter.reach(10 + i * 0.25 * rate)
      }
      meter.stop()
      expect(uniteStretches(heard)).toEqual([[10, 10 + 2 * rate]])
    }
  })

  it('counts nothing that was jumped over, announced or not', () => {
    const { meter, heard, wait } = playing()
    meter.start(0)
    wait(1)
    meter.reach(1)
    meter.jump(50)
    wait(1)
    meter.reach(51)
    wait(0.1)
    meter.reach(300)
    wait(1)
    meter.reach(301)
    meter.jump(2)
    wait(1)
    meter.reach(3)
    expect(uniteStretches(heard)).toEqual([
      [0, 1],
      [2, 3],
      [50, 51],
      [300, 301],
    ])
  })

  it('counts nothing while paused, before playing, or backwards', () => {
    const { meter, heard, wait } = playing()
    meter.reach(5)
    meter.jump(6)
    wait(1)
    meter.reach(7)
    meter.start(7)
    wait(1)
    meter.reach(6.5)
    meter.stop()
    wait(1)
    meter.reach(7.5)
    expect(heard).toEqual([])
  })

  it('a tab in the background, asked once a second, hears the same', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 1 }), steps => {
        const { meter, heard, wait } = playing()
        meter.start(0)
        let at = 0
        for (const step of steps) {
          wait(step)
          at += step * 2
          meter.reach(at)
        }
        expect(uniteStretches(heard)).toEqual(uniteStretches([[0, at]]))
      }),
    )
  })
})
