/** A bracket in the margin: where its passage begins and ends on the page (pixels in its turn). */
export interface Bracket {
  key: string
  top: number
  bottom: number
}

/**
 * Gives each bracket a lane so that none in a lane touch: longest first among those that begin together, each into the
 * first lane that is free.
 */
export const packLanes = <B extends Bracket>(brackets: readonly B[]): { bracket: B; lane: number }[] => {
  const ends: number[] = []
  return [...brackets]
    .sort((a, b) => a.top - b.top || b.bottom - a.bottom || (a.key < b.key ? -1 : 1))
    .map(bracket => {
      let lane = ends.findIndex(end => end <= bracket.top)
      if (lane < 0) lane = ends.length
      ends[lane] = bracket.bottom
      return { bracket, lane }
    })
}

/** Brackets that found no lane of their own, as one: where the first begins and where the last ends. */
export interface Fold<B extends Bracket = Bracket> {
  top: number
  bottom: number
  brackets: B[]
}

/**
 * Leaves at most so many lanes. When there are more, the last lane stands for all that would lie there and further out:
 * those that touch each other become one fold.
 */
export const foldLanes = <B extends Bracket>(
  packed: readonly { bracket: B; lane: number }[],
  most: number,
): { kept: { bracket: B; lane: number }[]; folds: Fold<B>[]; lanes: number } => {
  const lanes = packed.reduce((count, { lane }) => Math.max(count, lane + 1), 0)
  if (lanes <= most) return { kept: [...packed], folds: [], lanes }
  const folds: Fold<B>[] = []
  // Packing has put them in order of their tops.
  for (const { bracket, lane } of packed) {
    if (lane < most - 1) continue
    const fold = folds.at(-1)
    if (fold && bracket.top < fold.bottom) {
      fold.bottom = Math.max(fold.bottom, bracket.bottom)
      fold.brackets.push(bracket)
    } else folds.push({ top: bracket.top, bottom: bracket.bottom, brackets: [bracket] })
  }
  return { kept: packed.filter(({ lane }) => lane < most - 1), folds, lanes: most }
}

/** A label beside the brackets: what it says belongs at `wanted`. */
export interface Label {
  key: string
  wanted: number
}

/**
 * Places labels under each other, each as near as possible to where it belongs, all within `height`. When they do not
 * fit, the last place is left for "n more", and `hidden` says how many that stands for.
 */
export const placeLabels = <L extends Label>(
  labels: readonly L[],
  height: number,
  line: number,
): { placed: { label: L; top: number }[]; hidden: number; moreTop: number } => {
  const sorted = [...labels].sort((a, b) => a.wanted - b.wanted)
  const room = Math.max(1, Math.floor(height / line))
  const shown = sorted.length <= room ? sorted : sorted.slice(0, room - 1)
  const slots = shown.length + (shown.length < sorted.length ? 1 : 0)
  let free = 0
  const placed = shown.map((label, i) => {
    // What still has to follow must find its place, too.
    const latest = Math.max(free, room * line - (slots - i) * line)
    const top = Math.min(Math.max(free, label.wanted), latest)
    free = top + line
    return { label, top }
  })
  return { placed, hidden: sorted.length - shown.length, moreTop: free }
}
