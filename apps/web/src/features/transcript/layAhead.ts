import type { NearTurns } from './createNearTurns.ts'

/** Says of a section that it is laid out for good. */
const LAID = 'data-laid'
/** So many sections are laid out together. */
const AT_ONCE = 6
/** Milliseconds that have to be left until the next frame. */
const ENOUGH_MS = 4

/**
 * Lays out the turns that the browser passed over when the desk opened, a few whenever it has nothing else to do, those
 * below the view first. Until then it looks in each frame of scrolling which of all turns have to be laid out, and does
 * so while they come into view; and the scrollbar goes by estimated heights. What stands above the view may grow or
 * shrink meanwhile: a browser that would let the text jump then is left with the estimates.
 */
export const layAhead = (
  scroller: HTMLElement,
  { sections, firstBelow }: Pick<NearTurns, 'sections' | 'firstBelow'>,
): { request(): void; dispose(): void } => {
  const able = typeof requestIdleCallback !== 'undefined' && CSS.supports('overflow-anchor', 'auto')
  let idle: number | undefined
  const next = (): HTMLElement[] => {
    const all = sections()
    const from = firstBelow(scroller.scrollTop)
    const found: HTMLElement[] = []
    for (let at = from; at < all.length && found.length < AT_ONCE; at++)
      if (!all[at]!.hasAttribute(LAID)) found.push(all[at]!)
    for (let at = from - 1; at >= 0 && found.length < AT_ONCE; at--)
      if (!all[at]!.hasAttribute(LAID)) found.push(all[at]!)
    return found
  }
  const run = (deadline: IdleDeadline) => {
    idle = undefined
    for (;;) {
      const turns = next()
      if (turns.length === 0) return
      for (const section of turns) section.setAttribute(LAID, '')
      // Laid out here and now, not within the next frame.
      turns[0]!.getBoundingClientRect()
      if (deadline.timeRemaining() < ENOUGH_MS) break
    }
    request()
  }
  const request = () => {
    if (able && idle === undefined) idle = requestIdleCallback(run)
  }
  return {
    request,
    dispose() {
      if (idle !== undefined) cancelIdleCallback(idle)
    },
  }
}
