import { Popover, Tooltip } from '@mantine/core'
import { useEffect } from 'react'
import { desk as words } from '../../text/desk.ts'
import { formatTime } from '../../text/format.ts'
import { MemberAvatar } from '../../ui/MemberAvatar.tsx'
import { useDesk } from '../desk/DeskContext.tsx'
import type { Desk } from '../desk/desk.ts'
import styles from './Avatars.module.css'
import { decodeSpan, type Peer, sharePresence, usePeers } from './presence.ts'

const SHOWN = 5

const whereIs = (desk: Desk, peer: Peer): string => {
  if (peer.listening?.playing) return words.presence.listeningAt(formatTime(peer.listening.at))
  const at = peer.reading ? desk.timeAt({ turn: peer.reading, offset: 0 }) : null
  return at === null ? words.presence.reading : words.presence.readingAt(formatTime(at))
}

const goTo = (desk: Desk, peer: Peer): void => {
  const span = decodeSpan(desk.index, peer.selection)
  const heard = peer.listening?.playing ? desk.facts.get().timing?.pointAt(peer.listening.at * 1000) : null
  const point = span?.start ?? heard ?? (peer.reading ? { turn: peer.reading, offset: 0 } : null)
  if (!point) return
  desk.state.set({ following: false })
  desk.view.current?.reveal(point)
}

/** Who is here. Pressing somebody goes to where they are. */
export const Avatars = () => {
  const desk = useDesk()
  const peers = usePeers()
  useEffect(() => sharePresence(desk), [desk])
  const others = peers.filter(peer => !peer.me)
  const shown = others.slice(0, SHOWN)
  const rest = others.slice(SHOWN)
  if (others.length === 0) return null
  return (
    <ul className={styles.list} aria-label={words.presence.here}>
      {shown.map(peer => (
        <li key={peer.client}>
          <Tooltip label={`${peer.name}, ${whereIs(desk, peer)}`}>
            <button
              type="button"
              className={styles.peer}
              data-playing={peer.listening?.playing || undefined}
              style={{ '--code': peer.colour } as React.CSSProperties}
              aria-label={`${words.presence.goTo(peer.name)} (${whereIs(desk, peer)})`}
              onClick={() => goTo(desk, peer)}
            >
              <MemberAvatar name={peer.name} colour={peer.colour} size={26} />
            </button>
          </Tooltip>
        </li>
      ))}
      {rest.length > 0 && (
        <li>
          <Popover position="bottom-end" shadow="md">
            <Popover.Target>
              <button type="button" className={styles.rest} aria-label={words.presence.more(rest.length)}>
                +{rest.length}
              </button>
            </Popover.Target>
            <Popover.Dropdown className={styles.names}>
              {rest.map(peer => (
                <button key={peer.client} type="button" onClick={() => goTo(desk, peer)}>
                  <MemberAvatar name={peer.name} colour={peer.colour} size={22} />
                  {peer.name}
                  <small>{whereIs(desk, peer)}</small>
                </button>
              ))}
            </Popover.Dropdown>
          </Popover>
        </li>
      )}
    </ul>
  )
}
