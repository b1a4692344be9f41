import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  fitting,
  isZoomed,
  MOST_PER_SECOND,
  rulerStep,
  secondsAt,
  type WaveView,
  xOf,
  zoomAround,
} from './waveView.ts'

const whole = (width: number, duration: number): WaveView => ({
  width,
  duration,
  perSecond: width / duration,
  scroll: 0,
})
const views = fc
  .tuple(fc.integer({ min: 200, max: 3000 }), fc.integer({ min: 20, max: 20_000 }))
  .map(([width, duration]) => whole(width, duration))

it('zooming keeps what is under the pointer there, as far as the ends of the recording allow', () => {
  fc.assert(
    fc.property(
      views,
      fc.double({ min: 1, max: 50, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (view, factor, at) => {
        const x = at * view.width
        const zoomed = zoomAround(view, factor, x)
        expect(xOf(zoomed, secondsAt(view, x))).toBeCloseTo(x, 4)
        expect(secondsAt(zoomed, xOf(zoomed, 7))).toBeCloseTo(7)
      },
    ),
  )
})

it('stays between the whole recording and words, and within its ends, whatever is asked', () => {
  fc.assert(
    fc.property(
      views,
      fc.array(
        fc.tuple(fc.double({ min: 0.01, max: 100, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })),
      ),
      (view, acts) => {
        for (const [factor, at] of acts) view = zoomAround(view, factor, at * view.width)
        expect(view.perSecond).toBeGreaterThanOrEqual(fitting(view) - 1e-9)
        expect(view.perSecond).toBeLessThanOrEqual(Math.max(MOST_PER_SECOND, fitting(view)))
        expect(view.scroll).toBeGreaterThanOrEqual(0)
        expect(view.scroll + view.width).toBeLessThanOrEqual(view.duration * view.perSecond + 1e-6)
        expect(isZoomed(zoomAround(view, 1e-6, 0))).toBe(false)
      },
    ),
  )
})

it('labels of the ruler have room', () => {
  for (const perSecond of [0.05, 0.16, 1, 3, 20, 100, 240])
    expect(rulerStep(perSecond) * perSecond).toBeGreaterThanOrEqual(72)
  expect(rulerStep(1.5)).toBe(60)
})
