import type { Desk } from '../desk/desk.ts'
import type { Waveform } from '../waveform/createWaveform.ts'
import { listeningNow } from './follow.ts'

/** Where somebody listens is told every few seconds; in between they are moved on this often. */
const STEP_MS = 500

/** Shows on the waveform where the others listen. */
export const showListeners = (desk: Desk, waveform: Waveform): (() => void) => {
  const { people } = desk.company
  let timer: ReturnType<typeof setInterval> | undefined
  let shown = '[]'
  const show = () => {
    const { others, live } = people.get()
    const listening = live ? others.filter(peer => peer.listening) : []
    const listeners = listening
      .map(peer => ({ name: peer.name, colour: peer.colour, at: listeningNow(peer) ?? 0 }))
      .sort((a, b) => a.at - b.at)
    const now = JSON.stringify(listeners)
    if (now !== shown) waveform.setListeners(listeners)
    shown = now
    const moving = listening.some(peer => peer.listening?.playing)
    if (moving) timer ??= setInterval(show, STEP_MS)
    else {
      clearInterval(timer)
      timer = undefined
    }
  }
  const unwatch = people.subscribe(show)
  show()
  return () => {
    clearInterval(timer)
    unwatch()
  }
}
