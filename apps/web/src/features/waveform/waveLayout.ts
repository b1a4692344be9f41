import { WORD_ROW, WORDS_PER_SECOND } from './drawWords.ts'
import { isZoomed, type WaveView } from './waveView.ts'

/** Width of a bar and of what parts it from the next. Pixels, as all of these. */
export const BAR = 2
export const GAP = 1
/** From one track of marks to the next. */
export const TRACK = 4
export const TRACKS = 4
/** Height of the ruler above the bars. */
export const RULER = 18
/** Marks lie above the bars, in a strip of their own. */
export const STRIP = 15
/** What was heard, below the bars. */
export const HEARD = 6
/** The whole recording, below that, while only a part of it is in view: the bars make room for it. */
export const OVERVIEW = 18
/** Height of marks and bars while the whole recording is in view. */
export const BARS = 84
export const WAVE_HEIGHT = RULER + BARS + HEARD

/** Height of marks and bars. */
export const barsHeight = (view: WaveView): number => (isZoomed(view) ? BARS - OVERVIEW : BARS)

/** Left below the bars for words, at so many pixels a second. */
export const wordRoom = (perSecond: number): number => (perSecond >= WORDS_PER_SECOND ? WORD_ROW * 2 : 0)
