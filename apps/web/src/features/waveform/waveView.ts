/** Which part of a recording is to be seen, and how large. */
export interface WaveView {
  /** Pixels. */
  width: number
  /** Pixels a second. */
  perSecond: number
  /** Pixels scrolled away on the left. */
  scroll: number
  /** Seconds. */
  duration: number
}

/** Pixels from the left edge at which a moment stands. */
export const xOf = ({ perSecond, scroll }: WaveView, seconds: number): number => seconds * perSecond - scroll

export const secondsAt = ({ perSecond, scroll }: WaveView, x: number): number => (x + scroll) / perSecond

/** Pixels a second at which the whole recording just fits. */
export const fitting = ({ width, duration }: Pick<WaveView, 'width' | 'duration'>): number =>
  duration > 0 ? width / duration : 1

/** At its widest a word has room for all its letters. */
export const MOST_PER_SECOND = 240

/**
 * The view after zooming by a factor around a place on the screen: what stands there stays there. Never smaller than
 * the whole recording, never larger than words need.
 */
export const zoomAround = (view: WaveView, factor: number, x: number): WaveView => {
  const least = fitting(view)
  const perSecond = Math.min(Math.max(MOST_PER_SECOND, least), Math.max(least, view.perSecond * factor))
  const scroll = secondsAt(view, x) * perSecond - x
  const most = Math.max(0, view.duration * perSecond - view.width)
  return { ...view, perSecond, scroll: Math.min(most, Math.max(0, scroll)) }
}

export const isZoomed = (view: WaveView): boolean => view.perSecond > fitting(view) * 1.005

const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600]
const LABEL_ROOM = 72

/** Seconds between two labels of the ruler, so that they do not touch. */
export const rulerStep = (perSecond: number): number =>
  STEPS.find(step => step * perSecond >= LABEL_ROOM) ?? STEPS.at(-1)!
