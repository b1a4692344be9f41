import type { SourceWords, Speaker, Timing } from '@polyphony/document'
import { desk as words } from '../../text/desk.ts'
import { formatTime } from '../../text/format.ts'
import type { Desk } from '../desk/desk.ts'
import type { Waveform } from './createWaveform.ts'
import type { Player } from './player.ts'
import { speakerTimes, voiceColours } from './speakerTimes.ts'
import { stretchInFocus } from './toggleLoop.ts'

/** Shows the passage in focus, or what is selected, over the waveform. */
export const showStretch = (desk: Desk, waveform: Waveform): (() => void) => {
  let shown: unknown
  const show = () => {
    const { selection, focus } = desk.state.get()
    if ((selection ?? focus) === shown) return
    shown = selection ?? focus
    waveform.setStretch(stretchInFocus(desk))
  }
  show()
  return desk.state.subscribe(show)
}

interface Voices {
  words: SourceWords | null
  speakers: ReadonlyMap<string, Speaker>
  dark: boolean
}

/** Colours the bars by who speaks, also after turns were split, joined or given to somebody else. */
export const showVoices = (
  { index }: Desk,
  waveform: Waveform,
  { words, speakers, dark }: Voices,
): (() => void) => {
  const voices = voiceColours(speakers.values(), dark)
  let turns: (() => void)[] = []
  let frame = 0
  let shown = ''
  const look = () => {
    frame = 0
    const times = speakerTimes(index, words)
    const now = JSON.stringify(times)
    // Most changes of a turn are words, which are no matter of colour.
    if (now !== shown) waveform.setLook({ speakers: times, voices, dark })
    shown = now
  }
  const later = () => {
    if (frame === 0) frame = requestAnimationFrame(look)
  }
  const watch = () => {
    for (const unwatch of turns) unwatch()
    turns = index.order.map(({ id }) => index.onTurn(id, later))
    later()
  }
  look()
  watch()
  const unwatch = index.onOrder(watch)
  return () => {
    unwatch()
    for (const stop of turns) stop()
    cancelAnimationFrame(frame)
  }
}

/** Shows what is played again and again. */
export const showLoop = (player: Player, waveform: Waveform): (() => void) => {
  const show = () => waveform.setLoop(player.state.get().loop)
  show()
  return player.state.subscribe(show)
}

/** Shows the words at their times where there is room, as they stand after corrections. */
export const showWords = ({ index }: Desk, timing: Timing, waveform: Waveform): (() => void) => {
  const watched = new Map<string, () => void>()
  const watch = (turns: ReadonlySet<string>) => {
    for (const [turn, unwatch] of watched) {
      if (turns.has(turn)) continue
      unwatch()
      watched.delete(turn)
    }
    for (const turn of turns)
      if (!watched.has(turn)) watched.set(turn, index.onTurn(turn, waveform.wordsChanged))
  }
  waveform.setWords((from, to) => {
    const found = timing.wordsBetween(from * 1000, to * 1000)
    watch(new Set(found.map(({ turn }) => turn)))
    return found.map(({ text, start, end }) => ({ text, from: start / 1000, to: end / 1000 }))
  })
  const unwatch = index.onOrder(waveform.wordsChanged)
  return () => {
    unwatch()
    watch(new Set())
    waveform.setWords(null)
  }
}

/** Says the position for those who cannot see it: after a jump and every few seconds, not on every frame. */
export const tellPosition = (desk: Desk, player: Player, element: HTMLElement): (() => void) => {
  const speakerAt = (seconds: number): string => {
    const { timing, speakers } = desk.facts.get()
    const point = timing?.pointAt(seconds * 1000)
    return speakers.get(desk.index.turn(point?.turn ?? '')?.speaker ?? '')?.name ?? ''
  }
  let told = -10
  const tell = (seconds: number) => {
    // A step by key may fall short of five by a trifle.
    if (Math.abs(seconds - told) < 4.9) return
    told = seconds
    element.setAttribute('aria-valuenow', String(Math.round(seconds)))
    element.setAttribute(
      'aria-valuetext',
      words.player.positionText(
        formatTime(seconds),
        formatTime(player.state.get().duration),
        speakerAt(seconds),
      ),
    )
  }
  tell(player.now())
  return player.onTime(tell)
}
