import { Menu, Popover, Tooltip } from '@mantine/core'
import { IconEye } from '@tabler/icons-react'
import { memo, useEffect, useState } from 'react'
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

const goTo = (desk: Desk, member: string): void => {
  const peer = desk.company.people.get().others.find(other => other.member === member)
  if (!peer) return
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
  if (others.length === 0) return null
  const faces = others.map(peer => (
    <Person
      key={peer.member}
      member={peer.member}
      name={peer.name}
      colour={peer.colour}
      where={whereIs(desk, peer, people)}
      playing={live && peer.listening?.playing === true}
      live={live}
      named={others.indexOf(peer) >= SHOWN}
    />
  ))
  const rest = faces.slice(SHOWN)
  const followers = live ? others.filter(peer => peer.following === desk.me.id) : []
  return (
    <>
      <Followers names={followers.map(({ name }) => name)} />
      <ul className={styles.list} aria-label={words.here} data-away={!live || undefined}>
        {faces.slice(0, SHOWN).map(face => (
          <li key={face.key}>{face}</li>
        ))}
        {rest.length > 0 && (
          <li>
            <Popover position="bottom-end" shadow="md">
              <Popover.Target>
                <button type="button" className={styles.rest} aria-label={words.more(rest.length)}>
                  +{rest.length}
                </button>
              </Popover.Target>
              <Popover.Dropdown className={styles.names}>{rest}</Popover.Dropdown>
            </Popover>
          </li>
        )}
      </ul>
    </>
  )
}

interface PersonProps {
  member: string
  name: string
  colour: string
  /** Where they are, in words. */
  where: string
  playing: boolean
  live: boolean
  /** With the name beside, in a list. */
  named: boolean
}

/** Renders only when what is said of the person changes, not with every line they scroll. */
const Person = memo(({ member, name, colour, where, playing, live, named }: PersonProps) => {
  const desk = useDesk()
  const following = useJoining(joining => joining.following === member)
  const [opened, setOpened] = useState(false)
  const told = words.person(name, where)
  const target = (
    <button
      type="button"
      className={named ? styles.named : styles.peer}
      data-playing={playing || undefined}
      data-following={following || undefined}
      style={{ '--code': colour } as React.CSSProperties}
      aria-label={told}
    >
      <MemberAvatar name={name} colour={colour} size={named ? 22 : 26} />
      {named && (
        <>
          {name}
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
          <Tooltip label={told} disabled={opened}>
            {target}
          </Tooltip>
        )}
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{told}</Menu.Label>
        <Menu.Item disabled={!live} onClick={() => goTo(desk, member)}>
          {words.goTo(name)}
        </Menu.Item>
        <Menu.Item
          disabled={!live}
          onClick={() =>
            following ? desk.company.leave() : desk.company.joining.set({ following: member, silent: false })
          }
        >
          {following ? words.stopFollowing(name) : words.follow(name)}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
})

/** Whoever goes with me: I am seen. */
const Followers = ({ names }: { names: readonly string[] }) => {
  const [first] = names
  return (
    <span role="status" className={first && styles.followers}>
      {first && (
        <Tooltip label={names.map(words.followsYou).join(', ')}>
          <span>
            <IconEye size={15} stroke={1.7} aria-hidden />
            <span className={styles.followersText}>
              {names.length === 1 ? words.followsYou(first) : words.followYou(names.length)}
            </span>
          </span>
        </Tooltip>
      )}
    </span>
  )
}
