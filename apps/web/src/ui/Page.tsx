import type { ReactNode } from 'react'
import styles from './PageHeader.module.css'

/** A page's column. */
export const Page = ({ children }: { children: ReactNode }) => <div className={styles.page}>{children}</div>
