import { PolyphonyError } from '@polyphony/contract'
import { useSyncExternalStore } from 'react'
import { recordingUrl } from '../../api/conversations.ts'
import { findings } from '../../text/findings.ts'
import { notifyError } from '../../ui/notify.ts'

/** A passage of a recording; `id` tells who plays. */
export interface Clip {
  id: string
  conversation: string
  /** Seconds. */
  start: number
  end: number
}

/** What plays: the passages in their order, and which of them is on. */
export interface Playing {
  clips: readonly Clip[]
  /** Index into `clips`. */
  at: number
  paused: boolean
}

/** One player for the whole tab: starting a passage stops the one before it. */
const createPlayer = () => {
  let audio: HTMLAudioElement | null = null
  let state: Playing | null = null
  let frame = 0
  const listeners = new Set<() => void>()
  const set = (next: Playing | null) => {
    state = next
    for (const listener of [...listeners]) listener()
  }
  const current = () => state?.clips[state.at]
  const stop = () => {
    cancelAnimationFrame(frame)
    audio?.pause()
    set(null)
  }
  const watch = () => {
    const clip = current()
    if (!audio || !clip || state?.paused) return
    if (audio.ended || audio.currentTime >= clip.end) go(1)
    else frame = requestAnimationFrame(watch)
  }
  const sound = async () => {
    const clip = current()
    if (!audio || !clip) return
    try {
      await audio.play()
      cancelAnimationFrame(frame)
      watch()
    } catch (cause) {
      // A later passage took over, or it was paused before it began: that is no failure.
      if (current() !== clip || state?.paused) return
      stop()
      notifyError(new PolyphonyError('unavailable', findings.cannotPlay, { cause }))
    }
  }
  const begin = (clips: readonly Clip[], at: number) => {
    const clip = clips[at]
    if (!clip) return stop()
    audio ??= new Audio()
    const url = recordingUrl(clip.conversation)
    if (!audio.src.endsWith(url)) audio.src = url
    audio.currentTime = clip.start
    set({ clips, at, paused: false })
    void sound()
  }
  /** To a later passage (or an earlier one); beyond the last it is over, before the first it begins again. */
  const go = (by: number) => {
    if (state) begin(state.clips, Math.max(0, state.at + by))
  }
  return {
    play: (clips: readonly Clip[], from = 0) => begin(clips, from),
    stop,
    go,
    /** Halts where it is, or goes on. */
    toggle() {
      if (!state) return
      const paused = !state.paused
      set({ ...state, paused })
      if (paused) audio?.pause()
      else void sound()
    },
    /** Id of the passage that is on; null for none. */
    playing: () => current()?.id ?? null,
    state: () => state,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export const player = createPlayer()

export const usePlaying = (): string | null => useSyncExternalStore(player.subscribe, player.playing)

/** All that plays, for a bar that shows it. */
export const usePlayerState = (): Playing | null => useSyncExternalStore(player.subscribe, player.state)
