import type { Presence } from '@polyphony/contract'
import type { Desk } from '../desk/desk.ts'
import { encodeSpan } from './passages.ts'

/** Where I am is told this often at most; where I point, twice as often. */
const GATHER_MS = 200
/** While the recording plays, its position is told every so many seconds: others count on by themselves. */
const LISTENING_SECONDS = 3

/** Says where I am: what I read, select and point at, where I listen, and whom I follow. */
export const sharePresence = (desk: Desk): (() => void) => {
  const { awareness } = desk.transcript
  if (!awareness) return () => {}
  const { me, player, company } = desk
  let timer: ReturnType<typeof setTimeout> | undefined
  let due = 0
  let heard = 0
  let sent = ''
  const send = () => {
    timer = undefined
    const top = desk.view.current?.top() ?? null
    const { playing, rate } = player?.state.get() ?? { playing: false, rate: 1 }
    const at = player?.now() ?? 0
    const { pointer, following } = company.joining.get()
    const state: Presence = {
      member: me.id,
      name: me.name,
      colour: me.colour,
      reading: top?.turn ?? null,
      within: Math.round((top?.within ?? 0) * 100) / 100,
      selection: encodeSpan(desk.index, desk.state.get().selection),
      pointer: encodeSpan(desk.index, pointer),
      listening:
        player && (at > 0 || playing)
          ? { at: Math.round((playing ? heard : at) * 10) / 10, playing, rate }
          : null,
      following,
      sorting: null,
    }
    const now = JSON.stringify(state)
    if (now === sent) return
    sent = now
    awareness.setLocalState(state)
  }
  const within = (wait: number) => {
    const at = Date.now() + wait
    if (timer !== undefined && due <= at) return
    clearTimeout(timer)
    due = at
    timer = setTimeout(send, wait)
  }
  const soon = () => within(GATHER_MS)
  const atOnce = () => {
    heard = player?.now() ?? 0
    soon()
  }
  const scroller = document.querySelector('[data-transcript]')
  scroller?.addEventListener('scroll', soon, { passive: true })
  const disposers = [
    desk.state.subscribe(soon),
    company.joining.subscribe(() => within(GATHER_MS / 2)),
    player?.state.subscribe(atOnce),
    player?.onTime(seconds => {
      const past = seconds - heard
      if (player.state.get().playing && past >= 0 && past < LISTENING_SECONDS) return
      heard = seconds
      soon()
    }),
  ]
  send()
  return () => {
    clearTimeout(timer)
    scroller?.removeEventListener('scroll', soon)
    for (const dispose of disposers) dispose?.()
    awareness.setLocalState(null)
  }
}
