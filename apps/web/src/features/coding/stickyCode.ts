import { findCode, type Ontology, resolveCode } from '@polyphony/ontology'
import type { Store } from '../../collab/createStore.ts'
import { coding as words } from '../../text/coding.ts'

/** A sticky code that is not used for so long ends by itself. */
export const STICKY_MINUTES = 10

interface Watched {
  state: Store<{ sticky: { code: string } | null }>
  facts: Store<{ ontology: Ontology }>
  /** Told why a sticky code ended, or that it goes on under another name. */
  say: (message: string) => void
}

/**
 * Ends a sticky code that was forgotten or whose code has been put out of use, and follows one that was merged. Each
 * use writes `sticky` anew. Returns what ends the watch.
 */
export const watchSticky = ({ state, facts, say }: Watched): (() => void) => {
  let watched: { code: string } | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  const nameOf = (code: string) => findCode(facts.get().ontology, code)?.name ?? code
  const check = () => {
    const { sticky } = state.get()
    if (!sticky) return
    const { ontology } = facts.get()
    // One that was made a moment ago may not have come back from the server yet.
    if (!findCode(ontology, sticky.code)) return
    const now = resolveCode(ontology, sticky.code)
    if (now?.id === sticky.code) return
    state.set({ sticky: now && { code: now.id } })
    say(now ? words.sticky.merged(nameOf(sticky.code), now.name) : words.sticky.retired(nameOf(sticky.code)))
  }
  const follow = () => {
    const { sticky } = state.get()
    if (sticky === watched) return
    watched = sticky
    clearTimeout(timer)
    if (!sticky) return
    timer = setTimeout(() => {
      state.set({ sticky: null })
      say(words.sticky.unused(nameOf(sticky.code), STICKY_MINUTES))
    }, STICKY_MINUTES * 60_000)
    check()
  }
  const disposers = [state.subscribe(follow), facts.subscribe(check)]
  follow()
  return () => {
    clearTimeout(timer)
    for (const dispose of disposers) dispose()
  }
}
