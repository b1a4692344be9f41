import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { paths } from '../paths.ts'
import { common } from '../text/common.ts'
import { Mark } from './Mark.tsx'
import styles from './TopBar.module.css'
import { UserMenu } from './UserMenu.tsx'

interface TopBarProps {
  /** Where one is: the workspace, and what is open in it. */
  children?: ReactNode
  /** Before the user's menu: what is particular to the page. */
  right?: ReactNode
  /** Before the product's name: the button that opens the navigation on small screens. */
  left?: ReactNode
}

/** The bar at the top of every page. */
export const TopBar = ({ children, right, left }: TopBarProps) => (
  <header className={styles.bar}>
    {left}
    <Link to={paths.home} className={styles.product} aria-label={`${common.product}: ${common.goHome}`}>
      <Mark />
      <span className={styles.name}>{common.product}</span>
    </Link>
    <div className={styles.where}>{children}</div>
    {right}
    <UserMenu />
  </header>
)
