import WaveSurfer from 'wavesurfer.js'
import RegionsPlugin, { type Region } from 'wavesurfer.js/plugins/regions'
import TimelinePlugin from 'wavesurfer.js/plugins/timeline'
import { formatTime } from '../../text/format.ts'
import { drawAvatar } from '../presence/drawAvatar.ts'
import { drawMarks } from './drawMarks.ts'
import { channelsOf, type Peaks } from './readPeaks.ts'
import type { SpeakerTime } from './speakerTimes.ts'

/** A highlight as a mark over the waveform. Seconds. */
export interface WaveMark {
  key: string
  from: number
  to: number
  colour: string
  track: number
}

/** Somebody who listens, where they are. */
export interface WaveListener {
  name: string
  colour: string
  /** Seconds. */
  at: number
}

export interface WaveformLook {
  speakers: readonly SpeakerTime[]
  voices: ReadonlyMap<string, string>
  dark: boolean
}

export interface Waveform {
  setLook(look: WaveformLook): void
  setMarks(marks: readonly WaveMark[]): void
  /** What is in focus or selected, as a stretch over the waveform. */
  setStretch(stretch: { from: number; to: number; colour: string } | null): void
  /** Where others listen. */
  setListeners(listeners: readonly WaveListener[]): void
  /** Moves the playhead; keeps it in view when told to. */
  show(seconds: number, keepInView: boolean): void
  /** Pixels a second; 0 fits the whole recording. */
  zoom(pixels: number): void
  fitting(): number
  dispose(): void
}

export interface WaveformOptions {
  container: HTMLElement
  overlay: HTMLCanvasElement
  peaks: Peaks
  height: number
  onSeek: (seconds: number) => void
}

const BAR = 2
const GAP = 1
const TRACK = 4
/** Marks lie above the bars, in a strip of their own. */
const STRIP = 15
/** Radius of somebody who listens. */
const LISTENER = 8
/** Height of the timeline above the bars. */
export const TIMELINE = 18

/**
 * Draws the recording with wavesurfer from peaks that the server computed; the browser decodes nothing. The playhead, the
 * stretch that was heard and the marks go on a canvas above: wavesurfer would move elements for them, and any change of
 * style makes the browser look at every highlight of the text again.
 */
export const createWaveform = ({ container, overlay, peaks, height, onSeek }: WaveformOptions): Waveform => {
  const { duration } = peaks
  const context = overlay.getContext('2d')!
  let look: WaveformLook = { speakers: [], voices: new Map(), dark: false }
  let marks: readonly WaveMark[] = []
  let listeners: readonly WaveListener[] = []
  let stretch: Region | null = null
  let now = 0
  let frame = 0

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

  const regions = RegionsPlugin.create()
  const wave = WaveSurfer.create({
    container,
    height,
    peaks: channelsOf(peaks),
    duration,
    cursorWidth: 0,
    progressColor: '#0000',
    hideScrollbar: false,
    autoScroll: false,
    autoCenter: false,
    dragToSeek: true,
    plugins: [
      regions,
      TimelinePlugin.create({
        height: TIMELINE,
        insertPosition: 'beforebegin',
        formatTimeCallback: formatTime,
        style: { color: 'var(--soft)', font: '11px var(--font-ui)' },
      }),
    ],
    // Each canvas holds a stretch of the recording; where it begins stands in its style.
    renderFunction(channels, canvas) {
      const [high, low] = channels as [Float32Array, Float32Array]
      const { width, height } = canvas.canvas
      const ratio = width / Math.max(1, Number.parseFloat(canvas.canvas.style.width))
      const left = Number.parseFloat(canvas.canvas.style.left) || 0
      const total = wave.getWrapper().clientWidth
      const step = (BAR + GAP) * ratio
      const strip = STRIP * ratio
      const middle = strip + (height - strip) / 2
      const reach = (height - strip) / 2
      for (let x = 0; x < width; x += step) {
        const first = Math.floor((x / width) * high.length)
        const last = Math.max(first + 1, Math.floor(((x + step) / width) * high.length))
        let top = 0
        let bottom = 0
        for (let i = first; i < last && i < high.length; i++) {
          top = Math.max(top, high[i]!)
          bottom = Math.min(bottom, low[i]!)
        }
        const speaker = speakerAt(((left + x / ratio) / total) * duration)
        canvas.fillStyle = (speaker && look.voices.get(speaker)) ?? (look.dark ? '#77736b' : '#a39c90')
        const up = Math.max(0.75, top * reach * 0.96)
        const down = Math.max(0.75, -bottom * reach * 0.96)
        canvas.beginPath()
        canvas.roundRect(x, middle - up, BAR * ratio, up + down, ratio)
        canvas.fill()
      }
    },
  })

  const draw = () => {
    frame = 0
    const ratio = Math.min(2, window.devicePixelRatio)
    const width = container.clientWidth
    const full = height + TIMELINE
    if (overlay.width !== Math.round(width * ratio) || overlay.height !== Math.round(full * ratio)) {
      overlay.width = Math.round(width * ratio)
      overlay.height = Math.round(full * ratio)
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    context.clearRect(0, 0, width, full)
    const scroll = wave.getScroll()
    const perSecond = wave.getWrapper().clientWidth / duration
    const at = (seconds: number) => seconds * perSecond - scroll
    const style = getComputedStyle(document.documentElement)
    // What was not heard yet stands back.
    const head = at(now)
    context.globalAlpha = 0.52
    context.fillStyle = style.getPropertyValue('--panel')
    context.fillRect(Math.max(0, head), TIMELINE, width - Math.max(0, head), height)
    context.globalAlpha = 1
    drawMarks(context, marks, { x: at, width, top: TIMELINE + 1, step: TRACK, height: TRACK - 1.5 })
    let free = Number.NEGATIVE_INFINITY
    for (const listener of listeners) {
      const x = at(listener.at)
      // Who listens at the same place stands beside.
      const disc = Math.max(x, free)
      free = disc + LISTENER * 2
      if (x < -LISTENER || x > width + LISTENER) continue
      context.fillStyle = `oklch(from ${listener.colour} 0.66 0.13 h / 0.8)`
      context.fillRect(x - 0.75, TIMELINE + STRIP, 1.5, height - STRIP)
      drawAvatar(context, listener, { x: disc, y: full - LISTENER - 1, radius: LISTENER })
    }
    context.fillStyle = style.getPropertyValue('--accent')
    context.fillRect(head - 0.75, 4, 1.5, full - 4)
    context.beginPath()
    context.arc(head, 5, 3.5, 0, 7)
    context.fill()
  }
  const redraw = () => {
    if (frame === 0) frame = requestAnimationFrame(draw)
  }

  const disposers = [
    wave.on('click', relative => onSeek(relative * duration)),
    wave.on('drag', relative => onSeek(relative * duration)),
    wave.on('scroll', redraw),
    wave.on('redrawcomplete', redraw),
    wave.on('resize', redraw),
  ]

  return {
    setLook(next) {
      look = next
      if (wave.getDecodedData()) wave.setOptions({})
      redraw()
    },
    setMarks(next) {
      marks = next
      redraw()
    },
    setListeners(next) {
      listeners = next
      redraw()
    },
    setStretch(next) {
      stretch?.remove()
      stretch = next
        ? regions.addRegion({
            start: next.from,
            end: next.to,
            color: next.colour,
            drag: false,
            resize: false,
          })
        : null
    },
    show(seconds, keepInView) {
      now = seconds
      if (keepInView) {
        const perSecond = wave.getWrapper().clientWidth / duration
        const x = seconds * perSecond - wave.getScroll()
        const width = container.clientWidth
        if (x < 0 || x > width * 0.92) wave.setScroll(Math.max(0, seconds * perSecond - width * 0.12))
      }
      redraw()
    },
    zoom(pixels) {
      wave.zoom(pixels)
      const perSecond = wave.getWrapper().clientWidth / duration
      wave.setScroll(Math.max(0, now * perSecond - container.clientWidth / 2))
      redraw()
    },
    fitting: () => container.clientWidth / duration,
    dispose() {
      cancelAnimationFrame(frame)
      for (const dispose of disposers) dispose()
      wave.destroy()
    },
  }
}
