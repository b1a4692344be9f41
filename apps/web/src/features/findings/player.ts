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

/** One player for the whole tab: starting a passage stops the one before it. */
const createPlayer = () => {
  let audio: HTMLAudioElement | null = null
  let queue: Clip[] = []
  let frame = 0
  const listeners = new Set<() => void>()
  const wake = () => {
    for (const listener of listeners) listener()
  }
  const stop = () => {
    cancelAnimationFrame(frame)
    audio?.pause()
    queue = []
    wake()
  }
  const watch = () => {
    const clip = queue[0]
    if (!audio || !clip) return
    if (audio.ended || audio.currentTime >= clip.end) {
      queue = queue.slice(1)
      void begin()
    } else frame = requestAnimationFrame(watch)
  }
  const begin = async () => {
    const clip = queue[0]
    if (!clip) return stop()
    audio ??= new Audio()
    const url = recordingUrl(clip.conversation)
    if (!audio.src.endsWith(url)) audio.src = url
    audio.currentTime = clip.start
    wake()
    try {
      await audio.play()
      cancelAnimationFrame(frame)
      watch()
    } catch (cause) {
      // A later passage took over: that is no failure.
      if (queue[0] !== clip) return
      stop()
      notifyError(new PolyphonyError('unavailable', findings.cannotPlay, { cause }))
    }
  }
  return {
    play(clips: readonly Clip[]) {
      queue = [...clips]
      void begin()
    },
    stop,
    /** Id of the passage that plays; null for none. */
    playing: () => queue[0]?.id ?? null,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export const player = createPlayer()

export const usePlaying = (): string | null => useSyncExternalStore(player.subscribe, player.playing)
