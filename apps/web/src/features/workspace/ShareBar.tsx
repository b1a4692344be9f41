import type { Progress } from '@polyphony/contract'
import { formatShare } from '../../text/format.ts'
import { progress as text } from '../../text/progress.ts'
import styles from './ShareBar.module.css'

interface ShareBarProps {
  /** Of what: the column's name. */
  what: string
  share: Progress['coded']
}

/** How many of the turns are covered by anybody, and within that by me. The numbers are read out, and shown on hover. */
export const ShareBar = ({ what, share: { all, mine } }: ShareBarProps) => {
  const told = text.share(what, formatShare(all), formatShare(mine))
  return (
    <span className={styles.bar} role="img" aria-label={told} title={told}>
      <span className={styles.track}>
        <span className={styles.all} style={{ width: `${all * 100}%` }} />
        <span className={styles.mine} style={{ width: `${mine * 100}%` }} />
      </span>
      <span className={styles.figure}>{formatShare(all)}</span>
    </span>
  )
}
