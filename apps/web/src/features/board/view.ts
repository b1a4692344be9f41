import type { Point, Rect, Size } from './geometry.ts'

/** How the board is looked at: a point of the board lies at `point * zoom + (x, y)` in the window. */
export interface View {
  x: number
  y: number
  zoom: number
}

const CLOSEST = 2
const FARTHEST = 0.1

export const toBoard = ({ x, y, zoom }: View, point: Point): Point => ({
  x: (point.x - x) / zoom,
  y: (point.y - y) / zoom,
})

/** The same with a point of the window staying where it is. */
export const zoomAt = (view: View, at: Point, factor: number): View => {
  const zoom = Math.min(CLOSEST, Math.max(FARTHEST, view.zoom * factor))
  const fixed = toBoard(view, at)
  return { zoom, x: at.x - fixed.x * zoom, y: at.y - fixed.y * zoom }
}

/** All of it in the window, not larger than life. */
export const fit = (bounds: Rect, window: Size, margin = 48): View => {
  const zoom = Math.min(
    1,
    Math.max(
      FARTHEST,
      Math.min((window.width - 2 * margin) / bounds.width, (window.height - 2 * margin) / bounds.height),
    ),
  )
  return {
    zoom,
    x: (window.width - bounds.width * zoom) / 2 - bounds.x * zoom,
    y: (window.height - bounds.height * zoom) / 2 - bounds.y * zoom,
  }
}

/** Moved no more than needed for a part of the board to be seen. */
export const reveal = (view: View, rect: Rect, window: Size, margin = 24): View => {
  const shift = (start: number, length: number, room: number): number => {
    if (start < margin) return margin - start
    const over = start + length - (room - margin)
    return over > 0 ? -Math.min(over, start - margin) : 0
  }
  return {
    zoom: view.zoom,
    x: view.x + shift(rect.x * view.zoom + view.x, rect.width * view.zoom, window.width),
    y: view.y + shift(rect.y * view.zoom + view.y, rect.height * view.zoom, window.height),
  }
}

/** The part of the board that the window shows. */
export const shownPart = (view: View, window: Size): Rect => ({
  ...toBoard(view, { x: 0, y: 0 }),
  width: window.width / view.zoom,
  height: window.height / view.zoom,
})
