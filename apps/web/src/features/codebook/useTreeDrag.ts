import type { Ontology } from '@polyphony/ontology'
import { type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { type CodeRow, dropPlace, type Place } from './codeTree.ts'

/** Where what is dragged would go, as it is drawn. */
export interface DropMark {
  /** The row it is drawn at, and how: a frame around it, or a line above or below. */
  index: number
  side: 'into' | 'above' | 'below'
  /** Of the line. */
  depth: number
  place: Place
}

export interface Dragged {
  ids: readonly string[]
  mark: DropMark | null
}

interface TreeDrag {
  ontology: Ontology
  rows: readonly CodeRow[]
  rowHeight: number
  indent: number
  scroller: HTMLElement | null
  list: RefObject<HTMLElement | null>
  /** Drawn beside the pointer. */
  ghost: RefObject<HTMLElement | null>
  /** False where siblings are not in the order of the codebook: then codes are only dropped onto others. */
  ordered: boolean
  /** What goes along when this row is taken. */
  idsFor: (id: string) => readonly string[]
  onStart: (ids: readonly string[]) => void
  onDrop: (ids: readonly string[], place: Place) => void
  onCancel: () => void
  onExpand: (id: string) => void
}

/** So far a pressed pointer may stray before it drags. */
const STRAY_PX = 5
/** Near the edges of the scroller it scrolls. */
const EDGE_PX = 40
/** So long a closed row is pointed at before it opens. */
const OPEN_MS = 700

/** What the place at this height of the list means: onto a row, or between two. */
const markAt = (
  { rows, rowHeight, indent, ordered }: TreeDrag,
  placeOf: ReturnType<typeof dropPlace>,
  x: number,
  y: number,
): DropMark | null => {
  const index = Math.max(0, Math.min(rows.length - 1, Math.floor(y / rowHeight)))
  const row = rows[index]
  if (!row) return null
  const share = y / rowHeight - index
  const zone = !ordered ? 'into' : share < 0.28 ? 'before' : share > 0.72 ? 'after' : 'into'
  const mark = (side: DropMark['side'], depth: number, place: Place | null) =>
    place && { index, side, depth, place }
  if (zone === 'into') return mark('into', row.depth, placeOf(row.code.id, 'into'))
  if (zone === 'before') return mark('above', row.depth, placeOf(row.code.id, 'before'))
  if (row.expanded) return mark('below', row.depth + 1, placeOf(row.code.id, 'first'))
  // After the last of several levels the pointer's distance from the edge says which of them is meant.
  const shallowest = Math.min(row.depth, rows[index + 1]?.depth ?? 0)
  const depth = Math.max(shallowest, Math.min(row.depth, Math.floor(x / indent) - 1))
  const level = rows.slice(0, index + 1).findLast(one => one.depth === depth)
  return level ? mark('below', depth, placeOf(level.code.id, 'after')) : null
}

/** Dragging rows of a tree with mouse, pen or, by a handle, a finger. */
export const useTreeDrag = (options: TreeDrag) => {
  const now = useRef(options)
  now.current = options
  const [dragged, setDragged] = useState<Dragged | null>(null)
  const end = useRef<(() => void) | null>(null)
  useEffect(() => () => end.current?.(), [])

  const begin = (event: PointerEvent<HTMLElement>, id: string) => {
    if (event.button !== 0 || !event.isPrimary) return
    const start = { x: event.clientX, y: event.clientY }
    const pointer = { ...start }
    let ids: readonly string[] | null = null
    let mark: DropMark | null = null
    let frame: number | undefined
    let open: { id: string; timer: ReturnType<typeof setTimeout> } | null = null

    let placing: { ontology: Ontology; placeOf: ReturnType<typeof dropPlace> } | null = null

    const letOpenBe = () => {
      clearTimeout(open?.timer)
      open = null
    }
    const look = () => {
      const { list, ontology } = now.current
      if (!ids || !list.current) return
      const box = list.current.getBoundingClientRect()
      if (placing?.ontology !== ontology) placing = { ontology, placeOf: dropPlace(ontology, ids) }
      const next = markAt(now.current, placing.placeOf, pointer.x - box.left, pointer.y - box.top)
      const over = next?.side === 'into' ? now.current.rows[next.index] : undefined
      const closed = over?.hasChildren && !over.expanded ? over.code.id : null
      if (open?.id !== closed) {
        letOpenBe()
        if (closed !== null)
          open = { id: closed, timer: setTimeout(() => now.current.onExpand(closed), OPEN_MS) }
      }
      if (mark?.index !== next?.index || mark?.side !== next?.side || mark?.depth !== next?.depth)
        setDragged({ ids, mark: next })
      mark = next
    }
    const scroll = () => {
      const { scroller, ghost } = now.current
      if (ghost.current) ghost.current.style.translate = `${pointer.x + 14}px ${pointer.y + 10}px`
      if (scroller) {
        const { top, bottom } = scroller.getBoundingClientRect()
        const beyond = Math.min(0, pointer.y - top - EDGE_PX) + Math.max(0, pointer.y - bottom + EDGE_PX)
        if (beyond !== 0) {
          scroller.scrollTop += beyond / 3
          look()
        }
      }
      frame = requestAnimationFrame(scroll)
    }
    const move = (moved: globalThis.PointerEvent) => {
      if (moved.pointerId !== event.pointerId) return
      pointer.x = moved.clientX
      pointer.y = moved.clientY
      if (!ids) {
        if (Math.hypot(pointer.x - start.x, pointer.y - start.y) < STRAY_PX) return
        ids = now.current.idsFor(id)
        setDragged({ ids, mark: null })
        now.current.onStart(ids)
        frame = requestAnimationFrame(scroll)
      }
      moved.preventDefault()
      look()
    }
    const finish = () => {
      if (frame !== undefined) cancelAnimationFrame(frame)
      letOpenBe()
      removeEventListener('pointermove', move)
      removeEventListener('pointerup', drop)
      removeEventListener('pointercancel', cancel)
      removeEventListener('keydown', onKey, true)
      end.current = null
      setDragged(null)
    }
    const drop = (up: globalThis.PointerEvent) => {
      if (up.pointerId !== event.pointerId) return
      finish()
      if (!ids) return
      // The click that ends a drag opens nothing.
      addEventListener('click', swallow, { capture: true, once: true })
      setTimeout(() => removeEventListener('click', swallow, { capture: true }))
      if (mark) now.current.onDrop(ids, mark.place)
      else now.current.onCancel()
    }
    const cancel = () => {
      const under = ids !== null
      finish()
      if (under) now.current.onCancel()
    }
    const onKey = (key: KeyboardEvent) => {
      if (key.key !== 'Escape' || !ids) return
      key.preventDefault()
      key.stopPropagation()
      cancel()
    }
    end.current?.()
    end.current = finish
    addEventListener('pointermove', move, { passive: false })
    addEventListener('pointerup', drop)
    addEventListener('pointercancel', cancel)
    addEventListener('keydown', onKey, true)
  }
  return { dragged, begin }
}

const swallow = (event: MouseEvent): void => {
  event.stopPropagation()
  event.preventDefault()
}
