import { Button, Popover } from '@mantine/core'
import { coverage, type Member, totalSeconds, uniteStretches } from '@polyphony/contract'
import { useState } from 'react'
import { useListening } from '../../api/listening.ts'
import { useStore } from '../../collab/createStore.ts'
import { formatShare } from '../../text/format.ts'
import { listening as words } from '../../text/listening.ts'
import { MemberAvatar } from '../../ui/MemberAvatar.tsx'
import type { Desk } from '../desk/desk.ts'
import { HeardStrip } from './HeardStrip.tsx'
import styles from './listening.module.css'
import type { ListeningKeeper } from './listeningKeeper.ts'

interface CoverageButtonProps {
  desk: Desk
  keeper: ListeningKeeper
  /** Of the recording, in seconds. */
  duration: number
}

/** How much of the recording I have heard; opens who has heard which parts. */
export const CoverageButton = ({ desk, keeper, duration }: CoverageButtonProps) => {
  const [opened, setOpened] = useState(false)
  const share = useStore(keeper.state, ({ heard }) => formatShare(coverage(totalSeconds(heard), duration)))
  return (
    <Popover opened={opened} onChange={setOpened} position="top-start" shadow="md" trapFocus width={430}>
      <Popover.Target>
        <button
          type="button"
          className={styles.share}
          aria-label={words.open(share)}
          onClick={() => setOpened(!opened)}
        >
          {share}
        </button>
      </Popover.Target>
      <Popover.Dropdown className={styles.popover} aria-label={words.title}>
        <CoverageTable desk={desk} keeper={keeper} duration={duration} />
      </Popover.Dropdown>
    </Popover>
  )
}

const TEAM = new Set<Member['role']>(['lead', 'analyst', 'writer', 'trustee'])

const CoverageTable = ({ desk, keeper, duration }: CoverageButtonProps) => {
  const { data, isError, refetch } = useListening(desk.conversation.id, { watch: true })
  const mine = useStore(keeper.state, ({ heard }) => heard)
  const records = new Map((data ?? []).map(record => [record.member, record]))
  const rows = [...desk.members.values()]
    .filter(({ id, role, removedAt }) => records.has(id) || (TEAM.has(role) && !removedAt))
    .map(member => {
      const heard = member.id === desk.me.id ? mine : (records.get(member.id)?.heard ?? [])
      return { member, heard, seconds: totalSeconds(heard) }
    })
    .sort((a, b) => b.seconds - a.seconds || a.member.name.localeCompare(b.member.name))
  const together = uniteStretches(...rows.map(({ heard }) => heard))

  return (
    <>
      <h2 className={styles.title}>{words.title}</h2>
      {isError && (
        <p className={styles.hint} role="alert">
          {words.unreachable}{' '}
          <Button size="compact-xs" variant="default" onClick={() => void refetch()}>
            {words.retry}
          </Button>
        </p>
      )}
      <table className={styles.table}>
        <caption className="visually-hidden">{words.caption}</caption>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">{words.person}</th>
            <th scope="col">{words.stretches}</th>
            <th scope="col">{words.share}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ member, heard, seconds }) => (
            <tr key={member.id} style={{ '--code': member.colour } as React.CSSProperties}>
              <th scope="row">
                <MemberAvatar name={member.name} colour={member.colour} size={22} />
                <span>{member.id === desk.me.id ? words.you(member.name) : member.name}</span>
              </th>
              <td>
                <HeardStrip heard={heard} duration={duration} />
                <small>{seconds > 0 ? words.minutes(seconds) : words.nothing}</small>
              </td>
              <td>{formatShare(coverage(seconds, duration))}</td>
            </tr>
          ))}
          {rows.length > 1 && (
            <tr className={styles.together}>
              <th scope="row">{words.together}</th>
              <td>
                <HeardStrip heard={together} duration={duration} />
                <small>{words.minutes(totalSeconds(together))}</small>
              </td>
              <td>{formatShare(coverage(totalSeconds(together), duration))}</td>
            </tr>
          )}
        </tbody>
      </table>
      <p className={styles.hint}>{words.hint}</p>
    </>
  )
}
