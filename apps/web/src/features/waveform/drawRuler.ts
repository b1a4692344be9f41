import { formatTime } from '../../text/format.ts'
import { rulerStep, secondsAt, type WaveView, xOf } from './waveView.ts'

/** Draws the times along the top. */
export const drawRuler = (
  context: CanvasRenderingContext2D,
  view: WaveView,
  { ink, line, font }: { ink: string; line: string; font: string },
): void => {
  const step = rulerStep(view.perSecond)
  context.font = `400 11px ${font}`
  context.textAlign = 'left'
  context.textBaseline = 'middle'
  const first = Math.floor(secondsAt(view, 0) / step) * step
  for (let at = first; at <= view.duration && xOf(view, at) < view.width; at += step) {
    const x = Math.round(xOf(view, at))
    context.fillStyle = line
    context.fillRect(x, 4, 1, 13)
    context.fillStyle = ink
    context.fillText(formatTime(at), x + 4, 9.5)
  }
}
