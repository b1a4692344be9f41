import type { ExcerptRef } from '@polyphony/ontology'
import { excerptKey } from '../../../api/passages.ts'
import { createStore } from '../../../collab/createStore.ts'

/** An excerpt with its words, by which people know it. */
export interface NamedExcerpt {
  excerpt: ExcerptRef
  words: string
}

/**
 * Two excerpts on the way to being related: the first is chosen on one page, the second perhaps on another. Forgotten
 * when the tab is closed.
 */
export const pendingTie = createStore<{
  workspace: string | null
  from: NamedExcerpt | null
  to: NamedExcerpt | null
}>({ workspace: null, from: null, to: null })

export const beginTie = (workspace: string, from: NamedExcerpt): void =>
  pendingTie.set({ workspace, from, to: null })

export const chooseOther = (to: NamedExcerpt): void => pendingTie.set({ to })

export const endTie = (): void => pendingTie.set({ workspace: null, from: null, to: null })

/** Whether this excerpt can be the other one of what is being related. */
export const isOther = (from: NamedExcerpt | null, excerpt: ExcerptRef): boolean =>
  from !== null && excerptKey(from.excerpt) !== excerptKey(excerpt)
