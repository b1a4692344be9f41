import { expect, it } from 'vitest'
import { fit, reveal, shownPart, toBoard, zoomAt } from './view.ts'

const size = { width: 800, height: 600 }

it('zooming keeps what is under the pointer there, within bounds', () => {
  const view = { x: 30, y: -50, zoom: 1 }
  const at = { x: 400, y: 200 }
  const closer = zoomAt(view, at, 1.5)
  expect(closer.zoom).toBe(1.5)
  expect(toBoard(closer, at).x).toBeCloseTo(toBoard(view, at).x)
  expect(toBoard(closer, at).y).toBeCloseTo(toBoard(view, at).y)
  expect(zoomAt(view, at, 100).zoom).toBe(2)
  expect(zoomAt(view, at, 0.0001).zoom).toBe(0.1)
})

it('fitting shows all of it, and nothing larger than life', () => {
  const bounds = { x: -500, y: 100, width: 3000, height: 900 }
  const part = shownPart(fit(bounds, size), size)
  expect(part.x).toBeLessThan(-500)
  expect(part.x + part.width).toBeGreaterThan(2500)
  expect(part.y).toBeLessThan(100)
  expect(fit({ x: 0, y: 0, width: 10, height: 10 }, size).zoom).toBe(1)
})

it('reveals by the shortest way, and not at all what is seen', () => {
  const view = { x: 0, y: 0, zoom: 1 }
  expect(reveal(view, { x: 100, y: 100, width: 200, height: 80 }, size)).toEqual(view)
  expect(reveal(view, { x: 900, y: 100, width: 200, height: 80 }, size)).toEqual({ x: -324, y: 0, zoom: 1 })
  expect(reveal(view, { x: 100, y: -300, width: 200, height: 80 }, size)).toEqual({ x: 0, y: 324, zoom: 1 })
})
