import { IconPlayerPlayFilled, IconX } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useListening } from '../../api/listening.ts'
import { useStore } from '../../collab/createStore.ts'
import { formatTime } from '../../text/format.ts'
import { listening as words } from '../../text/listening.ts'
import type { Desk } from '../desk/desk.ts'
import type { Player } from '../waveform/player.ts'
import styles from './listening.module.css'

/** Near the beginning there is nothing to go on with, and near the end nothing left. */
const FROM_START = 5
const FROM_END = 3

/**
 * Offers to go on where I stopped, on whatever device that was. The playhead stands there already, unless the address
 * names a place of its own; the text stays where it is until I go on.
 */
export const ResumeOffer = ({ desk, player }: { desk: Desk; player: Player }) => {
  const { data } = useListening(desk.conversation.id)
  const [offered, setOffered] = useState<number | null>(null)
  const looked = useRef(false)
  const played = useRef(false)
  const playing = useStore(player.state, state => state.playing)
  const failed = useStore(player.state, state => state.failed !== null)
  const duration = useStore(player.state, state => state.duration)
  const named = useRef(location.search.length > 1)

  useEffect(() => {
    if (!data || looked.current) return
    looked.current = true
    const position = data.find(({ member }) => member === desk.me.id)?.position ?? 0
    if (position < FROM_START || position > duration - FROM_END) return
    if (player.state.get().playing || played.current) return
    // An address that names a place has moved the playhead by now, or will: nobody has listened yet.
    if (!named.current && player.now() > 0) return
    setOffered(position)
    if (!named.current) player.seek(position)
  }, [data, desk, player, duration])
  useEffect(() => {
    if (!playing) return
    played.current = true
    setOffered(null)
  }, [playing])

  if (offered === null || failed) return null
  const goOn = () => {
    player.seek(offered)
    desk.state.set({ following: true })
    const point = desk.facts.get().timing?.pointAt(offered * 1000)
    if (point) desk.view.current?.reveal(point)
    player.play()
  }
  return (
    <div className={styles.resume}>
      <button type="button" className={styles.goOn} onClick={goOn}>
        <IconPlayerPlayFilled size={12} aria-hidden />
        {words.goOn(formatTime(offered))}
      </button>
      <button
        type="button"
        className={styles.notNow}
        aria-label={words.notNow}
        onClick={() => setOffered(null)}
      >
        <IconX size={14} aria-hidden />
      </button>
    </div>
  )
}
