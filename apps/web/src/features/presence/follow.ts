import type { Desk } from '../desk/desk.ts'
import type { Peer } from './people.ts'

/** Playback that is off by less goes on undisturbed: a jump is heard, a second is not. */
const DRIFT_SECONDS = 1.2
/** Somebody who is gone for less has only reloaded their page. */
const PATIENCE_MS = 5000

export type FollowEnd = 'left' | 'own'

/** Where somebody's playback stands now, in seconds; null for those who do not listen. */
export const listeningNow = (
  { listening, heardAt }: Pick<Peer, 'listening' | 'heardAt'>,
  now = Date.now(),
): number | null =>
  listening && listening.at + (listening.playing ? (Math.max(0, now - heardAt) / 1000) * listening.rate : 0)

/**
 * Goes with somebody: view and playback here are theirs, until `end` is called with the reason: they left, or something
 * was scrolled, selected or played here (`own`). `silent` is told when the browser wants a press
 * before it plays.
 */
export const follow = (
  desk: Desk,
  member: string,
  { end, silent }: { end: (why: FollowEnd) => void; silent: (silent: boolean) => void },
): (() => void) => {
  const { player, company } = desk
  let gone: ReturnType<typeof setTimeout> | undefined
  let frame = 0
  let shown = ''
  let heard = ''
  /** What the player does because of them; anything else was done here. */
  let wanted: { playing: boolean } | null = null
  const withSpoken = desk.state.get().following
  let own = false
  const leave = () => {
    own = true
    end('own')
  }

  const look = (peer: Peer) => {
    if (peer.reading === null) return
    const place = `${peer.reading} ${peer.within}`
    if (place === shown) return
    shown = place
    const { reading, within } = peer
    desk.view.current?.showTop(reading, within)
    // What was never laid out had an estimated height.
    cancelAnimationFrame(frame)
    frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => desk.view.current?.showTop(reading, within))
    })
  }

  const listen = (peer: Peer) => {
    const at = listeningNow(peer)
    const said = JSON.stringify(peer.listening)
    if (!player || at === null || !peer.listening || said === heard) return
    heard = said
    const { playing, rate } = peer.listening
    const state = player.state.get()
    if (state.rate !== rate) player.setRate(rate)
    wanted = { playing }
    if (Math.abs(player.now() - at) > (playing ? DRIFT_SECONDS : 0.3)) player.seek(at)
    if (playing && !state.playing && at < state.duration) player.toggle()
    if (!playing && state.playing) player.pause()
    if (!playing) silent(false)
  }

  const keepUp = () => {
    const { others, live } = company.people.get()
    const peer = others.find(other => other.member === member)
    if (!live) {
      // Neither they nor I can be seen now; it goes on when the connection is back.
      clearTimeout(gone)
      gone = undefined
      return
    }
    if (!peer) {
      gone ??= setTimeout(() => end('left'), PATIENCE_MS)
      return
    }
    clearTimeout(gone)
    gone = undefined
    look(peer)
    listen(peer)
  }

  let before = desk.state.get()
  const onDesk = () => {
    const now = desk.state.get()
    const moved =
      (now.selection !== before.selection && now.selection !== null) ||
      (now.caret !== before.caret && now.caret !== null) ||
      (now.turn !== before.turn && now.turn !== null) ||
      now.editing !== before.editing ||
      // Back to the spoken word, or elsewhere on the waveform.
      now.following
    before = now
    if (moved) leave()
  }
  let played = player?.state.get().playing ?? false
  const onPlayer = () => {
    const { playing, blocked } = player!.state.get()
    silent(blocked && wanted?.playing === true)
    if (playing === played) return
    played = playing
    if (playing === (wanted?.playing ?? false)) return
    // Playing to the end is nobody's doing.
    if (!playing && player!.now() >= player!.state.get().duration - 0.5) return
    leave()
  }

  const onKey = (event: KeyboardEvent) => {
    if (['PageDown', 'PageUp', 'Home', 'End'].includes(event.key)) leave()
  }
  const scroller = document.querySelector('[data-transcript]')
  const onPointer = (event: Event) => {
    // The scrollbar belongs to the scroller itself.
    if (event.target === scroller) leave()
  }
  scroller?.addEventListener('wheel', leave, { passive: true })
  scroller?.addEventListener('touchmove', leave, { passive: true })
  scroller?.addEventListener('keydown', onKey as EventListener)
  scroller?.addEventListener('pointerdown', onPointer)
  desk.state.set({ following: false })
  before = desk.state.get()
  const disposers = [
    company.people.subscribe(keepUp),
    desk.state.subscribe(onDesk),
    player?.state.subscribe(onPlayer),
  ]
  keepUp()
  return () => {
    clearTimeout(gone)
    cancelAnimationFrame(frame)
    for (const dispose of disposers) dispose?.()
    scroller?.removeEventListener('wheel', leave)
    scroller?.removeEventListener('touchmove', leave)
    scroller?.removeEventListener('keydown', onKey as EventListener)
    scroller?.removeEventListener('pointerdown', onPointer)
    // What is done here has the last word: it may have begun to play elsewhere.
    if (own) return
    // What plays because of them does not go on without them.
    if (wanted?.playing && player?.state.get().playing) player.pause()
    desk.state.set({ following: withSpoken })
  }
}
