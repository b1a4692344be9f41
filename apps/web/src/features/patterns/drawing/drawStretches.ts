import * as Plot from '@observablehq/plot'
import type { Drawing } from './drawMatrix.ts'
import type { Inks } from './inks.ts'
import { type LaidStretch, layStretches, type StretchRow } from './layStretches.ts'

const TOP = 12
const BOTTOM = 44

const cut = (name: string): string => (name.length > 34 ? `${name.slice(0, 33).trimEnd()}…` : name)

/**
 * Where passages stand from beginning to end, a row for each code or conversation; none lies over another. `data-key`
 * on each is its row's.
 */
export const drawStretches = (
  rows: readonly StretchRow[],
  axis: { label: string; end: number; format: (value: number) => string },
  inks: Inks,
): Drawing => {
  const { laid, middles, height } = layStretches(rows, axis.end)
  const longest = Math.max(...rows.map(({ name }) => cut(name).length), 4)
  const svg = Plot.plot({
    document,
    className: 'polyphony-stretches',
    width: 960,
    height: TOP + height + BOTTOM,
    marginLeft: Math.round(longest * 6.6) + 14,
    marginTop: TOP,
    marginBottom: BOTTOM,
    marginRight: 24,
    style: { background: 'transparent', color: inks.ink, fontSize: '12px' },
    x: { domain: [0, axis.end], label: axis.label, tickFormat: axis.format, grid: true },
    // In pixels: rows are as high as what is in them.
    y: { type: 'identity', axis: null },
    marks: [
      Plot.gridX({ stroke: inks.line, strokeOpacity: 1 }),
      Plot.axisX({}),
      Plot.text(rows, {
        frameAnchor: 'left',
        textAnchor: 'end',
        dx: -3,
        y: (_, i) => TOP + middles[i]!,
        text: ({ name }: StretchRow) => cut(name),
      }),
      Plot.rect(laid, {
        x1: 'from',
        x2: 'to',
        y1: ({ top }: LaidStretch) => TOP + top,
        y2: ({ bottom }: LaidStretch) => TOP + bottom,
        fill: inks.accent,
        fillOpacity: 0.75,
        title: 'title',
        rx: 1.5,
        className: 'stretches',
      }),
    ],
  }) as SVGElement
  for (const [i, bar] of [...svg.querySelectorAll('.stretches rect, [aria-label="rect"] rect')].entries())
    bar.setAttribute('data-key', laid[i]!.key)
  return { svg, legend: null }
}
