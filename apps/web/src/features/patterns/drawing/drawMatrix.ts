import * as Plot from '@observablehq/plot'
import type { Sheet } from '../sheet.ts'
import type { Inks } from './inks.ts'

export interface Drawing {
  svg: SVGElement
  legend: SVGElement | null
}

const cut = (name: string, most: number): string =>
  name.length > most ? `${name.slice(0, most - 1).trimEnd()}…` : name

/** A ramp of vectors: Plot's own is an image, which many programs lose. */
const drawLegend = (
  {
    end,
    ticks,
    label,
    format,
  }: { end: number; ticks: number | number[]; label: string; format: (value: number) => string },
  color: Plot.ScaleOptions,
  inks: Inks,
): SVGElement =>
  Plot.plot({
    document,
    className: 'polyphony-legend',
    width: 260,
    height: 52,
    marginLeft: 8,
    marginRight: 24,
    marginTop: 20,
    marginBottom: 22,
    style: { background: 'transparent', color: inks.ink, fontSize: '11px' },
    color,
    x: { type: 'sqrt', domain: [0, end], label: null },
    marks: [
      Plot.rectX(STEPS, {
        x1: (i: number) => end * (i / STEPS.length) ** 2,
        x2: (i: number) => end * ((i + 1) / STEPS.length) ** 2,
        // Without a seam between the steps.
        insetRight: -0.5,
        fill: (i: number) => end * ((i + 0.5) / STEPS.length) ** 2,
      }),
      Plot.axisX({ ticks, tickFormat: format, tickSize: 4, label: null }),
      Plot.text([label], { frameAnchor: 'top-left', dy: -16, fontWeight: 600, fill: inks.ink, text: String }),
    ],
  }) as SVGElement

const STEPS = Array.from({ length: 48 }, (_, i) => i)

/** Few whole numbers from 0 to the end. */
const wholeTicks = (end: number): number[] => {
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000].find(one => end / one <= 4) ?? end
  return Array.from({ length: Math.floor(end / step) + 1 }, (_, i) => i * step)
}

interface Drawn {
  row: string
  column: string
  value: number
  text: string
  title: string
  at: string
}

/** How a figure's legend is written. */
export interface MatrixWords {
  legend: string
  /** A value as the cells show it. */
  format: (value: number) => string
}

/** Up to this many columns the cells say their number. */
const MOST_WITH_NUMBERS = 40

/**
 * A table as a picture: the darker (in the dark scheme: the lighter), the more. `data-cell` on each cell is its place,
 * `row column`. Cells that are withheld are dots, empty ones are left empty.
 */
export const drawMatrix = (sheet: Sheet, { legend, format }: MatrixWords, inks: Inks): Drawing => {
  const { rows, columns } = sheet
  const drawn: Drawn[] = []
  const dots: Drawn[] = []
  /** Beside the figures: how often a row stands by itself. */
  const asides: Drawn[] = []
  for (const i of rows.keys())
    for (const j of columns.keys()) {
      const cell = sheet.cell(i, j)
      if (cell.value === 0) continue
      const one = {
        row: String(i),
        column: String(j),
        value: cell.value ?? 0,
        text: cell.text,
        title: `${rows[i]!.name} · ${columns[j]!.name}: ${cell.text}${cell.more ? `\n${cell.more}` : ''}`,
        at: `${i} ${j}`,
      }
      if (cell.withheld) dots.push(one)
      else if (cell.value) drawn.push(one)
      else if (cell.value === null && cell.text) asides.push(one)
    }
  const most = Math.max(...drawn.map(({ value }) => value), 0)
  const whole = drawn.every(({ value }) => Number.isInteger(value))
  // One is not much only because there is nothing else.
  const end = whole ? Math.max(most, 4) : Math.max(most, 1e-9)
  const numbers = columns.length <= MOST_WITH_NUMBERS
  const size = numbers ? Math.max(26, Math.min(64, 760 / columns.length)) : 14
  const high = rows.length <= MOST_WITH_NUMBERS ? 26 : 14
  const longest = Math.max(...rows.map(({ name }) => cut(name, 30).length), 4)
  const slanted = columns.some(({ name }) => name.length * 6.4 > size)
  const longestColumn = Math.max(...columns.map(({ name }) => cut(name, 28).length), 4)
  const marginLeft = Math.round(longest * 6.6) + 14
  const marginTop = slanted ? Math.round(longestColumn * 4.7) + 24 : 28
  const marginRight = slanted ? Math.round(longestColumn * 4.3) : 8
  const color = { type: 'sqrt', domain: [0, end], range: [inks.low, inks.high] } as const
  const turn = end * inks.turn
  const place = { x: 'column', y: 'row' } as const
  const svg = Plot.plot({
    document,
    className: 'polyphony-matrix',
    width: marginLeft + marginRight + columns.length * size,
    height: marginTop + 8 + rows.length * high,
    marginLeft,
    marginTop,
    marginRight,
    marginBottom: 8,
    style: { background: 'transparent', color: inks.ink, fontSize: high < 20 ? '10px' : '12px' },
    color,
    x: { type: 'band', domain: columns.map((_, j) => String(j)), padding: 0.06, label: null },
    y: { type: 'band', domain: rows.map((_, i) => String(i)), padding: 0.06, label: null },
    marks: [
      Plot.axisX({
        anchor: 'top',
        tickSize: 0,
        fontSize: size < 20 ? 9.5 : 12,
        tickRotate: slanted ? -45 : 0,
        tickFormat: (j: string) => cut(columns[Number(j)]!.name, 28),
      }),
      Plot.axisY({ tickSize: 0, tickFormat: (i: string) => cut(rows[Number(i)]!.name, 30) }),
      Plot.frame({ stroke: inks.line }),
      Plot.cell(drawn, { ...place, fill: 'value', rx: 3, title: 'title', className: 'cells' }),
      Plot.dot(dots, { ...place, r: 1.5, fill: inks.soft, title: 'title' }),
      Plot.text(numbers ? asides : [], {
        ...place,
        text: 'text',
        title: 'title',
        fill: inks.soft,
        fontSize: size < 34 ? 10 : 12,
        fontVariant: 'tabular-nums',
      }),
      ...(numbers
        ? [false, true].map(strong =>
            Plot.text(drawn, {
              ...place,
              text: 'text',
              filter: (one: Drawn) => one.value > turn === strong,
              fill: strong ? inks.onHigh : inks.onLow,
              fontSize: size < 34 ? 10 : 12,
              fontVariant: 'tabular-nums',
              pointerEvents: 'none',
            }),
          )
        : []),
    ],
  }) as SVGElement
  for (const [i, cell] of [...svg.querySelectorAll('.cells rect, [aria-label="cell"] rect')].entries())
    cell.setAttribute('data-cell', drawn[i]!.at)
  return {
    svg,
    legend:
      most > 0
        ? drawLegend({ end, ticks: whole ? wholeTicks(end) : 4, label: legend, format }, color, inks)
        : null,
  }
}
