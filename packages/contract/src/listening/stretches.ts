import { z } from 'zod'

/** A stretch of a recording, in seconds rounded to a tenth; it ends after it begins. */
export type Stretch = readonly [from: number, to: number]

const Seconds = z
  .number()
  .min(0)
  .max(7 * 24 * 3600)
export const Stretch = z.tuple([Seconds, Seconds])

const tenth = (seconds: number): number => Math.round(seconds * 10) / 10

/**
 * What any of the lists covers: stretches in order, none empty, none touching another. Every end is rounded to a tenth
 * of a second first, so uniting again, or in another order, gives the same.
 */
export const uniteStretches = (...lists: readonly (readonly Stretch[])[]): Stretch[] => {
  const sorted = lists
    .flat()
    .map(([from, to]): [number, number] => [tenth(from), tenth(to)])
    .filter(([from, to]) => to > from)
    .sort(([a], [b]) => a - b)
  const united: [number, number][] = []
  for (const stretch of sorted) {
    const last = united.at(-1)
    if (last && stretch[0] <= last[1]) last[1] = Math.max(last[1], stretch[1])
    else united.push(stretch)
  }
  return united
}

/** What of `stretches` is not in `without`; both united. */
export const subtractStretches = (stretches: readonly Stretch[], without: readonly Stretch[]): Stretch[] => {
  const left: Stretch[] = []
  let at = 0
  for (const [from, to] of stretches) {
    let start = from
    while (at < without.length && without[at]![1] <= start) at++
    for (let i = at; i < without.length && without[i]![0] < to; i++) {
      if (without[i]![0] > start) left.push([start, without[i]![0]])
      start = Math.max(start, without[i]![1])
    }
    if (start < to) left.push([start, to])
  }
  return left
}

/** Only what lies within a recording of this length. */
export const clampStretches = (stretches: readonly Stretch[], duration: number): Stretch[] =>
  uniteStretches(stretches.map(([from, to]) => [Math.min(from, duration), Math.min(to, duration)]))

/** At most so many stretches: the shortest gaps are closed, so that nothing that was covered is lost. `stretches` united. */
export const limitStretches = (stretches: readonly Stretch[], most: number): Stretch[] => {
  const over = stretches.length - most
  if (over <= 0) return [...stretches]
  const gaps = stretches
    .slice(1)
    .map(([from], i) => ({ at: i + 1, gap: from - stretches[i]![1] }))
    .sort((a, b) => a.gap - b.gap || a.at - b.at)
  const closed = new Set(gaps.slice(0, over).map(({ at }) => at))
  const limited: [number, number][] = []
  for (const [i, [from, to]] of stretches.entries()) {
    if (closed.has(i)) limited.at(-1)![1] = to
    else limited.push([from, to])
  }
  return limited
}

/** Seconds that united stretches cover together, to a tenth. */
export const totalSeconds = (stretches: readonly Stretch[]): number =>
  tenth(stretches.reduce((sum, [from, to]) => sum + (to - from), 0))

/** How much of a recording was covered, 0–1; 0 for a recording without length. */
export const coverage = (seconds: number, duration: number | null): number =>
  duration !== null && duration > 0 ? Math.min(1, seconds / duration) : 0
