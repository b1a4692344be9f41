import * as Plot from '@observablehq/plot'
import type { Drawing } from './drawMatrix.ts'
import type { Inks } from './inks.ts'

export interface StretchRow {
  name: string
  stretches: { from: number; to: number; title: string; key: string }[]
}

const cut = (name: string): string => (name.length > 34 ? `${name.slice(0, 33).trimEnd()}…` : name)

/** Where passages stand from beginning to end, a row for each code or conversation. `data-key` names the highlight. */
export const drawStretches = (
  rows: readonly StretchRow[],
  axis: { label: string; end: number; format: (value: number) => string },
  inks: Inks,
): Drawing => {
  const drawn = rows.flatMap(({ stretches }, row) => stretches.map(one => ({ ...one, row: String(row) })))
  const longest = Math.max(...rows.map(({ name }) => cut(name).length), 4)
  // A word among thousands is still seen.
  const least = axis.end / 320
  const svg = Plot.plot({
    document,
    className: 'polyphony-stretches',
    width: 960,
    height: 56 + rows.length * 26,
    marginLeft: Math.round(longest * 6.6) + 14,
    marginTop: 12,
    marginBottom: 44,
    marginRight: 24,
    style: { background: 'transparent', color: inks.ink, fontSize: '12px' },
    x: { domain: [0, axis.end], label: axis.label, tickFormat: axis.format, grid: true },
    y: { type: 'band', domain: rows.map((_, i) => String(i)), padding: 0.3, label: null },
    marks: [
      Plot.gridX({ stroke: inks.line, strokeOpacity: 1 }),
      Plot.axisY({ tickSize: 0, tickFormat: (i: string) => cut(rows[Number(i)]!.name) }),
      Plot.barX(drawn, {
        x1: 'from',
        x2: (one: { from: number; to: number }) => Math.max(one.to, one.from + least),
        y: 'row',
        fill: inks.accent,
        fillOpacity: 0.75,
        title: 'title',
        rx: 1.5,
        className: 'stretches',
      }),
    ],
  }) as SVGElement
  for (const [i, bar] of [...svg.querySelectorAll('.stretches rect, [aria-label="bar"] rect')].entries())
    bar.setAttribute('data-key', drawn[i]!.key)
  return { svg, legend: null }
}
