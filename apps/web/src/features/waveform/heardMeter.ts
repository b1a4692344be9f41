/** Measures what was really heard: time that passed while playing, not what was jumped over. All in seconds. */
export interface HeardMeter {
  /** Playing, from this place on. */
  start(at: number): void
  /** Playback has come this far. */
  reach(at: number): void
  /** Somebody jumped: what lies between is not heard. Call `reach` first. */
  jump(at: number): void
  /** Paused, ended, or muted; what was reached before counts. */
  stop(): void
}

/** Playback cannot be further than the clock allows, by so much; the rest is a jump nobody announced. */
const TOLERANCE = 1.25
const SLACK = 0.75
const FASTEST = 3

/**
 * `heard` is told each stretch as it is reached, of neighbours each begins where the last one ended. `clock` in
 * milliseconds.
 */
export const createHeardMeter = (
  heard: (from: number, to: number) => void,
  clock: () => number = () => performance.now(),
): HeardMeter => {
  let since: { at: number; clock: number } | null = null
  const begin = (at: number) => {
    since = { at, clock: clock() }
  }
  return {
    start: begin,
    reach(at) {
      if (!since) return
      const possible = ((clock() - since.clock) / 1000) * FASTEST * TOLERANCE + SLACK
      const { at: from } = since
      begin(at)
      if (at > from && at - from <= possible) heard(from, at)
    },
    jump(at) {
      if (since) begin(at)
    },
    stop() {
      since = null
    },
  }
}
