/** A place one can jump to. Stops are listed in the order of the text; several may begin at one point. */
export interface Stop<Point> {
  at: Point
  /** The highlight it is about, if it is about one. */
  focus: string | null
}

/**
 * The place in the list of the next stop in a direction, -1 where there is none. One stands at the stop in focus, else
 * at a point of the text; a stop at that very point counts as ahead only for those who have `arrived` nowhere yet.
 */
export const nextStop = <Point>(
  stops: readonly Stop<Point>[],
  from: { point: Point; focus: string | null; arrived: boolean },
  direction: 1 | -1,
  compare: (a: Point, b: Point) => number,
): number => {
  const standing = from.focus === null ? -1 : stops.findIndex(({ focus }) => focus === from.focus)
  // The focus may have been left behind: then the point tells.
  if (standing >= 0 && compare(stops[standing]!.at, from.point) === 0) {
    const next = standing + direction
    return next < stops.length ? next : -1
  }
  if (direction < 0) return stops.findLastIndex(({ at }) => compare(at, from.point) < 0)
  return stops.findIndex(({ at }) => {
    const order = compare(at, from.point)
    return order > 0 || (order === 0 && !from.arrived)
  })
}
