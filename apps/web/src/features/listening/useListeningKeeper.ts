import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { sendListening } from '../../api/listening.ts'
import type { Desk } from '../desk/desk.ts'
import type { Player } from '../waveform/player.ts'
import { createListeningKeeper, type ListeningKeeper } from './listeningKeeper.ts'

/** Records what I hear at this desk: every few seconds, when I pause, and when I leave. Null in the first frame. */
export const useListeningKeeper = (desk: Desk, player: Player): ListeningKeeper | null => {
  const client = useQueryClient()
  const [keeper, setKeeper] = useState<ListeningKeeper | null>(null)
  const { user } = desk.me
  const { id } = desk.conversation
  useEffect(() => {
    const made = createListeningKeeper({
      user,
      conversation: id,
      storage: localStorage,
      send: (conversation, part) => sendListening(client, conversation, part),
    })
    setKeeper(made)
    const flush = () => void made.flush()
    let playing = false
    const disposers = [
      player.onHeard(made.add),
      player.state.subscribe(() => {
        if (playing && !player.state.get().playing) flush()
        playing = player.state.get().playing
      }),
    ]
    // A hidden tab may be gone without another word; one that is not goes on playing.
    document.addEventListener('visibilitychange', flush)
    window.addEventListener('pagehide', flush)
    window.addEventListener('online', flush)
    return () => {
      for (const dispose of disposers) dispose()
      document.removeEventListener('visibilitychange', flush)
      window.removeEventListener('pagehide', flush)
      window.removeEventListener('online', flush)
      setKeeper(null)
      made.dispose()
    }
  }, [user, id, player, client])
  return keeper
}
