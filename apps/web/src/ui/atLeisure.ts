/** What waits to be done at leisure. */
export interface Leisure {
  /** It is to be done; asking again before it was changes nothing. */
  request(): void
  cancel(): void
}

/** However busy the page is, it is done after this. */
const LONGEST_MS = 1_000

/** So long what was asked for by hand has the page to itself before what follows from it is worked out, in milliseconds. */
export const REST_FIRST_MS = 250

/**
 * Does something once asking for it has paused for a moment, and when the browser has nothing better to do. For what
 * looks at all there is (counts, tables of contents, marks over the recording): it may be a little late, but must hold
 * up no key and no frame, and others may change things ten times a second.
 */
export const atLeisure = (act: () => void, ms = 120): Leisure => {
  let timer: ReturnType<typeof setTimeout> | undefined
  let idle: number | undefined
  /** When the first request came that has not been met. */
  let since = 0
  const run = () => {
    idle = undefined
    act()
  }
  const wait = () => {
    timer = undefined
    // Safari has no idle callbacks.
    if (typeof requestIdleCallback === 'undefined') run()
    else idle = requestIdleCallback(run, { timeout: LONGEST_MS })
  }
  return {
    request() {
      if (idle !== undefined) return
      if (timer === undefined) since = performance.now()
      clearTimeout(timer)
      timer = setTimeout(wait, Math.max(0, Math.min(ms, since + LONGEST_MS - performance.now())))
    },
    cancel() {
      clearTimeout(timer)
      if (idle !== undefined) cancelIdleCallback(idle)
      timer = undefined
      idle = undefined
    },
  }
}
