declare global {
  interface Window {
    /** Answers by URL, as `early/ahead.js` asked for them. */
    polyphonyAhead?: Map<string, Promise<Response>>
  }
}

/** What was asked for ahead is for the page that opens now; later it would be old. Milliseconds from navigation. */
const FRESH_MS = 10_000

/** `fetch`, but for what was asked for while the program was on its way: each such answer is handed out once. */
export const fetchOrAskedAhead: typeof fetch = async (input, init) => {
  const answer = takeAnswer(input, init)
  if (!answer) return fetch(input, init)
  try {
    return await answer
  } catch {
    // Asked again rather than told: whoever needs it says what went wrong.
    return fetch(input, init)
  }
}

const takeAnswer = (input: RequestInfo | URL, init?: RequestInit): Promise<Response> | undefined => {
  if (typeof input !== 'string' || init?.method !== 'GET' || performance.now() > FRESH_MS) return
  const answer = window.polyphonyAhead?.get(input)
  window.polyphonyAhead?.delete(input)
  return answer
}
