import { coverage, type ListeningSummary, type Member } from '@polyphony/contract'
import { formatShare } from '../../text/format.ts'
import { listening as words } from '../../text/listening.ts'
import styles from './listening.module.css'

interface CoverageBarProps {
  /** Of one conversation: how much each member has heard, as `useWorkspaceListening` gives it. */
  records: readonly ListeningSummary[]
  /** Of the recording, in seconds. */
  duration: number
  /** My member id. */
  me: string | undefined
  members: ReadonlyMap<string, Member>
}

/** How much of a conversation I have heard, as a bar, with a dot where each of the others is. */
export const CoverageBar = ({ records, duration, me, members }: CoverageBarProps) => {
  const mine = coverage(records.find(({ member }) => member === me)?.seconds ?? 0, duration)
  const others = records
    .filter(({ member, seconds }) => member !== me && seconds > 0 && members.has(member))
    .map(({ member, seconds }) => ({ ...members.get(member)!, share: coverage(seconds, duration) }))
    .sort((a, b) => b.share - a.share)
  const told = [
    words.mine(formatShare(mine)),
    ...others.map(({ name, share }) => words.theirs(name, formatShare(share))),
  ].join(', ')
  return (
    <span className={styles.bar} role="img" aria-label={told} title={told}>
      <span className={styles.track}>
        <span className={styles.mine} style={{ width: `${mine * 100}%` }} />
        {others.map(({ id, colour, share }) => (
          <span
            key={id}
            className={styles.dot}
            style={{ left: `${share * 100}%`, '--code': colour } as React.CSSProperties}
          />
        ))}
      </span>
      <span className={styles.figure}>{formatShare(mine)}</span>
    </span>
  )
}
