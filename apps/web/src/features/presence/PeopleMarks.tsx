import type { TextSpan } from '@polyphony/document'
import { useEffect, useRef } from 'react'
import { useDesk } from '../desk/DeskContext.tsx'
import type { Desk } from '../desk/desk.ts'
import { domPoint, TURN_TEXT } from '../transcript/textNodes.ts'
import { drawAvatar } from './drawAvatar.ts'
import styles from './PeopleMarks.module.css'
import { decodeSpan } from './passages.ts'
import type { Peer } from './people.ts'
import { watchPointing } from './pointing.ts'
import { createScrollingCanvas } from './scrollingCanvas.ts'

/** The strip at the left edge of the text in which avatars stand. */
const STRIP = 26
/** Of an avatar; smaller where the words begin nearer to the edge. */
const RADIUS = 9
const SMALLEST = 6

/**
 * In the text: where the others read, and what they point at. Drawn on canvases, because any change of text or style,
 * anywhere, makes the browser look at every highlight again, and a drawing does not. The header says the same in words.
 */
export const PeopleMarks = ({ scroller }: { scroller: HTMLElement }) => {
  const desk = useDesk()
  const strip = useRef<HTMLCanvasElement>(null)
  const sheet = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    if (!strip.current || !sheet.current) return
    const ends = [watchPointing(desk, scroller), drawPeople(desk, scroller, strip.current, sheet.current)]
    return () => {
      for (const end of ends) end()
    }
  }, [desk, scroller])
  return (
    <>
      <canvas ref={strip} className={styles.marks} aria-hidden />
      <canvas ref={sheet} className={styles.marks} aria-hidden />
    </>
  )
}

const drawPeople = (
  desk: Desk,
  scroller: HTMLElement,
  stripCanvas: HTMLCanvasElement,
  sheetCanvas: HTMLCanvasElement,
): (() => void) => {
  const { people, joining } = desk.company
  const strip = createScrollingCanvas(stripCanvas, scroller, STRIP)
  const sheet = createScrollingCanvas(sheetCanvas, scroller)

  const paragraphOf = (turn: string) =>
    scroller.querySelector<HTMLElement>(`[${TURN_TEXT}="${CSS.escape(turn)}"]`)

  const drawReaders = (readers: readonly Peer[]) => {
    if (readers.length === 0) return strip.rest()
    const drawing = strip.begin()
    if (!drawing) return
    const { context, toCanvas, left } = drawing
    let radius = RADIUS
    const places = readers
      .flatMap(peer => {
        const box = peer.reading === null ? null : paragraphOf(peer.reading)?.getBoundingClientRect()
        if (box) radius = Math.max(SMALLEST, Math.min(RADIUS, (box.left - left) / 2))
        return box && box.height > 0
          ? [{ peer, y: toCanvas(box.top + peer.within * box.height) + RADIUS + 2 }]
          : []
      })
      .sort((a, b) => a.y - b.y)
    let free = 0
    for (const { peer, y } of places) {
      // Who reads at the same place stands below.
      const at = Math.max(y, free)
      free = at + radius * 2 + 2
      drawAvatar(context, peer, { x: radius < RADIUS ? radius : STRIP / 2 - 1, y: at, radius })
    }
  }

  const drawPointers = (pointers: readonly { name: string; colour: string; span: TextSpan }[]) => {
    if (pointers.length === 0) return sheet.rest()
    const drawing = sheet.begin()
    if (!drawing) return
    const { context, toCanvas, left } = drawing
    for (const { span, colour, name } of pointers) {
      const paragraph = paragraphOf(span.start.turn)
      if (!paragraph) continue
      const range = document.createRange()
      range.setStart(...domPoint(paragraph, span.start.offset))
      range.setEnd(...domPoint(paragraph, span.end.offset))
      const [box] = range.getClientRects()
      if (!box) continue
      const [x, y] = [box.left - left, toCanvas(box.top)]
      context.fillStyle = `oklch(from ${colour} 0.72 0.15 h / 0.34)`
      context.strokeStyle = `oklch(from ${colour} 0.62 0.15 h)`
      context.lineWidth = 2
      context.beginPath()
      context.roundRect(x - 4, y - 1, box.width + 8, box.height + 2, 7)
      context.fill()
      context.stroke()
      drawAvatar(context, { name, colour }, { x: x + box.width + 8, y: y - 4, radius: 8 })
    }
  }

  let frame = 0
  const draw = () => {
    frame = 0
    const { others, live } = people.get()
    const here = live ? others : []
    drawReaders(here)
    const { pointer } = joining.get()
    drawPointers([
      ...here.flatMap(({ name, colour, pointer }) => {
        const span = decodeSpan(desk.index, pointer)
        return span ? [{ name, colour, span }] : []
      }),
      ...(pointer ? [{ name: desk.me.name, colour: desk.me.colour, span: pointer }] : []),
    ])
  }
  const soon = () => {
    if (frame === 0) frame = requestAnimationFrame(draw)
  }
  let waiting: ReturnType<typeof setTimeout> | undefined
  const onScroll = () => {
    waiting ??= setTimeout(() => {
      waiting = undefined
      if (strip.outgrown() || sheet.outgrown()) soon()
    }, 120)
  }
  const resized = new ResizeObserver(soon)
  resized.observe(scroller)
  if (stripCanvas.parentElement) resized.observe(stripCanvas.parentElement)
  scroller.addEventListener('scroll', onScroll, { passive: true })
  const disposers = [people.subscribe(soon), joining.subscribe(soon), desk.index.onOrder(soon)]
  soon()
  return () => {
    cancelAnimationFrame(frame)
    clearTimeout(waiting)
    resized.disconnect()
    scroller.removeEventListener('scroll', onScroll)
    for (const dispose of disposers) dispose()
  }
}
