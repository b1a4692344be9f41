import { findCode, type Ontology, resolveCode } from '@polyphony/ontology'
import type { Store } from '../../collab/createStore.ts'
import { coding as words } from '../../text/coding.ts'

/** A code put out of use within so many milliseconds of being applied was, to its user, so while applying it. */
const JUST_NOW = 15_000

interface Watched {
  facts: Store<{ ontology: Ontology; applied: { code: string; at: number } | null }>
  say: (message: string) => void
}

/** Tells when a code was retired or merged by somebody else just as it was applied here. */
export const watchApplied = ({ facts, say }: Watched): (() => void) => {
  let before = facts.get().ontology
  return facts.subscribe(() => {
    const { ontology, applied } = facts.get()
    if (ontology === before) return
    const was = applied && resolveCode(before, applied.code)
    before = ontology
    if (!was || Date.now() - applied.at > JUST_NOW || !findCode(ontology, was.id)) return
    const now = resolveCode(ontology, was.id)
    if (!now) say(words.gone.whileApplied(was.name))
    else if (now.id !== was.id) say(words.gone.whileAppliedMerged(was.name, now.name))
  })
}
