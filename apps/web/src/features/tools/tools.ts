import { createStore, type Store } from '../../collab/createStore.ts'
import type { Desk } from '../desk/desk.ts'

export interface ToolsState {
  /** What concerns the whole transcript and is open. */
  dialog: 'replace' | 'speakers' | 'corrections' | null
  /** Words that were recognised with little confidence are underlined. */
  uncertain: boolean
}

const stores = new WeakMap<Desk, Store<ToolsState>>()

/** What is open on a desk of the tools for the whole transcript. */
export const toolsOf = (desk: Desk): Store<ToolsState> => {
  const known = stores.get(desk)
  if (known) return known
  const made = createStore<ToolsState>({ dialog: null, uncertain: false })
  stores.set(desk, made)
  return made
}
