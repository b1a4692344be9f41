import * as Plot from '@observablehq/plot'
import type { Drawing } from './drawMatrix.ts'
import type { Inks } from './inks.ts'

export interface SaturationBar {
  name: string
  fresh: number
  known: number
  title: string
}

const MARGIN_RIGHT = 150

/** New codes of each conversation as bars, and all codes met so far as a line; each says what it is. */
export const drawSaturation = (
  steps: readonly SaturationBar[],
  words: { fresh: string; known: string; axis: string },
  inks: Inks,
): Drawing => {
  const places = steps.map((_, i) => String(i))
  const drawn = steps.map((step, i) => ({ ...step, at: places[i]! }))
  const most = Math.max(...steps.map(({ known }) => known), 1)
  const last = drawn.slice(-1)
  const longest = Math.max(...steps.map(({ name }) => Math.min(28, name.length)), 4)
  const size = Math.max(22, Math.min(90, 720 / Math.max(1, steps.length)))
  const marginBottom = Math.round(longest * 4.9) + 24
  const marginLeft = Math.max(56, Math.round(longest * 4.6) - Math.round(size / 2))
  const svg = Plot.plot({
    document,
    className: 'polyphony-saturation',
    width: marginLeft + steps.length * size + MARGIN_RIGHT,
    height: 280 + marginBottom,
    marginLeft,
    marginRight: MARGIN_RIGHT,
    marginTop: 28,
    marginBottom,
    style: { background: 'transparent', color: inks.ink, fontSize: '12px' },
    x: { type: 'band', domain: places, padding: 0.25, label: null },
    y: { domain: [0, most * 1.08], label: words.axis, ticks: Math.min(6, most) },
    marks: [
      Plot.gridY({ stroke: inks.line, strokeOpacity: 1, ticks: Math.min(6, most) }),
      Plot.axisX({
        tickRotate: -45,
        tickSize: 0,
        tickFormat: (i: string) => {
          const { name } = steps[Number(i)]!
          return name.length > 28 ? `${name.slice(0, 27).trimEnd()}…` : name
        },
      }),
      Plot.barY(drawn, { x: 'at', y: 'fresh', fill: inks.accent, title: 'title', rx: 2, className: 'bars' }),
      Plot.text(drawn, {
        x: 'at',
        y: 'fresh',
        text: (step: SaturationBar) => (step.fresh > 0 ? String(step.fresh) : ''),
        dy: -8,
        fill: inks.accent,
        fontWeight: 600,
      }),
      Plot.line(drawn, { x: 'at', y: 'known', stroke: inks.ink, strokeWidth: 1.5 }),
      Plot.dot(drawn, { x: 'at', y: 'known', fill: inks.ink, r: 3, title: 'title' }),
      // Beside the last conversation, each in the colour of what it names.
      Plot.text(last, {
        frameAnchor: 'right',
        y: 'known',
        text: () => words.known,
        textAnchor: 'start',
        dx: 8,
        fill: inks.ink,
      }),
      Plot.text(last, {
        frameAnchor: 'right',
        y: 0,
        text: () => words.fresh,
        textAnchor: 'start',
        dx: 8,
        dy: -8,
        fill: inks.accent,
        fontWeight: 600,
      }),
      Plot.ruleY([0], { stroke: inks.soft }),
    ],
  }) as SVGElement
  for (const [i, bar] of [...svg.querySelectorAll('.bars rect, [aria-label="bar"] rect')].entries())
    bar.setAttribute('data-cell', `${i} 0`)
  return { svg, legend: null }
}
