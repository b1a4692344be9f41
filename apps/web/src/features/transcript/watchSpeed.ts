/** Pixels in a millisecond: two screens a second; and the speed below which rushing text has slowed down. */
const RUSHING = 1.5
const SLOWED_DOWN = 0.75
const FRAME_MS = 16
/** After so long without a frame the text has rested. */
const RESTED_MS = 150

/**
 * Tells, asked in frame after frame, whether the text goes on rushing by. A jump to somewhere else is over at once; and one
 * late frame, in which the text seems slow, does not end it: what is painted then would make the next one late, too.
 */
export const watchSpeed = (scroller: Pick<HTMLElement, 'scrollTop'>): (() => boolean) => {
  // Where it stands is not read before it is asked: just after opening that would lay out the page.
  let last = { top: 0, at: Number.NEGATIVE_INFINITY, fast: false, rushing: false }
  return () => {
    const [top, at] = [scroller.scrollTop, performance.now()]
    const since = at - last.at
    // Asked again in the same frame.
    if (top === last.top && since < FRAME_MS) return last.rushing
    const fast = Math.abs(top - last.top) / Math.max(1, since) > (last.rushing ? SLOWED_DOWN : RUSHING)
    const goesOn = last.rushing ? fast || last.fast : fast && last.fast
    last = { top, at, fast, rushing: goesOn && since < RESTED_MS }
    return last.rushing
  }
}
