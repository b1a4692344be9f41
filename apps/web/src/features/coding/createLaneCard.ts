import { createStore, type Store } from '../../collab/createStore.ts'
import type { LaneFold } from './laneBoard.ts'

/** What the card speaks of: some highlights, all of one code where `code` names it. */
export interface LaneCardContent {
  annotations: readonly string[]
  /** Null for highlights without a code; undefined for a highlight with all its codes. */
  code?: string | null
  /** Codings without a lane, told of one by one. */
  folded?: LaneFold['codings']
  /** What it stands beside. */
  beside: Element
}

/** The one card of the margin: it opens beside a bracket or a label, and can be pointed at itself. */
export interface LaneCard {
  state: Store<{ shown: LaneCardContent | null }>
  /** Under a pointer it waits a moment; under the keyboard it does not. */
  open(content: LaneCardContent, by: 'pointer' | 'keyboard'): void
  /** Closes soon, unless the pointer comes to the card. */
  leave(): void
  /** The pointer is on the card. */
  stay(): void
  close(): void
}

const OPEN_AFTER_MS = 260
const CLOSE_AFTER_MS = 180

export const createLaneCard = (): LaneCard => {
  const state = createStore<{ shown: LaneCardContent | null }>({ shown: null })
  let timer: ReturnType<typeof setTimeout> | undefined
  const later = (shown: LaneCardContent | null, after: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => state.set({ shown }), after)
  }
  return {
    state,
    open(content, by) {
      // Once one is open, the next opens at once: the reader is looking around.
      if (by === 'keyboard' || state.get().shown) {
        clearTimeout(timer)
        state.set({ shown: content })
      } else later(content, OPEN_AFTER_MS)
    },
    leave: () => later(null, CLOSE_AFTER_MS),
    stay: () => clearTimeout(timer),
    close() {
      clearTimeout(timer)
      state.set({ shown: null })
    },
  }
}
