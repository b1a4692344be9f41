import { Button } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { desk as words } from '../../text/desk.ts'
import { useDesk, useDeskState, useFacts } from '../desk/DeskContext.tsx'
import type { Desk } from '../desk/desk.ts'
import { useJoining } from '../presence/usePeople.ts'
import styles from './Transcript.module.css'
import { domPoint, TURN_TEXT } from './textNodes.ts'

interface Spoken {
  turn: string
  from: number
  to: number
}

/**
 * The word being spoken, drawn on a canvas over the text: any change of text or style, anywhere, makes the browser look
 * at every highlight again, and a drawing does not. The canvas scrolls with the text and is moved only when the word
 * leaves it.
 */
export const SpokenWord = ({ scroller }: { scroller: HTMLElement }) => {
  const desk = useDesk()
  const timing = useFacts(facts => facts.timing)
  const canvas = useRef<HTMLCanvasElement>(null)
  const [away, setAway] = useState(false)
  // Whoever follows somebody sees what they see.
  const led = useJoining(joining => joining.following !== null)
  const following = useDeskState(state => state.following)

  useEffect(() => {
    const { player } = desk
    if (!player || !timing || !canvas.current) return
    return followSpoken(desk, scroller, canvas.current, setAway)
  }, [desk, timing, scroller])

  return (
    <>
      <canvas ref={canvas} className={styles.spoken} aria-hidden />
      {away && !following && !led && (
        <div className={styles.chip}>
          <Button size="compact-sm" radius="xl" onClick={() => desk.state.set({ following: true })}>
            {words.player.backToWord}
          </Button>
        </div>
      )}
    </>
  )
}

const followSpoken = (
  desk: Desk,
  scroller: HTMLElement,
  canvas: HTMLCanvasElement,
  setAway: (away: boolean) => void,
): (() => void) => {
  const player = desk.player!
  const context = canvas.getContext('2d')!
  let top = 0
  let height = 0
  let shown: Spoken | null = null
  let drawn = false
  /** Where the word stood in the scrolled text when it was drawn. */
  let drawnAt = 0

  const clear = () => {
    if (drawn) context.clearRect(0, 0, canvas.width, canvas.height)
    drawn = false
  }
  const size = () => {
    const ratio = Math.min(2, window.devicePixelRatio)
    height = scroller.clientHeight * 2
    canvas.width = Math.round(scroller.clientWidth * ratio)
    canvas.height = Math.round(height * ratio)
    canvas.style.width = `${scroller.clientWidth}px`
    canvas.style.height = `${height}px`
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    drawn = false
  }
  const move = (y: number) => {
    top = Math.max(0, Math.min(y - height / 2, scroller.scrollHeight - height))
    canvas.style.top = `${top}px`
  }
  const rectsOf = ({ turn, from, to }: Spoken): { rects: DOMRect[]; paragraph: DOMRect } | null => {
    const paragraph = scroller.querySelector<HTMLElement>(`[${TURN_TEXT}="${CSS.escape(turn)}"]`)
    if (!paragraph) return null
    const range = document.createRange()
    range.setStart(...domPoint(paragraph, from))
    range.setEnd(...domPoint(paragraph, to))
    return { rects: [...range.getClientRects()], paragraph: paragraph.getBoundingClientRect() }
  }
  const draw = () => {
    clear()
    const found = shown && rectsOf(shown)
    const first = found?.rects[0]
    if (!found || !first) {
      setAway(false)
      return
    }
    const view = scroller.getBoundingClientRect()
    const inContent = (y: number) => y - view.top + scroller.scrollTop
    const y = inContent(first.top)
    drawnAt = y
    if (y < top + 40 || y > top + height - 80) move(y)
    const colour = getComputedStyle(document.documentElement).getPropertyValue('--accent')
    context.fillStyle = colour
    for (const { left, right, bottom } of found.rects)
      context.fillRect(left - view.left, inContent(bottom) - top - 1, right - left, 2.5)
    // A small sign beside the turn that speaks, nearer where names stand nearer.
    const x = found.paragraph.left - view.left - (scroller.offsetWidth > 860 ? 15 : 10.5)
    const base = inContent(found.paragraph.top) - top + 9
    if (base > 0) {
      context.beginPath()
      context.moveTo(x, base)
      context.lineTo(x + 7, base + 5)
      context.lineTo(x, base + 10)
      context.fill()
    }
    drawn = true
    lookFor(first, view)
  }
  /** Whether the word is in view: it is followed, or the way back to it offered. */
  const lookFor = (first: DOMRect, view: DOMRect) => {
    const { playing } = player.state.get()
    const visible = first.top > view.top && first.bottom < view.bottom
    if (desk.state.get().following) {
      if (
        playing &&
        (first.top < view.top + view.height * 0.12 || first.bottom > view.top + view.height * 0.72)
      )
        desk.view.current?.reveal({ turn: shown!.turn, offset: shown!.from })
      setAway(false)
    } else setAway(playing && !visible)
  }
  /** The drawing scrolls along: it is drawn anew only where text above the word has become higher or lower. */
  const lookAgain = () => {
    const first = shown && rectsOf(shown)?.rects[0]
    const view = scroller.getBoundingClientRect()
    if (!first || !drawn || Math.abs(first.top - view.top + scroller.scrollTop - drawnAt) > 0.5) draw()
    else lookFor(first, view)
  }
  const show = (seconds: number) => {
    const spoken = desk.facts.get().timing?.wordAt(seconds * 1000) ?? null
    // In a pause the last word stays: a mark that flickers disturbs reading.
    if (!spoken && player.state.get().playing) return
    if (spoken && shown && spoken.turn === shown.turn && spoken.from === shown.from) return
    shown = spoken
    draw()
  }

  const letGo = () => {
    if (player.state.get().playing) desk.state.set({ following: false })
    draw()
  }
  const onKey = (event: KeyboardEvent) => {
    if (['PageDown', 'PageUp', 'Home', 'End'].includes(event.key)) letGo()
  }
  const onPointer = (event: PointerEvent) => {
    // The scrollbar belongs to the scroller itself; a press on the text does not scroll.
    if (event.target === scroller) letGo()
  }
  let lastFollowing = desk.state.get().following
  let waiting = 0
  const onScroll = () => {
    // Whether the word is still in view is looked at now and then, not on every frame of scrolling.
    if (waiting === 0)
      waiting = window.setTimeout(() => {
        waiting = 0
        lookAgain()
      }, 120)
  }
  const resized = new ResizeObserver(() => {
    size()
    move(scroller.scrollTop + scroller.clientHeight / 2)
    draw()
  })
  resized.observe(scroller)
  scroller.addEventListener('wheel', letGo, { passive: true })
  scroller.addEventListener('touchmove', letGo, { passive: true })
  scroller.addEventListener('keydown', onKey)
  scroller.addEventListener('pointerdown', onPointer)
  scroller.addEventListener('scroll', onScroll, { passive: true })
  const disposers = [
    player.onTime(show),
    player.state.subscribe(draw),
    desk.state.subscribe(() => {
      const { following } = desk.state.get()
      if (following === lastFollowing) return
      lastFollowing = following
      if (following && shown) desk.view.current?.reveal({ turn: shown.turn, offset: shown.from })
      draw()
    }),
    desk.index.onOrder(() => requestAnimationFrame(draw)),
  ]
  return () => {
    for (const dispose of disposers) dispose()
    resized.disconnect()
    window.clearTimeout(waiting)
    scroller.removeEventListener('wheel', letGo)
    scroller.removeEventListener('touchmove', letGo)
    scroller.removeEventListener('keydown', onKey)
    scroller.removeEventListener('pointerdown', onPointer)
    scroller.removeEventListener('scroll', onScroll)
    clear()
  }
}
