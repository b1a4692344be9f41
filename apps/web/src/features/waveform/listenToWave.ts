import type { Waveform, WaveSpot } from './createWaveform.ts'

export interface WaveGestures {
  /** Something was clicked; false leaves the click to seeking. */
  onPick: (spot: WaveSpot) => boolean
  /** The pointer is over something else than before; null when it has left. `x` in pixels from the left. */
  onHover: (spot: WaveSpot | null, x: number) => void
}

/** How much a wheel's step of a pixel zooms. */
const ZOOM_STEP = 0.008
/** Pixels in a line and in a page of a wheel that does not count pixels. */
const WHEEL_UNITS = [1, 16, 200]

/**
 * Hands and wheels on the waveform: the wheel with Ctrl, and a pinch, zoom; the wheel scrolls what is zoomed; a drag
 * over the whole recording below moves the view; what is clicked is picked before it seeks.
 */
export const listenToWave = (
  element: HTMLElement,
  waveform: Waveform,
  { onPick, onHover }: WaveGestures,
): (() => void) => {
  const aborter = new AbortController()
  const { signal } = aborter
  const placeOf = ({ clientX, clientY }: MouseEvent) => {
    const { left, top } = element.getBoundingClientRect()
    return { x: clientX - left, y: clientY - top }
  }
  let zoomBy = 1
  let zoomAt = 0
  let frame = 0
  const zoomSoon = (factor: number, x: number) => {
    zoomBy *= factor
    zoomAt = x
    // Wheels and fingers tell more often than the screen shows.
    if (frame === 0)
      frame = requestAnimationFrame(() => {
        frame = 0
        waveform.zoom(zoomBy, zoomAt)
        zoomBy = 1
      })
  }

  element.addEventListener(
    'wheel',
    event => {
      const unit = WHEEL_UNITS[event.deltaMode] ?? 1
      const { x } = placeOf(event)
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault()
        zoomSoon(Math.exp(-event.deltaY * unit * ZOOM_STEP), x)
      } else if (waveform.zoomed() !== 'whole') {
        event.preventDefault()
        waveform.scrollBy((event.deltaX || event.deltaY) * unit)
      }
    },
    { passive: false, signal },
  )

  const fingers = new Map<number, PointerEvent>()
  let dragging = false
  /** A pinch or a drag of the view ends with a click nobody meant. */
  let swallow = false
  const stop = (event: Event) => {
    event.preventDefault()
    event.stopPropagation()
  }
  const apart = (): number => {
    const [a, b] = [...fingers.values()]
    return a && b ? Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY) : 0
  }
  element.addEventListener(
    'pointerdown',
    event => {
      swallow = false
      if (event.pointerType === 'touch') fingers.set(event.pointerId, event)
      if (fingers.size > 1) {
        swallow = true
        stop(event)
        return
      }
      const { x, y } = placeOf(event)
      const spot = waveform.spotAt(x, y)
      if (spot.kind !== 'overview') return
      dragging = true
      swallow = true
      element.setPointerCapture(event.pointerId)
      waveform.centre(spot.seconds)
      stop(event)
    },
    { capture: true, signal },
  )
  element.addEventListener(
    'pointermove',
    event => {
      const { x, y } = placeOf(event)
      if (fingers.size > 1 && fingers.has(event.pointerId)) {
        const before = apart()
        fingers.set(event.pointerId, event)
        if (before > 0) zoomSoon(apart() / before, x)
        stop(event)
      } else if (dragging) {
        const { width } = element.getBoundingClientRect()
        const spot = waveform.spotAt(Math.min(width, Math.max(0, x)), element.clientHeight - 1)
        if (spot.kind === 'overview') waveform.centre(spot.seconds)
        stop(event)
      } else if (event.pointerType !== 'touch') onHover(waveform.spotAt(x, y), x)
    },
    { capture: true, signal },
  )
  const lift = (event: PointerEvent) => {
    fingers.delete(event.pointerId)
    dragging = false
  }
  element.addEventListener('pointerup', lift, { capture: true, signal })
  element.addEventListener('pointercancel', lift, { capture: true, signal })
  element.addEventListener('pointerleave', event => onHover(null, placeOf(event).x), { signal })
  element.addEventListener(
    'click',
    event => {
      const { x, y } = placeOf(event)
      if (swallow || onPick(waveform.spotAt(x, y))) stop(event)
      swallow = false
    },
    { capture: true, signal },
  )
  return () => {
    aborter.abort()
    cancelAnimationFrame(frame)
  }
}
