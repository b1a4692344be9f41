/** So long after the text last rushed by it is slow again. */
const SLOWER_MS = 80
/** So many turns are painted in a frame: each costs a millisecond or two, and more come into view only after a jump. */
const AT_ONCE = 3

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
 * hold up the frames: it is painted when the text slows down. Nothing is painted away before.
 */
export const createPaintInTime = ({
  isRushing,
  paint,
}: {
  isRushing: () => boolean
  paint: (turns: readonly (readonly [turn: string, near: boolean])[]) => void
}): PaintInTime => {
  const waiting = new Map<string, boolean>()
  let slower: ReturnType<typeof setTimeout> | undefined
  let frame = 0

  const paintSome = () => {
    clearTimeout(slower)
    cancelAnimationFrame(frame)
    frame = 0
    const now: [string, boolean][] = []
    let come = 0
    for (const [turn, near] of waiting) {
      if (near && ++come > AT_ONCE) break
      now.push([turn, near])
      waiting.delete(turn)
    }
    paint(now)
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
