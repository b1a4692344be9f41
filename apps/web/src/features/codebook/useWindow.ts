import { type RefObject, useLayoutEffect, useState } from 'react'

/** Rows rendered beyond what is seen, so that scrolling finds them there. */
const BEYOND = 12

/**
 * Which rows of a list of equal heights are near what is seen of its scroller: from the first to before the last. The
 * list may be one of several in the scroller.
 */
export const useWindow = (
  scroller: HTMLElement | null,
  list: RefObject<HTMLElement | null>,
  count: number,
  rowHeight: number,
): readonly [from: number, to: number] => {
  const [range, setRange] = useState<readonly [number, number]>([0, 60])
  useLayoutEffect(() => {
    const rows = list.current
    if (!scroller || !rows) return
    const look = () => {
      const above = scroller.getBoundingClientRect().top - rows.getBoundingClientRect().top
      // In steps, so that not every row scrolled by renders the list anew.
      const first = Math.floor(above / rowHeight / BEYOND) * BEYOND
      const from = Math.max(0, Math.min(first - BEYOND, count))
      const seen = Math.ceil(scroller.clientHeight / rowHeight)
      const to = Math.max(0, Math.min(count, first + seen + 3 * BEYOND))
      setRange(before => (before[0] === from && before[1] === to ? before : [from, to]))
    }
    look()
    scroller.addEventListener('scroll', look, { passive: true })
    const sizes = new ResizeObserver(look)
    sizes.observe(scroller)
    // Another list above may have grown.
    if (scroller.firstElementChild) sizes.observe(scroller.firstElementChild)
    return () => {
      scroller.removeEventListener('scroll', look)
      sizes.disconnect()
    }
  }, [scroller, list, count, rowHeight])
  return range
}
