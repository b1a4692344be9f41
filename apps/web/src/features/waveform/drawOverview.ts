import { BAR, GAP, OVERVIEW, WAVE_HEIGHT } from './waveLayout.ts'
import type { WaveView } from './waveView.ts'

/** The loudest of each bar's share of the recording, for as many bars as fit. */
export const overviewBars = (high: Float32Array, width: number): Float32Array => {
  const count = Math.floor(width / (BAR + GAP))
  return Float32Array.from({ length: count }, (_, bar) => {
    let most = 0
    const end = Math.floor(((bar + 1) / count) * high.length)
    for (let i = Math.floor((bar / count) * high.length); i < end; i++) most = Math.max(most, high[i]!)
    return most
  })
}

interface OverviewLook {
  bars: Float32Array
  /** Of the voice at a time in seconds. */
  colourAt: (seconds: number) => string
  accent: string
}

/** Draws the whole recording along the foot, and which part of it is in view. */
export const drawOverview = (
  context: CanvasRenderingContext2D,
  { width, perSecond, scroll, duration }: WaveView,
  { bars, colourAt, accent }: OverviewLook,
): void => {
  const top = WAVE_HEIGHT - OVERVIEW
  context.globalAlpha = 0.75
  for (const [bar, value] of bars.entries()) {
    const height = Math.max(1, value * (OVERVIEW - 6))
    context.fillStyle = colourAt((bar / bars.length) * duration)
    context.fillRect(bar * (BAR + GAP), top + 3 + (OVERVIEW - 6 - height) / 2, BAR, height)
  }
  const total = perSecond * duration
  const left = (scroll / total) * width
  const seen = Math.max(6, (width / total) * width)
  context.fillStyle = accent
  context.globalAlpha = 0.14
  context.fillRect(left, top + 1, seen, OVERVIEW - 2)
  context.globalAlpha = 1
  context.strokeStyle = accent
  context.lineWidth = 1.5
  context.strokeRect(left + 0.75, top + 1.25, Math.max(4, seen - 1.5), OVERVIEW - 2.5)
}
