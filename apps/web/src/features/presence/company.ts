import type { TextSpan } from '@polyphony/document'
import type { Collab } from '../../collab/createCollab.ts'
import { createStore, type Store } from '../../collab/createStore.ts'
import type { SharedDocument } from '../../collab/sharedDocument.ts'
import { type People, watchPeople } from './people.ts'

/** What I do with the others. */
export interface Joining {
  /** The member whose view and playback mine go with. */
  following: string | null
  /** They listen, and this browser does not play before it is pressed here. */
  silent: boolean
  /** I show the others words, for as long as this is on. */
  pointing: boolean
  /** The word I point at. */
  pointer: TextSpan | null
}

/** The others at this desk, and what I do with them. */
export interface Company {
  people: Store<People>
  joining: Store<Joining>
  /** Stops following; false when nobody was followed. */
  leave(): boolean
  dispose(): void
}

export const createCompany = (transcript: SharedDocument, collab: Collab, me: string): Company => {
  const { people, dispose } = watchPeople(transcript, collab.state, me)
  const joining = createStore<Joining>({ following: null, silent: false, pointing: false, pointer: null })
  return {
    people,
    joining,
    leave() {
      if (joining.get().following === null) return false
      joining.set({ following: null, silent: false })
      return true
    },
    dispose,
  }
}
