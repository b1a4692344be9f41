import { createStore, type Store } from '../../collab/createStore.ts'

export interface PlayerState {
  playing: boolean
  /** 0.5–3; the pitch is kept. */
  rate: number
  /** Seconds. */
  duration: number
  /** The recording cannot be played; why, for people. */
  failed: boolean
  /** The browser wants a press here before it plays: it was asked to play by something else. */
  blocked: boolean
}

export interface Player {
  state: Store<PlayerState>
  /** Seconds. */
  now(): number
  seek(seconds: number): void
  toggle(): void
  pause(): void
  /** Jumps by seconds, backwards when negative. */
  skip(seconds: number): void
  setRate(rate: number): void
  /** Plays up to `to` and stops there. */
  playSpan(from: number, to: number): void
  /** Calls back on every frame while playing, and once after every jump. */
  onTime(listener: (seconds: number) => void): () => void
  dispose(): void
}

export const RATES = [0.5, 0.75, 1, 1.25, 1.5, 2, 2.5, 3] as const

/** Plays a recording by ranges: nothing is downloaded before it is needed. Dispose it when done. */
export const createPlayer = (url: string, duration: number): Player => {
  const media = new Audio()
  media.preload = 'metadata'
  media.preservesPitch = true
  media.src = url
  const state = createStore<PlayerState>({ playing: false, rate: 1, duration, failed: false, blocked: false })
  const listeners = new Set<(seconds: number) => void>()
  let frame = 0
  let stopAt: number | null = null
  let disposed = false

  const tell = () => {
    for (const listener of [...listeners]) listener(media.currentTime)
  }
  const tick = () => {
    if (stopAt !== null && media.currentTime >= stopAt) {
      stopAt = null
      media.pause()
    }
    tell()
    frame = media.paused ? 0 : requestAnimationFrame(tick)
  }
  const handlers: [keyof HTMLMediaElementEventMap, () => void][] = [
    [
      'play',
      () => {
        state.set({ playing: true, failed: false, blocked: false })
        if (frame === 0) frame = requestAnimationFrame(tick)
      },
    ],
    ['pause', () => state.set({ playing: false })],
    ['ended', () => state.set({ playing: false })],
    ['seeked', tell],
    ['ratechange', () => state.set({ rate: media.playbackRate })],
    ['durationchange', () => Number.isFinite(media.duration) && state.set({ duration: media.duration })],
    ['error', () => !disposed && state.set({ failed: true, playing: false })],
  ]
  for (const [type, handler] of handlers) media.addEventListener(type, handler)

  const play = () => {
    media.play().catch((error: DOMException) => {
      // Pausing while it still loads rejects the play; nothing went wrong then.
      if (error.name === 'AbortError' || disposed) return
      state.set({
        playing: false,
        ...(error.name === 'NotAllowedError' ? { blocked: true } : { failed: true }),
      })
    })
  }
  const seek = (seconds: number) => {
    stopAt = null
    media.currentTime = Math.max(0, Math.min(seconds, state.get().duration))
    tell()
  }

  return {
    state,
    now: () => media.currentTime,
    seek,
    toggle: () => (media.paused ? play() : media.pause()),
    pause: () => media.pause(),
    skip: seconds => seek(media.currentTime + seconds),
    setRate(rate) {
      media.playbackRate = Math.min(3, Math.max(0.5, rate))
    },
    playSpan(from, to) {
      seek(from)
      stopAt = to
      play()
    },
    onTime(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    dispose() {
      disposed = true
      cancelAnimationFrame(frame)
      media.pause()
      for (const [type, handler] of handlers) media.removeEventListener(type, handler)
      media.removeAttribute('src')
      media.load()
      listeners.clear()
    },
  }
}
