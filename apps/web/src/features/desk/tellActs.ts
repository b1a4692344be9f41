import { history as words } from '../../text/history.ts'
import { announce } from '../../ui/announce.ts'
import { noticesGiven } from '../../ui/notify.ts'
import type { Desk } from './desk.ts'

/** Long enough for the act to say by itself what it did. */
const HOLD_MS = 120

/**
 * Says what was done on the desk to those who cannot see it happen, in the words that undo has for it. Typing is heard
 * as it is typed, and what a notification tells is not told twice.
 */
export const tellActs = (desk: Desk): (() => void) =>
  desk.history.onDone(({ act }) => {
    if (!act || act.joins !== null) return
    const before = noticesGiven()
    setTimeout(() => noticesGiven() === before && announce(words.done(act.label)), HOLD_MS)
  })
