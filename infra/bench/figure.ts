import { loadavg } from 'node:os'

/** One measured figure; printed as a line of JSON. */
export interface Figure {
  bar: string
  what: string
  value: number
  unit: string
  /** Smallest and largest of the rounds; `value` is their median. */
  range?: [number, number]
  /** The limit it is measured against; absent where the figure only informs. */
  against?: number
  pass?: boolean
  /** For a ratio: whether the two sides' ranges lie apart. Overlapping ranges are no difference, and pass. */
  difference?: 'none' | 'higher' | 'lower'
}

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** The value below which a share (0–1) of the values lies. */
export const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * share)] ?? Number.NaN

const rangeOf = (values: readonly number[]): [number, number] => [Math.min(...values), Math.max(...values)]

/** A figure taken in several rounds, against a limit where there is one. */
export const figureOf = (
  bar: string,
  what: string,
  values: readonly number[],
  unit: string,
  limit?: number,
): Figure => {
  const value = median(values)
  const figure: Figure = { bar, what, value, unit, range: rangeOf(values) }
  return limit === undefined ? figure : { ...figure, against: limit, pass: value <= limit }
}

/**
 * Ours divided by theirs, round by round: what else the machine did in a round, it did to both. Where the ranges of the
 * two sides overlap there is no difference, and the bar is passed whatever the ratio.
 */
export const ratioOf = (
  bar: string,
  what: string,
  ours: readonly number[],
  theirs: readonly number[],
  limit: number,
): Figure => {
  const ratios = ours.map((value, round) => value / theirs[round]!)
  const [ourLeast, ourMost] = rangeOf(ours)
  const [theirLeast, theirMost] = rangeOf(theirs)
  const difference = ourLeast > theirMost ? 'higher' : ourMost < theirLeast ? 'lower' : 'none'
  const value = median(ratios)
  return {
    bar,
    what,
    value,
    unit: 'ratio',
    range: rangeOf(ratios),
    against: limit,
    pass: value <= limit || difference === 'none',
    difference,
  }
}

const short = (value: number): number => Number(value.toPrecision(4))

/** Prints a figure as a line of JSON, with the load of the machine when it was taken. */
export const printFigure = (figure: Figure): void => {
  const { value, range } = figure
  const load = short(loadavg()[0] ?? 0)
  console.log(
    JSON.stringify({ ...figure, value: short(value), ...(range && { range: range.map(short) }), load }),
  )
}
