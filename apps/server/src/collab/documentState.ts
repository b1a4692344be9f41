import type * as Y from 'yjs'

/** What the server remembers of an open document beside its content; gone with it. */
export interface DocumentState {
  /** Client ids with the member each is bound to. */
  clients: Map<number, string>
  /** Ids bound since the last update that was logged: they go into its record. */
  newlyBound: [number, string][]
  /** When the log took over the latest change that was not logged ahead. */
  loggedAt: Date
}

const states = new WeakMap<Y.Doc, DocumentState>()

export const documentState = (doc: Y.Doc): DocumentState => {
  let state = states.get(doc)
  if (!state) {
    state = { clients: new Map(), newlyBound: [], loggedAt: new Date() }
    states.set(doc, state)
  }
  return state
}
