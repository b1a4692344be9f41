/** Pixels in a millisecond: two screens a second. */
const RUSHING = 1.5
const FRAME_MS = 16

/** Tells, asked in frame after frame, whether the text goes on rushing by; a jump to somewhere else is over at once. */
export const watchSpeed = (scroller: HTMLElement): (() => boolean) => {
  // Where it stands is not read before it is asked: just after opening that would lay out the page.
  let last = { top: 0, at: Number.NEGATIVE_INFINITY, fast: false, rushing: false }
  return () => {
    const [top, at] = [scroller.scrollTop, performance.now()]
    // Asked again in the same frame.
    if (top === last.top && at - last.at < FRAME_MS) return last.rushing
    const fast = Math.abs(top - last.top) / Math.max(1, at - last.at) > RUSHING
    last = { top, at, fast, rushing: fast && last.fast }
    return last.rushing
  }
}
