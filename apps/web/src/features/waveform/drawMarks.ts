/** A stretch in a colour, in one of the tracks. */
interface Mark {
  from: number
  to: number
  colour: string
  track: number
}

export interface MarkPlaces {
  /** Pixels of a moment in seconds. */
  x(seconds: number): number
  width: number
  /** Of the first track, and from one to the next. */
  top: number
  step: number
  height: number
}

/** Narrower marks would not be seen. */
const LEAST = 2

/**
 * Draws marks (in the order of their beginnings) colour by colour: a conversation has thousands of them in a few dozen
 * colours, and to set a colour and to fill costs far more than a rectangle. What would only cover the same pixels of the
 * same colour again is left out.
 */
export const drawMarks = (
  context: CanvasRenderingContext2D,
  marks: readonly Mark[],
  { x, width, top, step, height }: MarkPlaces,
): void => {
  const byColour = new Map<string, Mark[]>()
  for (const mark of marks) {
    const same = byColour.get(mark.colour)
    if (same) same.push(mark)
    else byColour.set(mark.colour, [mark])
  }
  for (const [colour, same] of byColour) {
    context.fillStyle = colour
    context.beginPath()
    const covered: number[] = []
    for (const { from, to, track } of same) {
      const left = Math.max(0, x(from))
      const right = Math.min(width, Math.max(x(from) + LEAST, x(to)))
      if (right <= left || right <= (covered[track] ?? 0)) continue
      covered[track] = right
      context.rect(left, top + track * step, right - left, height)
    }
    context.fill()
  }
}
