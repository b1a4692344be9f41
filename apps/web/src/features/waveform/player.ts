import type { Stretch } from '@polyphony/contract'
import { createStore, type Store } from '../../collab/createStore.ts'
import { createHeardMeter } from './heardMeter.ts'
import { stretchAt } from './stretchAt.ts'

/** Why a recording cannot be played: no connection, the server does not give it, or the browser cannot read it. */
export type PlayerFailure = 'offline' | 'unreachable' | 'format'

export interface PlayerState {
  playing: boolean
  /** Playing, but what comes next has not arrived yet. */
  waiting: boolean
  /** 0.5–3; the pitch is kept. */
  rate: number
  /** Seconds. */
  duration: number
  /** The browser wants a press here before it plays: it was asked to play by something else. */
  blocked: boolean
  failed: PlayerFailure | null
  /** Played again and again, in seconds. */
  loop: { from: number; to: number } | null
  /** Long pauses are passed over. */
  skipSilence: boolean
  /** Where nobody speaks, in order; known while they are passed over. */
  silences: readonly Stretch[]
}

export interface Player {
  state: Store<PlayerState>
  /** Seconds. */
  now(): number
  /** Goes to a place; one outside of the loop ends it. */
  seek(seconds: number): void
  play(): void
  toggle(): void
  pause(): void
  /** Jumps by seconds, backwards when negative; never out of the loop. */
  skip(seconds: number): void
  setRate(rate: number): void
  /** Plays up to `to` and stops there. */
  playSpan(from: number, to: number): void
  /** Plays a stretch again and again, from its beginning when it stands outside; null ends that. */
  setLoop(loop: { from: number; to: number } | null): void
  setSkipSilence(skip: boolean): void
  /** Where nobody speaks, in order. */
  setSilences(silences: readonly Stretch[]): void
  /** Tries again after a failure, from where it stood. */
  retry(): void
  /** Calls back on every frame while playing, and once after every jump. */
  onTime(listener: (seconds: number) => void): () => void
  /** Calls back with each stretch that was heard, a few times a second at least. */
  onHeard(listener: (from: number, to: number) => void): () => void
  dispose(): void
}

export const RATES = [0.5, 0.75, 1, 1.25, 1.5, 2, 2.5, 3] as const

/** A jump costs a moment itself: less than this is not worth it. */
const WORTH_SKIPPING = 0.4

/** Plays a recording by ranges: nothing is downloaded before it is needed. Dispose it when done. */
export const createPlayer = (url: string, duration: number): Player => {
  const media = new Audio()
  media.preload = 'metadata'
  media.preservesPitch = true
  media.src = url
  const state = createStore<PlayerState>({
    playing: false,
    waiting: false,
    rate: 1,
    duration,
    failed: null,
    blocked: false,
    loop: null,
    skipSilence: false,
    silences: [],
  })
  const listeners = new Set<(seconds: number) => void>()
  const heardListeners = new Set<(from: number, to: number) => void>()
  let frame = 0
  let stopAt: number | null = null
  let last = 0
  let disposed = false

  const tellHeard = (from: number, to: number) => {
    if (media.muted || media.volume === 0) return
    for (const listener of [...heardListeners]) listener(from, to)
  }
  const meter = createHeardMeter(tellHeard)
  const tell = () => {
    last = media.currentTime
    for (const listener of [...listeners]) listener(last)
  }
  const jump = (seconds: number) => {
    meter.reach(media.currentTime)
    media.currentTime = Math.max(0, Math.min(seconds, state.get().duration))
    meter.jump(media.currentTime)
  }
  /** Ends, repeats or passes over what is due; on every frame, and by the media's own clock when the tab is hidden. */
  const follow = () => {
    const now = media.currentTime
    meter.reach(now)
    if (media.paused || media.seeking) return
    const { loop, skipSilence, silences } = state.get()
    if (stopAt !== null && now >= stopAt) {
      stopAt = null
      media.pause()
    } else if (loop && now >= loop.to) jump(loop.from)
    else if (skipSilence) {
      const silence = stretchAt(silences, now)
      const end = silence && Math.min(silence[1], loop?.to ?? silence[1], stopAt ?? silence[1])
      if (!end || end - now < WORTH_SKIPPING) return
      jump(end)
      // No word was lost: what was passed over counts as heard.
      tellHeard(now, end)
    }
  }
  const tick = () => {
    follow()
    tell()
    frame = media.paused ? 0 : requestAnimationFrame(tick)
  }
  const stopped = () => {
    meter.reach(media.currentTime)
    meter.stop()
    state.set({ playing: false, waiting: false })
  }
  const fail = async () => {
    meter.stop()
    state.set({ playing: false, waiting: false })
    const failed = await whyItFails(url, media.error)
    if (!disposed) state.set({ failed })
  }
  const handlers: [keyof HTMLMediaElementEventMap, () => void][] = [
    [
      'play',
      () => {
        meter.start(media.currentTime)
        state.set({ playing: true, failed: null, blocked: false })
        if (frame === 0) frame = requestAnimationFrame(tick)
      },
    ],
    ['pause', stopped],
    [
      'ended',
      () => {
        const { loop } = state.get()
        stopped()
        if (!loop) return
        jump(loop.from)
        play()
      },
    ],
    ['timeupdate', follow],
    ['waiting', () => state.set({ waiting: !media.paused })],
    ['playing', () => state.set({ waiting: false })],
    ['seeked', tell],
    ['ratechange', () => state.set({ rate: media.playbackRate })],
    ['durationchange', () => Number.isFinite(media.duration) && state.set({ duration: media.duration })],
    ['error', () => !disposed && void fail()],
  ]
  for (const [type, handler] of handlers) media.addEventListener(type, handler)

  const play = () => {
    media.play().catch((error: DOMException) => {
      // Pausing while it still loads rejects the play; nothing went wrong then. Sources that fail tell it themselves.
      if (error.name === 'AbortError' || media.error || disposed) return
      if (error.name === 'NotAllowedError') state.set({ playing: false, blocked: true })
      else void fail()
    })
  }
  const seek = (seconds: number) => {
    stopAt = null
    const { loop } = state.get()
    if (loop && (seconds < loop.from - 0.05 || seconds > loop.to)) state.set({ loop: null })
    jump(seconds)
    tell()
  }
  const retry = () => {
    const at = last
    state.set({ failed: null })
    media.load()
    media.currentTime = at
  }
  const backOnline = () => {
    const { failed } = state.get()
    if (failed === 'offline' || failed === 'unreachable') retry()
  }
  window.addEventListener('online', backOnline)

  return {
    state,
    now: () => media.currentTime,
    seek,
    play,
    toggle: () => (media.paused ? play() : media.pause()),
    pause: () => media.pause(),
    skip(seconds) {
      const { loop } = state.get()
      const to = media.currentTime + seconds
      seek(loop ? Math.min(Math.max(to, loop.from), loop.to) : to)
    },
    setRate(rate) {
      meter.reach(media.currentTime)
      media.playbackRate = Math.min(3, Math.max(0.5, rate))
      // What a reload begins with.
      media.defaultPlaybackRate = media.playbackRate
    },
    playSpan(from, to) {
      seek(from)
      stopAt = to
      play()
    },
    setLoop(loop) {
      stopAt = null
      state.set({ loop })
      const now = media.currentTime
      if (!loop || (now >= loop.from && now < loop.to)) return
      jump(loop.from)
      tell()
    },
    setSkipSilence: skipSilence => state.set({ skipSilence }),
    setSilences: silences => state.set({ silences }),
    retry,
    onTime(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onHeard(listener) {
      heardListeners.add(listener)
      return () => heardListeners.delete(listener)
    },
    dispose() {
      disposed = true
      cancelAnimationFrame(frame)
      window.removeEventListener('online', backOnline)
      meter.reach(media.currentTime)
      media.pause()
      for (const [type, handler] of handlers) media.removeEventListener(type, handler)
      media.removeAttribute('src')
      media.load()
      listeners.clear()
      heardListeners.clear()
    },
  }
}

/** A media element says only that it cannot play; asking for a byte tells whether it cannot get it or cannot read it. */
const whyItFails = async (url: string, error: MediaError | null): Promise<PlayerFailure> => {
  if (!navigator.onLine) return 'offline'
  if (error?.code === MediaError.MEDIA_ERR_DECODE) return 'format'
  try {
    return (await fetch(url, { headers: { range: 'bytes=0-0' } })).ok ? 'format' : 'unreachable'
  } catch {
    return 'unreachable'
  }
}
