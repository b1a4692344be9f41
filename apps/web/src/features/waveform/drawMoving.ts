import type { Stretch } from '@polyphony/contract'
import { drawAvatar } from '../presence/drawAvatar.ts'
import { type DrawnWord, WORD_ROW } from './drawWords.ts'
import { barsHeight, HEARD, OVERVIEW, RULER, STRIP, WAVE_HEIGHT, wordRoom } from './waveLayout.ts'
import { isZoomed, type WaveView, xOf } from './waveView.ts'

/** A part of the recording, in seconds. */
export interface WaveSpan {
  from: number
  to: number
}

/** Somebody who listens, where they are. */
export interface WaveListener {
  name: string
  colour: string
  /** Seconds. */
  at: number
}

/** What may change from one frame to the next. */
export interface MovingScene {
  /** Where the playhead stands, in seconds. */
  now: number
  stretch: WaveSpan | null
  loop: WaveSpan | null
  silences: readonly Stretch[]
  heard: readonly Stretch[]
  listeners: readonly WaveListener[]
  /** The words in view, as they were drawn. */
  placed: readonly DrawnWord[]
}

/** Radius of somebody who listens. */
const LISTENER = 8

/** Draws what lies over the bars: what lies ahead, what is selected, looped, silent and heard, who listens, the playhead. */
export const drawMoving = (
  context: CanvasRenderingContext2D,
  at: WaveView,
  { now, stretch, loop, silences, heard, listeners, placed }: MovingScene,
  style: CSSStyleDeclaration,
): void => {
  const bars = barsHeight(at)
  const colour = (name: string) => style.getPropertyValue(name)
  const band = ({ from, to }: WaveSpan, top: number, height: number, least = 0) => {
    const left = Math.max(-2, xOf(at, from))
    const right = Math.min(at.width + 2, Math.max(xOf(at, to), xOf(at, from) + least))
    if (right > left) context.fillRect(left, top, right - left, height)
  }
  // What lies ahead stands back, and what will be passed over more so.
  context.fillStyle = colour('--panel')
  context.globalAlpha = 0.52
  band({ from: now, to: at.duration }, RULER, bars)
  for (const [from, to] of silences) band({ from, to }, RULER + STRIP, bars - STRIP)
  context.globalAlpha = 1
  context.fillStyle = colour('--line-strong')
  for (const [from, to] of silences) {
    const y = RULER + STRIP + (bars - STRIP - wordRoom(at.perSecond)) / 2 - 0.5
    for (let x = Math.max(0, xOf(at, from)); x < Math.min(at.width, xOf(at, to)); x += 6)
      context.fillRect(x, y, 3, 1.5)
  }
  const accent = colour('--accent')
  context.fillStyle = accent
  if (stretch) {
    context.globalAlpha = 0.17
    band(stretch, RULER, bars, 2)
    context.globalAlpha = 1
  }
  if (loop) {
    context.globalAlpha = 0.1
    band(loop, RULER, bars, 2)
    context.globalAlpha = 1
    for (const [x, foot] of [
      [xOf(at, loop.from), 1],
      [xOf(at, loop.to), -1],
    ] as const) {
      context.fillRect(x - 1, RULER, 2, bars)
      context.fillRect(foot > 0 ? x - 1 : x - 5, RULER, 6, 2)
      context.fillRect(foot > 0 ? x - 1 : x - 5, RULER + bars - 2, 6, 2)
    }
  }
  const strip = RULER + bars + 1
  context.fillStyle = colour('--active')
  context.fillRect(0, strip, at.width, HEARD - 2)
  context.fillStyle = accent
  for (const [from, to] of heard) band({ from, to }, strip, HEARD - 2, 1)
  drawListeners(context, at, listeners, bars)
  const head = xOf(at, now)
  const spoken = placed.find(word => word.from <= now && now < word.to)
  context.fillStyle = accent
  if (spoken) {
    const foot = RULER + bars - wordRoom(at.perSecond) + (spoken.row + 1) * WORD_ROW - 1
    context.fillRect(spoken.left, foot, spoken.right - spoken.left, 1.5)
  }
  context.fillRect(head - 0.75, 4, 1.5, RULER + bars - 2)
  context.beginPath()
  context.arc(head, 5, 3.5, 0, 7)
  context.fill()
  if (isZoomed(at))
    context.fillRect((now / at.duration) * at.width - 0.75, WAVE_HEIGHT - OVERVIEW, 1.5, OVERVIEW)
}

const drawListeners = (
  context: CanvasRenderingContext2D,
  view: WaveView,
  listeners: readonly WaveListener[],
  bars: number,
): void => {
  let free = Number.NEGATIVE_INFINITY
  for (const listener of listeners) {
    const x = xOf(view, listener.at)
    // Who listens at the same place stands beside.
    const disc = Math.max(x, free)
    free = disc + LISTENER * 2
    if (x < -LISTENER || x > view.width + LISTENER) continue
    context.fillStyle = `oklch(from ${listener.colour} 0.66 0.13 h / 0.8)`
    context.fillRect(x - 0.75, RULER + STRIP, 1.5, bars - STRIP)
    drawAvatar(context, listener, { x: disc, y: RULER + bars - LISTENER - 1, radius: LISTENER })
  }
}
