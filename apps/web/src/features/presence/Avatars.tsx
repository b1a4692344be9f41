import { Menu, Popover, Tooltip } from '@mantine/core'
import { IconEye } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { formatAgo, formatTime } from '../../text/format.ts'
import { presence as words } from '../../text/presence.ts'
import { MemberAvatar } from '../../ui/MemberAvatar.tsx'
import { useDesk } from '../desk/DeskContext.tsx'
import type { Desk } from '../desk/desk.ts'
import styles from './Avatars.module.css'
import { decodeSpan } from './passages.ts'
import type { Peer, People } from './people.ts'
import { sharePresence } from './sharePresence.ts'
import { useJoining, usePeople } from './usePeople.ts'

const SHOWN = 5

const whereIs = (desk: Desk, peer: Peer, { live, lostAt }: People): string => {
  if (!live) return words.lastSeen(formatAgo(new Date(lostAt ?? Date.now()).toISOString()))
  if (peer.listening?.playing) return words.listeningAt(formatTime(peer.listening.at))
  const at = peer.reading ? desk.timeAt({ turn: peer.reading, offset: 0 }) : null
  return at === null ? words.reading : words.readingAt(formatTime(at))
}

const goTo = (desk: Desk, peer: Peer): void => {
  desk.company.leave()
  const span = decodeSpan(desk.index, peer.selection)
  const heard = peer.listening?.playing ? desk.facts.get().timing?.pointAt(peer.listening.at * 1000) : null
  const point = span?.start ?? heard ?? (peer.reading ? { turn: peer.reading, offset: 0 } : null)
  if (!point) return
  desk.state.set({ following: false })
  desk.view.current?.reveal(point)
}

/** Who is here, where, and who goes with me; pressing somebody offers to go there or to go along. */
export const Avatars = () => {
  const desk = useDesk()
  const people = usePeople()
  useEffect(() => sharePresence(desk), [desk])
  const { others, live } = people
  const shown = others.slice(0, SHOWN)
  const rest = others.slice(SHOWN)
  if (others.length === 0) return null
  return (
    <>
      <Followers people={people} />
      <ul className={styles.list} aria-label={words.here} data-away={!live || undefined}>
        {shown.map(peer => (
          <li key={peer.member}>
            <PersonMenu peer={peer} people={people} />
          </li>
        ))}
        {rest.length > 0 && (
          <li>
            <Popover position="bottom-end" shadow="md">
              <Popover.Target>
                <button type="button" className={styles.rest} aria-label={words.more(rest.length)}>
                  +{rest.length}
                </button>
              </Popover.Target>
              <Popover.Dropdown className={styles.names}>
                {rest.map(peer => (
                  <PersonMenu key={peer.member} peer={peer} people={people} named />
                ))}
              </Popover.Dropdown>
            </Popover>
          </li>
        )}
      </ul>
    </>
  )
}

const PersonMenu = ({ peer, people, named = false }: { peer: Peer; people: People; named?: boolean }) => {
  const desk = useDesk()
  const following = useJoining(joining => joining.following === peer.member)
  const [opened, setOpened] = useState(false)
  const where = whereIs(desk, peer, people)
  const target = (
    <button
      type="button"
      className={named ? styles.named : styles.peer}
      data-playing={peer.listening?.playing || undefined}
      data-following={following || undefined}
      style={{ '--code': peer.colour } as React.CSSProperties}
      aria-label={words.person(peer.name, where)}
    >
      <MemberAvatar name={peer.name} colour={peer.colour} size={named ? 22 : 26} />
      {named && (
        <>
          {peer.name}
          <small>{where}</small>
        </>
      )}
    </button>
  )
  return (
    <Menu opened={opened} onChange={setOpened} position="bottom-end" withinPortal={!named}>
      <Menu.Target>
        {named ? (
          target
        ) : (
          <Tooltip label={words.person(peer.name, where)} disabled={opened}>
            {target}
          </Tooltip>
        )}
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{words.person(peer.name, where)}</Menu.Label>
        <Menu.Item disabled={!people.live} onClick={() => goTo(desk, peer)}>
          {words.goTo(peer.name)}
        </Menu.Item>
        <Menu.Item
          disabled={!people.live}
          onClick={() =>
            following
              ? desk.company.leave()
              : desk.company.joining.set({ following: peer.member, silent: false })
          }
        >
          {following ? words.stopFollowing(peer.name) : words.follow(peer.name)}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** Whoever goes with me: I am seen. */
const Followers = ({ people: { others, live } }: { people: People }) => {
  const { me } = useDesk()
  const followers = live ? others.filter(peer => peer.following === me.id) : []
  const [first] = followers
  const names = followers.map(({ name }) => words.followsYou(name)).join(', ')
  return (
    <span role="status" className={first && styles.followers}>
      {first && (
        <Tooltip label={names}>
          <span>
            <IconEye size={15} stroke={1.7} aria-hidden />
            <span className={styles.followersText}>
              {followers.length === 1 ? words.followsYou(first.name) : words.followYou(followers.length)}
            </span>
          </span>
        </Tooltip>
      )}
    </span>
  )
}
