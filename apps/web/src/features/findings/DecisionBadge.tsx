import type { Excerpt, Member } from '@polyphony/contract'
import { IconCircleCheck, IconCircleX, IconClock, IconHourglass } from '@tabler/icons-react'
import { findings as text } from '../../text/findings.ts'
import { formatDay } from '../../text/format.ts'
import styles from './findings.module.css'

const ICONS = {
  pending: IconHourglass,
  approved: IconCircleCheck,
  declined: IconCircleX,
  expired: IconClock,
}

/** Where an excerpt stands, by sign, word and colour; who said so, when and why. */
export const DecisionBadge = ({
  decision,
  members,
}: {
  decision: Excerpt['decision']
  members: Member[]
}) => {
  const over = decision.expiresAt !== null && new Date(decision.expiresAt).getTime() <= Date.now()
  const state = decision.state === 'approved' && over ? 'expired' : decision.state
  const Icon = ICONS[state]
  const by = members.find(m => m.id === decision.by)?.name
  return (
    <div className={styles.decision}>
      <span className={styles.badge} data-state={state}>
        <Icon size={15} aria-hidden /> {text.decision[state]}
      </span>
      {by && decision.at && (
        <span className={styles.soft}>{text.decision.by(by, formatDay(decision.at))}</span>
      )}
      {decision.state === 'approved' && decision.expiresAt && (
        <span className={styles.soft}>{text.decision.until(formatDay(decision.expiresAt))}</span>
      )}
      {decision.reason && <q className={styles.reason}>{decision.reason}</q>}
    </div>
  )
}
