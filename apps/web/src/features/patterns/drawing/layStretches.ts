/** A row of the picture of passages; `from` and `to` in units of its axis. */
export interface StretchRow {
  name: string
  stretches: { from: number; to: number; title: string; key: string }[]
}

/** A stretch with its place: `from` and `to` in units of the axis, `top` and `bottom` in pixels. */
export interface LaidStretch {
  from: number
  to: number
  top: number
  bottom: number
  title: string
  key: string
}

/** A word among thousands is still seen: nothing is shorter than this share of the axis. */
const SHORTEST = 1 / 320
/** Pixels between two rows. */
const BETWEEN = 8
/** Pixels of a row in which nothing overlaps. */
const ALONE = 18
/** Pixels that lanes share before they become thinner, and of one lane with the gap below it, at most and at least. */
const SHARED = 72
const THICKEST = 11
const THINNEST = 3
const GAP = 1

/**
 * Lays the stretches of each row beside each other, so that each can be pointed at: those that overlap get lanes
 * under each other. A row grows with its lanes up to a bound, then the lanes become thinner, to a bound as well.
 * `middles` are of the rows, `height` is of all of them, in pixels.
 */
export const layStretches = (
  rows: readonly StretchRow[],
  end: number,
): { laid: LaidStretch[]; middles: number[]; height: number } => {
  const laid: LaidStretch[] = []
  const middles: number[] = []
  let top = 0
  for (const { stretches } of rows) {
    const { places, count } = packRow(stretches, end)
    const pitch = count > 1 ? Math.max(THINNEST, Math.min(THICKEST, SHARED / count)) : ALONE + GAP
    const first = top + BETWEEN / 2
    for (const { lane, ...place } of places) {
      const at = first + lane * pitch
      laid.push({ ...place, top: at, bottom: at + pitch - GAP })
    }
    const height = BETWEEN + count * pitch - GAP
    middles.push(top + height / 2)
    top += height
  }
  return { laid, middles, height: top }
}

/** Each stretch in the first lane that is free where it begins; the longer first where two begin together. */
const packRow = (stretches: StretchRow['stretches'], end: number) => {
  const ends: number[] = []
  const places = stretches
    .map(one => {
      const from = Math.max(0, Math.min(one.from, end * (1 - SHORTEST)))
      return { ...one, from, to: Math.max(one.to, from + end * SHORTEST) }
    })
    .sort((a, b) => a.from - b.from || b.to - a.to)
    .map(one => {
      const free = ends.findIndex(to => to <= one.from)
      const lane = free < 0 ? ends.length : free
      ends[lane] = one.to
      return { ...one, lane }
    })
  return { places, count: Math.max(1, ends.length) }
}
