import { IconCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { formatNumber } from '../../../text/format.ts'
import styles from './CodingBar.module.css'

interface FilterChoiceProps {
  on: boolean
  name: string
  /** What is read out, where it says more than the name. */
  label?: string
  count: number
  sign?: ReactNode
  title?: string
  onToggle: () => void
}

/** One choice of the filter: pressed it is on. */
export const FilterChoice = ({ on, name, label, count, sign, title, onToggle }: FilterChoiceProps) => (
  <button
    type="button"
    className={styles.choice}
    aria-pressed={on}
    aria-label={label}
    title={title}
    onClick={onToggle}
  >
    <span className={styles.tick}>{on && <IconCheck size={13} stroke={2.4} aria-hidden />}</span>
    {sign}
    <span className={styles.choiceName}>{name}</span> <small>{formatNumber(count)}</small>
  </button>
)
