import { Title } from '@mantine/core'
import type { ReactNode } from 'react'
import styles from './states.module.css'

interface EmptyStateProps {
  icon?: ReactNode
  title: string
  /** 1 where this is all the page says. */
  order?: 1 | 2 | 3
  children?: ReactNode
  actions?: ReactNode
}

/** Says what belongs in an empty place and how to begin. */
export const EmptyState = ({ icon, title, order = 2, children, actions }: EmptyStateProps) => (
  <div className={styles.state}>
    {icon && (
      <div className={styles.sign} aria-hidden>
        {icon}
      </div>
    )}
    <Title order={order} size="h2">
      {title}
    </Title>
    {typeof children === 'string' ? <p>{children}</p> : children}
    {actions && <div className={styles.actions}>{actions}</div>}
  </div>
)
