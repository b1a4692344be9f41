import { createStore } from '../collab/createStore.ts'

/** What was said last to those who cannot see it happen; `count` tells two sayings of the same apart. */
export const announced = createStore({ message: '', count: 0 })

/** Tells screen readers what an eye sees anyway. What must be seen as well is a notification. */
export const announce = (message: string): void =>
  announced.set(({ count }) => ({ message, count: count + 1 }))
