import { Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { common } from '../text/common.ts'
import styles from './PageHeader.module.css'

interface PageHeaderProps {
  title: string
  hint?: ReactNode
  actions?: ReactNode
}

/** The head of a page: its title (also the document's), one sentence on what it is for, its main actions. */
export const PageHeader = ({ title, hint, actions }: PageHeaderProps) => (
  <div className={styles.header}>
    <title>{`${title} · ${common.product}`}</title>
    <div className={styles.words}>
      <Title order={1}>{title}</Title>
      {hint && <p className={styles.hint}>{hint}</p>}
    </div>
    {actions && <div className={styles.actions}>{actions}</div>}
  </div>
)
