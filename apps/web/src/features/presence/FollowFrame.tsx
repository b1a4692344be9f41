import { Button } from '@mantine/core'
import { useEffect } from 'react'
import { presence as words } from '../../text/presence.ts'
import { notifyDone } from '../../ui/notify.ts'
import { useDesk } from '../desk/DeskContext.tsx'
import type { Desk } from '../desk/desk.ts'
import styles from './FollowFrame.module.css'
import { follow, listeningNow } from './follow.ts'
import { useJoining, usePeople } from './usePeople.ts'

/** While somebody is followed: a frame in their colour, whose it is, and the way out. */
export const FollowFrame = () => {
  const desk = useDesk()
  const member = useJoining(joining => joining.following)
  useEffect(() => (member === null ? undefined : keepFollowing(desk, member)), [desk, member])
  return member === null ? (
    <div role="status" className={styles.place} />
  ) : (
    <Frame desk={desk} member={member} />
  )
}

const nameOf = (desk: Desk, member: string): string =>
  desk.company.people.get().others.find(other => other.member === member)?.name ??
  desk.members.get(member)?.name ??
  ''

const keepFollowing = (desk: Desk, member: string): (() => void) => {
  const { joining } = desk.company
  const name = nameOf(desk, member)
  return follow(desk, member, {
    end(why) {
      if (why === 'left') notifyDone(words.ended(name))
      desk.company.leave()
    },
    silent: silent => joining.set({ silent }),
  })
}

const Frame = ({ desk, member }: { desk: Desk; member: string }) => {
  const { others, live } = usePeople()
  const silent = useJoining(joining => joining.silent)
  const peer = others.find(other => other.member === member)
  const name = nameOf(desk, member)
  const colour = peer?.colour ?? desk.members.get(member)?.colour ?? '#868e96'
  const playAlong = () => {
    const at = peer && listeningNow(peer)
    if (at !== null && at !== undefined) desk.player?.seek(at)
    if (!desk.player?.state.get().playing) desk.player?.toggle()
  }
  return (
    <>
      <div className={styles.frame} style={{ '--code': colour } as React.CSSProperties} aria-hidden />
      <div role="status" className={styles.place}>
        <div className={styles.bar} style={{ '--code': colour } as React.CSSProperties}>
          <span>
            {!live ? (
              words.waiting(name)
            ) : silent ? (
              words.silent(name)
            ) : (
              <>
                <strong>{words.following(name)}</strong>
                <span className={styles.hint}> — {words.escLeaves}</span>
              </>
            )}
          </span>
          {live && silent && (
            <Button size="compact-xs" onClick={playAlong}>
              {words.playAlong}
            </Button>
          )}
          <Button size="compact-xs" variant="default" onClick={() => desk.company.leave()}>
            {words.leave}
          </Button>
        </div>
      </div>
    </>
  )
}
