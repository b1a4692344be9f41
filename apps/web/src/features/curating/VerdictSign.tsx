import { ActionIcon, Tooltip } from '@mantine/core'
import type { Ruling } from '@polyphony/document'
import { IconCheck, IconX } from '@tabler/icons-react'
import { curating as text } from '../../text/curating.ts'
import { formatAgo, formatInstant } from '../../text/format.ts'
import styles from './curating.module.css'
import type { Verdict } from './verdict.ts'

interface VerdictSignProps {
  /** The code's name. */
  code: string
  /** What it lies on, for those who do not see it. */
  words: string
  verdict: Verdict | null
  /** The one that counts; undefined where there is none. */
  ruling: Ruling | undefined
  /** The code was not applied by the analyst: a lead assigned it. */
  assigned: boolean
  nameOf: (member: string) => string
  /** Null takes the decision back. Left out for those who may not. */
  onVerdict?: (verdict: Verdict | null) => void
}

/** What leads decided on a coding, who and why, and for leads the two ways to decide. */
export const VerdictSign = ({
  code,
  words,
  verdict,
  ruling,
  assigned,
  nameOf,
  onVerdict,
}: VerdictSignProps) => {
  const said = verdict === 'reject' ? text.rejected : assigned ? text.assigned : text.accepted
  const at = ruling && new Date(ruling.at).toISOString()
  const sides = [
    { is: 'accept', label: text.acceptLabel, tip: text.accept, Icon: IconCheck },
    { is: 'reject', label: text.rejectLabel, tip: text.reject, Icon: IconX },
  ] as const
  if (verdict === null && !onVerdict) return null
  return (
    <span className={styles.verdict}>
      {ruling && verdict && (
        <span className={styles.decided} data-verdict={verdict} title={at && formatInstant(at)}>
          {said(nameOf(ruling.by))}, {at && formatAgo(at)}
          {ruling.reason && <q className={styles.reason}>{ruling.reason}</q>}
        </span>
      )}
      {onVerdict &&
        sides.map(({ is, label, tip, Icon }) => {
          const on = verdict === is
          return (
            <Tooltip key={is} label={on ? text.takeBack : tip}>
              <ActionIcon
                size={24}
                className={styles.side}
                data-verdict={is}
                aria-pressed={on}
                aria-label={label(code, words)}
                onClick={() => onVerdict(on ? null : is)}
              >
                <Icon size={14} aria-hidden />
              </ActionIcon>
            </Tooltip>
          )
        })}
    </span>
  )
}
