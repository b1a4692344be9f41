import { waveform as words } from '../../text/waveform.ts'
import { notifyDone } from '../../ui/notify.ts'
import type { Desk } from '../desk/desk.ts'

/** When what is selected, else the highlight in focus, is spoken: in seconds, null when that is nothing or unknown. */
export const stretchInFocus = (desk: Desk): { from: number; to: number } | null => {
  const { selection, focus } = desk.state.get()
  const times = selection
    ? desk.facts.get().timing?.spanTimes(selection)
    : focus === null
      ? null
      : desk.annotations.get(focus)?.highlight.anchor
  return times && times.from >= 0
    ? { from: times.from / 1000, to: Math.max(times.from, times.to) / 1000 }
    : null
}

/** A loop of less than this only stutters. Seconds. */
const SHORTEST = 0.4

/** Plays what is selected, or the highlight in focus, again and again; or ends that. */
export const toggleLoop = (desk: Desk): boolean => {
  const { player } = desk
  if (!player) return false
  if (player.state.get().loop) {
    player.setLoop(null)
    return true
  }
  const stretch = stretchInFocus(desk)
  if (!stretch) {
    notifyDone(words.loopNothing)
    return true
  }
  const { duration } = player.state.get()
  player.setLoop({
    from: stretch.from,
    to: Math.min(duration, Math.max(stretch.to, stretch.from + SHORTEST)),
  })
  player.play()
  return true
}
