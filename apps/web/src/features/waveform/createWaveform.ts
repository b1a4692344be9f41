import type { Stretch } from '@polyphony/contract'
import WaveSurfer from 'wavesurfer.js'
import { drawMoving, type WaveListener, type WaveSpan } from './drawMoving.ts'
import { drawOverview, overviewBars } from './drawOverview.ts'
import { drawRuler } from './drawRuler.ts'
import {
  type DrawnWord,
  drawWords,
  placeWords,
  type WaveWord,
  WORD_ROW,
  WORDS_PER_SECOND,
} from './drawWords.ts'
import { MarkStrip } from './MarkStrip.ts'
import { channelsOf, type Peaks } from './readPeaks.ts'
import type { SpeakerTime } from './speakerTimes.ts'
import {
  BAR,
  BARS,
  barsHeight,
  GAP,
  OVERVIEW,
  RULER,
  STRIP,
  TRACK,
  TRACKS,
  WAVE_HEIGHT,
  wordRoom,
} from './waveLayout.ts'
import { isZoomed, MOST_PER_SECOND, secondsAt, type WaveView, xOf, zoomAround } from './waveView.ts'

/** A highlight as a mark over the waveform. Seconds. */
export interface WaveMark {
  key: string
  from: number
  to: number
  colour: string
  track: number
}

export interface WaveformLook {
  speakers: readonly SpeakerTime[]
  voices: ReadonlyMap<string, string>
  dark: boolean
}

/** What lies at a place of the waveform. */
export type WaveSpot =
  | { kind: 'marks'; keys: readonly string[] }
  | { kind: 'word'; word: WaveWord }
  | { kind: 'overview'; seconds: number }
  | { kind: 'wave'; seconds: number }

export interface Waveform {
  setLook(look: WaveformLook): void
  setMarks(marks: readonly WaveMark[]): void
  /** What is in focus or selected. */
  setStretch(stretch: WaveSpan | null): void
  /** What is played again and again. */
  setLoop(loop: WaveSpan | null): void
  /** What is passed over; empty while nothing is. */
  setSilences(silences: readonly Stretch[]): void
  /** What I have heard. */
  setHeard(heard: readonly Stretch[]): void
  /** Where others listen. */
  setListeners(listeners: readonly WaveListener[]): void
  /** The words spoken between two times, in seconds; asked when there is room for them. */
  setWords(between: ((from: number, to: number) => WaveWord[]) | null): void
  /** The words have changed: asks for them again. */
  wordsChanged(): void
  /** Moves the playhead; keeps it in view when told to. */
  show(seconds: number, keepInView: boolean): void
  /** Larger or smaller by a factor, around a place (pixels), else around the playhead. */
  zoom(factor: number, x?: number): void
  scrollBy(pixels: number): void
  /** Puts a moment into the middle of the view. */
  centre(seconds: number): void
  /** Pixels from the top left of the waveform. */
  spotAt(x: number, y: number): WaveSpot
  zoomed(): 'whole' | 'part' | 'most'
  dispose(): void
}

export interface WaveformOptions {
  container: HTMLElement
  /** Lies over the bars and is drawn anew on every frame while something moves. */
  moving: HTMLCanvasElement
  /** Lies over that and is drawn when the view, the marks or the words change. */
  still: HTMLCanvasElement
  peaks: Peaks
  onSeek: (seconds: number) => void
  /** Called after the zoom has reached another of its three states. */
  onZoom: () => void
}

/**
 * Draws the recording with wavesurfer from peaks that the server computed; the browser decodes nothing. All else goes on
 * two canvases above: wavesurfer would move elements for it, and any change of style makes the browser look at every
 * highlight of the text again.
 */
export const createWaveform = ({
  container,
  moving,
  still,
  peaks,
  onSeek,
  onZoom,
}: WaveformOptions): Waveform => {
  const { duration } = peaks
  const channels = channelsOf(peaks)
  let look: WaveformLook = { speakers: [], voices: new Map(), dark: false }
  let marks: readonly WaveMark[] = []
  let listeners: readonly WaveListener[] = []
  let silences: readonly Stretch[] = []
  let heard: readonly Stretch[] = []
  let wordsBetween: ((from: number, to: number) => WaveWord[]) | null = null
  let placed: readonly DrawnWord[] = []
  let stretch: WaveSpan | null = null
  let loop: WaveSpan | null = null
  let now = 0
  let frame = 0
  let stale = true
  const strip = new MarkStrip()
  let overview: { width: number; bars: Float32Array } | null = null
  /** The view as it was asked for, where the browser rounds it. */
  let exact: WaveView | null = null
  let zoomState: ReturnType<Waveform['zoomed']> = 'whole'

  const speakerAt = (seconds: number): string | undefined => {
    let low = 0
    let high = look.speakers.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (look.speakers[middle]!.from <= seconds) low = middle + 1
      else high = middle
    }
    return look.speakers[low - 1]?.speaker
  }
  const voiceAt = (seconds: number): string => {
    const speaker = speakerAt(seconds)
    return (speaker && look.voices.get(speaker)) ?? (look.dark ? '#77736b' : '#a39c90')
  }

  const wave: WaveSurfer = WaveSurfer.create({
    container,
    height: BARS,
    peaks: channels,
    duration,
    cursorWidth: 0,
    progressColor: '#0000',
    hideScrollbar: true,
    autoScroll: false,
    autoCenter: false,
    dragToSeek: true,
    // Each canvas holds a stretch of the recording; where it begins stands in its style.
    renderFunction([high, low], context) {
      const { width, height } = context.canvas
      const ratio = width / Math.max(1, Number.parseFloat(context.canvas.style.width))
      const left = Number.parseFloat(context.canvas.style.left) || 0
      const total = wave.getWrapper().clientWidth
      const step = (BAR + GAP) * ratio
      const strip = STRIP * ratio
      const below = wordRoom(total / duration) * ratio
      const middle = strip + (height - strip - below) / 2
      const reach = (height - strip - below) / 2
      for (let x = 0; x < width; x += step) {
        const first = Math.floor((x / width) * high!.length)
        const last = Math.max(first + 1, Math.floor(((x + step) / width) * high!.length))
        let top = 0
        let bottom = 0
        for (let i = first; i < last && i < high!.length; i++) {
          top = Math.max(top, high![i]!)
          bottom = Math.min(bottom, low![i]!)
        }
        context.fillStyle = voiceAt(((left + x / ratio) / total) * duration)
        const up = Math.max(0.75, top * reach * 0.96)
        const down = Math.max(0.75, -bottom * reach * 0.96)
        context.beginPath()
        context.roundRect(x, middle - up, BAR * ratio, up + down, ratio)
        context.fill()
      }
    },
  })

  const view = (): WaveView => {
    const width = container.clientWidth
    const total = wave.getWrapper().clientWidth
    const scroll = wave.getScroll()
    // A browser scrolls by whole pixels: zooming on from there would drift away from the pointer.
    if (
      exact?.width === width &&
      Math.abs(exact.scroll - scroll) < 1 &&
      wave.options.minPxPerSec === exact.perSecond
    )
      return exact
    return { width, duration, perSecond: total / duration, scroll }
  }

  const pixelRatio = (): number => Math.min(2, window.devicePixelRatio)

  /** A canvas as large as the waveform, empty, in pixels of the page. */
  const blank = (canvas: HTMLCanvasElement, width: number): CanvasRenderingContext2D => {
    const context = canvas.getContext('2d')!
    const ratio = pixelRatio()
    const [columns, rows] = [Math.round(width * ratio), Math.round(WAVE_HEIGHT * ratio)]
    if (canvas.width !== columns || canvas.height !== rows) {
      canvas.width = columns
      canvas.height = rows
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    context.clearRect(0, 0, width, WAVE_HEIGHT)
    // A name set again is not looked up again, and may be that of another of the system's colours by now.
    context.fillStyle = context.strokeStyle = '#000'
    return context
  }

  const drawStill = (at: WaveView, style: CSSStyleDeclaration) => {
    stale = false
    const context = blank(still, at.width)
    const font = style.getPropertyValue('--font-ui')
    drawRuler(context, at, {
      ink: style.getPropertyValue('--soft'),
      line: style.getPropertyValue('--edge'),
      font,
    })
    strip.draw(context, marks, {
      x: seconds => xOf(at, seconds),
      width: at.width,
      top: RULER + 1,
      step: TRACK,
      height: TRACK - 1.5,
      tracks: TRACKS,
      ratio: pixelRatio(),
    })
    const bottom = RULER + barsHeight(at)
    placed = []
    if (wordsBetween && at.perSecond >= WORDS_PER_SECOND) {
      context.font = `400 12px ${font}`
      const words = wordsBetween(secondsAt(at, 0), secondsAt(at, at.width))
      placed = placeWords(words, at, text => context.measureText(text).width)
      drawWords(context, placed, {
        top: bottom - wordRoom(at.perSecond),
        ink: style.getPropertyValue('--ink'),
        font,
      })
    }
    if (!isZoomed(at)) return
    if (overview?.width !== at.width)
      overview = { width: at.width, bars: overviewBars(channels[0], at.width) }
    drawOverview(context, at, {
      bars: overview.bars,
      colourAt: voiceAt,
      accent: style.getPropertyValue('--accent'),
    })
  }

  const draw = () => {
    frame = 0
    const at = view()
    const style = getComputedStyle(container)
    if (stale) drawStill(at, style)
    const scene = { now, stretch, loop, silences, heard, listeners, placed }
    drawMoving(blank(moving, at.width), at, scene, style)
  }
  const redraw = () => {
    if (frame === 0) frame = requestAnimationFrame(draw)
  }
  const redrawAll = () => {
    stale = true
    redraw()
  }
  const zoomed = (): ReturnType<Waveform['zoomed']> => {
    const at = view()
    if (!isZoomed(at)) return 'whole'
    return at.perSecond >= MOST_PER_SECOND * 0.995 ? 'most' : 'part'
  }
  const keepZoomState = () => {
    const state = zoomed()
    if (state === zoomState) return
    const changed = (state === 'whole') !== (zoomState === 'whole')
    zoomState = state
    // The bars make room for the whole recording below them.
    if (changed) wave.setOptions({ height: barsHeight(view()) })
    onZoom()
  }

  const disposers = [
    wave.on('click', relative => onSeek(relative * duration)),
    wave.on('drag', relative => onSeek(relative * duration)),
    wave.on('scroll', redrawAll),
    wave.on('redrawcomplete', redrawAll),
    wave.on('resize', () => {
      keepZoomState()
      redrawAll()
    }),
  ]

  return {
    setLook(next) {
      look = next
      if (wave.getDecodedData()) wave.setOptions({})
      redrawAll()
    },
    setMarks(next) {
      marks = next
      // What is to be drawn as a whole waits for its frame. Else the marks alone are drawn, in no frame's time, and where
      // they stand is known: to ask for the view would lay the page out.
      if (stale) redraw()
      else strip.update(still.getContext('2d')!, marks)
    },
    setWords(between) {
      wordsBetween = between
      redrawAll()
    },
    wordsChanged: redrawAll,
    setListeners(next) {
      listeners = next
      redraw()
    },
    setStretch(next) {
      stretch = next
      redraw()
    },
    setLoop(next) {
      loop = next
      redraw()
    },
    setSilences(next) {
      silences = next
      redraw()
    },
    setHeard(next) {
      heard = next
      redraw()
    },
    show(seconds, keepInView) {
      now = seconds
      if (keepInView && zoomState !== 'whole') {
        const at = view()
        const x = xOf(at, seconds)
        if (x < 0 || x > at.width * 0.92)
          wave.setScroll(Math.max(0, seconds * at.perSecond - at.width * 0.12))
      }
      redraw()
    },
    zoom(factor, x) {
      const at = view()
      const head = xOf(at, now)
      const around = x ?? (head >= 0 && head <= at.width ? head : at.width / 2)
      const next = zoomAround(at, factor, around)
      exact = isZoomed(next) ? next : null
      wave.zoom(exact ? next.perSecond : 0)
      wave.setScroll(next.scroll)
      keepZoomState()
      redrawAll()
    },
    scrollBy(pixels) {
      wave.setScroll(Math.max(0, wave.getScroll() + pixels))
    },
    centre(seconds) {
      const at = view()
      wave.setScroll(Math.max(0, seconds * at.perSecond - at.width / 2))
    },
    spotAt(x, y) {
      const at = view()
      const seconds = secondsAt(at, x)
      if (isZoomed(at) && y >= WAVE_HEIGHT - OVERVIEW)
        return { kind: 'overview', seconds: (x / at.width) * duration }
      if (y >= RULER && y < RULER + STRIP) {
        const slack = 3 / at.perSecond
        const track = Math.floor((y - RULER - 1) / TRACK)
        const under = marks.filter(mark => mark.from - slack <= seconds && seconds <= mark.to + slack)
        // The one that is pointed at first, of those above and below it.
        under.sort((a, b) => Math.abs(a.track - track) - Math.abs(b.track - track))
        if (under.length > 0) return { kind: 'marks', keys: under.map(({ key }) => key) }
      }
      const foot = RULER + barsHeight(at)
      const row = Math.floor((y - (foot - wordRoom(at.perSecond))) / WORD_ROW)
      const word = placed.find(one => one.row === row && one.left - 2 <= x && x <= one.right + 2)
      return word && y < foot ? { kind: 'word', word } : { kind: 'wave', seconds }
    },
    zoomed,
    dispose() {
      cancelAnimationFrame(frame)
      for (const dispose of disposers) dispose()
      wave.destroy()
    },
  }
}
