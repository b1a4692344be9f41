/** So long after the text last rushed by it is slow again. */
const SLOWER_MS = 80
/**
 * So many highlights are painted in a frame, or taken away: each costs half a millisecond, most of it the browser's styles
 * and layout. A turn is painted as a whole; more of them come into view only after a jump.
 */
const AT_ONCE = 12

interface PaintInTime {
  /** A turn came near the view, or went. */
  set(turn: string, near: boolean): void
  /** Whether a turn waits to be painted. */
  waits(turn: string): boolean
  forget(turn: string): void
  /** Paints what waits, a few turns in each frame; once the text slows down if it rushes by. */
  paint(): void
  dispose(): void
}

/**
 * When turns near the view get their highlights and margins. What rushes by is read by nobody, and painting it would
 * hold up the frames: it is painted when the text slows down, a little in each frame. A frame that took long would make
 * the text seem slow, and the next one paint more. Nothing is painted away before.
 */
export const createPaintInTime = ({
  isRushing,
  costOf,
  paint,
}: {
  isRushing: () => boolean
  /** How many highlights would be painted, or taken away. */
  costOf: (turn: string, near: boolean) => number
  paint: (turns: readonly (readonly [turn: string, near: boolean])[]) => void
}): PaintInTime => {
  const waiting = new Map<string, boolean>()
  let slower: ReturnType<typeof setTimeout> | undefined
  let frame = 0

  /** Takes what a frame has room for, at least one turn: first what came near, then what went. */
  const takeSome = () => {
    const taken: [string, boolean][] = []
    let room = AT_ONCE
    for (const wanted of [true, false])
      for (const [turn, near] of waiting) {
        if (near !== wanted) continue
        const cost = costOf(turn, near)
        if (taken.length > 0 && cost > room) return taken
        room -= cost
        taken.push([turn, near])
        waiting.delete(turn)
      }
    return taken
  }

  const paintSome = () => {
    clearTimeout(slower)
    cancelAnimationFrame(frame)
    frame = 0
    paint(takeSome())
    if (waiting.size > 0) frame = requestAnimationFrame(paintSome)
  }
  return {
    set: (turn, near) => waiting.set(turn, near),
    waits: turn => waiting.has(turn),
    forget: turn => waiting.delete(turn),
    paint() {
      const rushes = isRushing()
      if (waiting.size === 0) return
      if (!rushes) {
        if (frame === 0) paintSome()
        return
      }
      cancelAnimationFrame(frame)
      frame = 0
      clearTimeout(slower)
      slower = setTimeout(paintSome, SLOWER_MS)
    },
    dispose() {
      clearTimeout(slower)
      cancelAnimationFrame(frame)
      waiting.clear()
    },
  }
}
