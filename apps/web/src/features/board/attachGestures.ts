import type { BoardSession } from './boardSession.ts'
import { cardRect, overlaps, type Point, type Rect } from './geometry.ts'
import { toBoard, type View } from './view.ts'

/** A hand that moves less than this, in CSS pixels, has pressed and not dragged. */
const SLACK = 4
/** So near to the edge what is dragged takes the board along. */
const EDGE = 36
const EDGE_SPEED = 14

interface GestureOptions {
  /** What is drawn while cards are selected by a frame; null when there is none. In CSS pixels of the canvas. */
  onFrame: (frame: Rect | null) => void
  editable: () => boolean
  /** A card is pressed for its menu: right button, or a long press of a finger. */
  onMenu: (key: string) => void
  onOpen: (key: string) => void
}

type Mode =
  | { type: 'press'; what: { card: string } | { cluster: string }; start: Point; only: boolean }
  | { type: 'drag'; start: Point }
  | { type: 'pan'; start: Point; view: View }
  | { type: 'frame'; start: Point; kept: ReadonlySet<string> }
  | { type: 'pinch'; far: number; middle: Point }

const between = ([a, b]: readonly Point[]): { far: number; middle: Point } => ({
  far: Math.max(1, Math.hypot(a!.x - b!.x, a!.y - b!.y)),
  middle: { x: (a!.x + b!.x) / 2, y: (a!.y + b!.y) / 2 },
})

/** Mouse, pen and fingers on the board: select, drag, pan, zoom. Buttons and links on it are left alone. */
export const attachGestures = (
  canvas: HTMLElement,
  session: BoardSession,
  { onFrame, editable, onMenu, onOpen }: GestureOptions,
): (() => void) => {
  const pointers = new Map<number, Point>()
  let mode: Mode | null = null
  let spaceHeld = false
  let panning = 0

  const at = ({ clientX, clientY }: MouseEvent): Point => {
    const { left, top } = canvas.getBoundingClientRect()
    return { x: clientX - left, y: clientY - top }
  }
  const onBoard = (point: Point): Point => toBoard(session.view.get(), point)

  const endMode = () => {
    cancelAnimationFrame(panning)
    panning = 0
    if (mode?.type === 'frame') onFrame(null)
    mode = null
    delete canvas.dataset.grabbing
  }

  const beginPan = (start: Point) => {
    mode = { type: 'pan', start, view: session.view.get() }
    canvas.dataset.grabbing = ''
  }

  const press = (event: PointerEvent, start: Point) => {
    const target = event.target as Element
    const card = target.closest<HTMLElement>('[data-card]')?.dataset.card
    const cluster = target.closest<HTMLElement>('[data-cluster-head]')?.dataset.clusterHead
    const adds = event.shiftKey || event.ctrlKey || event.metaKey
    if (card !== undefined) {
      const { selection } = session.state.get()
      session.focusOn(card)
      if (adds) session.toggle(card)
      else if (!selection.has(card)) session.select([card])
      mode = {
        type: 'press',
        what: { card },
        start,
        only: !adds && selection.has(card) && selection.size > 1,
      }
    } else if (cluster !== undefined) mode = { type: 'press', what: { cluster }, start, only: false }
    else if (session.state.get().tool === 'hand') {
      if (!adds) session.select([])
      beginPan(start)
    } else {
      const kept = adds ? session.state.get().selection : new Set<string>()
      session.select(kept)
      mode = { type: 'frame', start, kept }
    }
  }

  const onPointerDown = (event: PointerEvent) => {
    if ((event.target as Element).closest('button, a, input, textarea, [role=toolbar]')) return
    const start = at(event)
    pointers.set(event.pointerId, start)
    if (pointers.size === 2) {
      if (mode?.type === 'drag') session.cancelDrag()
      endMode()
      mode = { type: 'pinch', ...between([...pointers.values()]) }
      return
    }
    if (pointers.size > 2) return
    if (event.button === 1 || (event.button === 0 && spaceHeld)) {
      event.preventDefault()
      beginPan(start)
    } else if (event.button === 0) press(event, start)
    if (mode && mode.type !== 'press') canvas.setPointerCapture(event.pointerId)
  }

  const beginDrag = (event: PointerEvent, { what, start }: Extract<Mode, { type: 'press' }>) => {
    canvas.setPointerCapture(event.pointerId)
    canvas.dataset.grabbing = ''
    if (!editable()) {
      beginPan(start)
      return
    }
    if ('card' in what) {
      const { selection } = session.state.get()
      session.beginDrag(selection.has(what.card) ? [what.card, ...selection] : [what.card], [])
    } else session.beginDrag([], [what.cluster])
    mode = { type: 'drag', start: onBoard(start) }
  }

  const dragTo = (point: Point) => {
    if (mode?.type !== 'drag') return
    const now = onBoard(point)
    session.moveDrag(now.x - mode.start.x, now.y - mode.start.y)
  }

  /** Near the edge the board goes on by itself. */
  const panAtEdge = () => {
    panning = 0
    const [point] = pointers.values()
    if (mode?.type !== 'drag' || !point) return
    const pull = (value: number, room: number) =>
      value < EDGE ? EDGE_SPEED : value > room - EDGE ? -EDGE_SPEED : 0
    const [dx, dy] = [pull(point.x, session.window.width), pull(point.y, session.window.height)]
    if (dx === 0 && dy === 0) return
    session.view.set(({ x, y }) => ({ x: x + dx, y: y + dy }))
    dragTo(point)
    panning = requestAnimationFrame(panAtEdge)
  }

  const frameTo = ({ start, kept }: Extract<Mode, { type: 'frame' }>, point: Point) => {
    const frame = {
      x: Math.min(start.x, point.x),
      y: Math.min(start.y, point.y),
      width: Math.abs(point.x - start.x),
      height: Math.abs(point.y - start.y),
    }
    onFrame(frame)
    const { zoom } = session.view.get()
    const part = { ...onBoard(frame), width: frame.width / zoom, height: frame.height / zoom }
    const inside = [...session.state.get().board.cards.values()].filter(card =>
      overlaps(cardRect(card), part),
    )
    const selection = new Set([...kept, ...inside.map(card => card.key)])
    const before = session.state.get().selection
    if (selection.size !== before.size || [...selection].some(key => !before.has(key)))
      session.select(selection)
  }

  const onPointerMove = (event: PointerEvent) => {
    const point = at(event)
    if (event.pointerType === 'mouse') session.presences.setCursor(onBoard(point))
    if (!pointers.has(event.pointerId)) return
    pointers.set(event.pointerId, point)
    switch (mode?.type) {
      case 'press':
        if (Math.hypot(point.x - mode.start.x, point.y - mode.start.y) < SLACK) return
        beginDrag(event, mode)
        dragTo(point)
        return
      case 'drag':
        dragTo(point)
        if (panning === 0) panning = requestAnimationFrame(panAtEdge)
        return
      case 'pan':
        session.view.set({
          x: mode.view.x + point.x - mode.start.x,
          y: mode.view.y + point.y - mode.start.y,
        })
        return
      case 'frame':
        frameTo(mode, point)
        return
      case 'pinch': {
        const now = between([...pointers.values()])
        session.zoomBy(now.far / mode.far, now.middle)
        session.view.set(({ x, y }) => ({
          x: x + now.middle.x - (mode as { middle: Point }).middle.x,
          y: y + now.middle.y - (mode as { middle: Point }).middle.y,
        }))
        mode = { type: 'pinch', ...now }
      }
    }
  }

  const onPointerUp = (event: PointerEvent) => {
    if (!pointers.delete(event.pointerId)) return
    if (mode?.type === 'drag') session.drop()
    else if (mode?.type === 'press' && mode.only && 'card' in mode.what) session.select([mode.what.card])
    endMode()
    // A finger that stays after two goes on moving the board.
    const [left] = pointers.values()
    if (left) beginPan(left)
  }
  const onPointerCancel = (event: PointerEvent) => {
    pointers.delete(event.pointerId)
    session.cancelDrag()
    endMode()
  }

  const onWheel = (event: WheelEvent) => {
    if ((event.target as Element).closest('[data-scrolls]')) return
    event.preventDefault()
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1
    if (event.ctrlKey || event.metaKey) session.zoomBy(Math.exp(-event.deltaY * unit * 0.008), at(event))
    else session.view.set(({ x, y }) => ({ x: x - event.deltaX * unit, y: y - event.deltaY * unit }))
  }

  const onContextMenu = (event: MouseEvent) => {
    const card = (event.target as Element).closest<HTMLElement>('[data-card]')?.dataset.card
    if (card === undefined) return
    event.preventDefault()
    endMode()
    pointers.clear()
    if (!session.state.get().selection.has(card)) session.select([card])
    onMenu(card)
  }
  const onDoubleClick = (event: MouseEvent) => {
    const card = (event.target as Element).closest<HTMLElement>('[data-card]')?.dataset.card
    if (card !== undefined) onOpen(card)
  }
  const onLeave = () => session.presences.setCursor(null)

  const isWriting = (target: EventTarget | null) =>
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && mode?.type === 'drag') {
      session.cancelDrag()
      endMode()
      pointers.clear()
      event.stopPropagation()
    }
    if (event.key === ' ' && !isWriting(event.target)) spaceHeld = true
  }
  const onKeyUp = (event: KeyboardEvent) => {
    if (event.key === ' ') spaceHeld = false
  }
  const onBlur = () => {
    spaceHeld = false
  }

  const listening = new AbortController()
  const { signal } = listening
  canvas.addEventListener('pointerdown', onPointerDown, { signal })
  canvas.addEventListener('pointermove', onPointerMove, { signal })
  window.addEventListener('pointerup', onPointerUp, { signal })
  window.addEventListener('pointercancel', onPointerCancel, { signal })
  canvas.addEventListener('pointerleave', onLeave, { signal })
  canvas.addEventListener('wheel', onWheel, { signal, passive: false })
  canvas.addEventListener('contextmenu', onContextMenu, { signal })
  canvas.addEventListener('dblclick', onDoubleClick, { signal })
  window.addEventListener('keydown', onKeyDown, { signal, capture: true })
  window.addEventListener('keyup', onKeyUp, { signal })
  window.addEventListener('blur', onBlur, { signal })
  return () => {
    listening.abort()
    session.cancelDrag()
    endMode()
  }
}
