import { useEffect } from 'react'
import { useMyAbilities } from '../../api/session.ts'
import type { Desk } from '../desk/desk.ts'
import type { Player } from './player.ts'
import { turnBeside } from './turnBeside.ts'

const STEP = 3

/** Lets the keys of a keyboard, a headset or a lock screen play, pause and move from turn to turn. */
export const useMediaSession = (desk: Desk, player: Player): void => {
  const workspaceName = useMyAbilities(desk.workspace).membership?.workspace.name ?? ''
  useEffect(() => {
    const session = navigator.mediaSession
    if (!session) return
    session.metadata = new MediaMetadata({ title: desk.conversation.title, artist: workspaceName })
    const toTurn = (direction: 1 | -1) => {
      const at = turnBeside(desk, player.now(), direction)
      if (at !== null) player.seek(at)
    }
    const handlers: [MediaSessionAction, MediaSessionActionHandler][] = [
      ['play', () => player.play()],
      ['pause', () => player.pause()],
      ['stop', () => player.pause()],
      ['seekbackward', ({ seekOffset }) => player.skip(-(seekOffset ?? STEP))],
      ['seekforward', ({ seekOffset }) => player.skip(seekOffset ?? STEP)],
      ['seekto', ({ seekTime }) => seekTime !== undefined && player.seek(seekTime)],
      ['previoustrack', () => toTurn(-1)],
      ['nexttrack', () => toTurn(1)],
    ]
    for (const [action, handler] of handlers) set(session, action, handler)

    let told = { playing: false, rate: 0, duration: 0, at: -1 }
    const tell = () => {
      const { playing, rate, duration } = player.state.get()
      const at = Math.min(player.now(), duration)
      // The browser counts on by itself: it is told of jumps, speed, and playing or not.
      const jumped = Math.abs(at - told.at) > 2
      if (!jumped && told.playing === playing && told.rate === rate && told.duration === duration) {
        told.at = at
        return
      }
      told = { playing, rate, duration, at }
      session.playbackState = playing ? 'playing' : 'paused'
      if (duration > 0) session.setPositionState({ duration, playbackRate: rate, position: Math.max(0, at) })
    }
    tell()
    const disposers = [player.state.subscribe(tell), player.onTime(tell)]
    return () => {
      for (const dispose of disposers) dispose()
      for (const [action] of handlers) set(session, action, null)
      session.metadata = null
      session.playbackState = 'none'
    }
  }, [desk, player, workspaceName])
}

const set = (
  session: MediaSession,
  action: MediaSessionAction,
  handler: MediaSessionActionHandler | null,
): void => {
  try {
    session.setActionHandler(action, handler)
  } catch (error) {
    // A browser without this key refuses its name; the others work.
    if (!(error instanceof TypeError)) throw error
  }
}
