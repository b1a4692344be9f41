import { Badge, Burger, Button, Drawer } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import {
  IconArchive,
  IconBinaryTree2,
  IconBulb,
  IconGavel,
  IconHistory,
  IconLock,
  IconMessages,
  IconTrash,
  IconUsers,
} from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { Link, NavLink, Outlet, useLocation, useParams } from 'react-router'
import { useExcerpts } from '../api/findings.ts'
import { useMyAbilities } from '../api/session.ts'
import { InboxBell } from '../features/inbox/InboxBell.tsx'
import { QuickSearch } from '../features/search/QuickSearch.tsx'
import { paths } from '../paths.ts'
import { common } from '../text/common.ts'
import { workspaces } from '../text/workspaces.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { TopBar } from '../ui/TopBar.tsx'
import styles from './WorkspaceLayout.module.css'

/** The frame of a workspace's pages: where one is, the ways to go, and the page. */
export const WorkspaceLayout = () => {
  const workspace = useParams().workspace!
  const { membership, can } = useMyAbilities(workspace)
  const [open, { toggle, close }] = useDisclosure()
  const { pathname } = useLocation()
  const main = useRef<HTMLElement>(null)
  const previous = useRef(pathname)

  // A new page begins at its top, for the eye and for the keyboard.
  useEffect(() => {
    if (previous.current === pathname) return
    previous.current = pathname
    close()
    main.current?.focus({ preventScroll: true })
    scrollTo({ top: 0 })
  }, [pathname, close])

  const name = membership?.workspace.name
  return (
    <>
      <a className="skip-link" href="#main">
        {common.skipToContent}
      </a>
      <TopBar
        right={
          <>
            {can('transcript.read') && <QuickSearch workspace={workspace} />}
            {can('inbox.read') && <InboxBell workspace={workspace} />}
          </>
        }
        left={
          <Burger
            className={styles.burger}
            opened={open}
            onClick={toggle}
            size="sm"
            aria-label={common.menu}
            aria-expanded={open}
          />
        }
      >
        {name && (
          <Link to={paths.conversations(workspace)} className={styles.workspace}>
            {name}
          </Link>
        )}
        {membership?.workspace.demo && (
          <Badge ml={8} size="sm" color="gray" component="span">
            {workspaces.demo}
          </Badge>
        )}
      </TopBar>
      <div className={styles.frame}>
        <aside className={styles.side}>
          <Navigation workspace={workspace} can={can} />
        </aside>
        <Drawer
          opened={open}
          onClose={close}
          size={260}
          title={name}
          closeButtonProps={{ 'aria-label': common.close }}
        >
          <Navigation workspace={workspace} can={can} />
        </Drawer>
        <main id="main" ref={main} tabIndex={-1} className={styles.main}>
          {!membership ? (
            <Shut title={workspaces.notMemberTitle} text={workspaces.notMemberText} />
          ) : can('conversation.read') ? (
            <Outlet />
          ) : (
            <Shut
              title={workspaces.noAccessTitle}
              text={workspaces.noAccessText(common.roles[membership.role].name)}
            />
          )}
        </main>
      </div>
    </>
  )
}

const Shut = ({ title, text }: { title: string; text: string }) => (
  <EmptyState
    icon={<IconLock size={24} />}
    title={title}
    order={1}
    actions={
      <Button component={Link} to={paths.home}>
        {common.goHome}
      </Button>
    }
  >
    {text}
  </EmptyState>
)

interface NavigationProps {
  workspace: string
  can: ReturnType<typeof useMyAbilities>['can']
}

const Navigation = ({ workspace, can }: NavigationProps) => {
  if (!can('conversation.read')) return null
  const items = [
    [paths.conversations(workspace), workspaces.nav.conversations, IconMessages],
    [paths.codebook(workspace), workspaces.nav.codebook, IconBinaryTree2],
    [paths.findings(workspace), workspaces.nav.findings, IconBulb],
    ...(can('excerpt.decide')
      ? ([[paths.toDecide(workspace), workspaces.nav.toDecide, IconGavel]] as const)
      : []),
    [paths.activity(workspace), workspaces.nav.activity, IconHistory],
    [paths.exports(workspace), workspaces.nav.exports, IconArchive],
    [paths.team(workspace), workspaces.nav.team, IconUsers],
    ...(can('finding.delete') ? ([[paths.bin(workspace), workspaces.nav.bin, IconTrash]] as const) : []),
  ] as const
  return (
    <nav aria-label={workspaces.nav.label}>
      <ul className={styles.list}>
        {items.map(([to, label, Icon]) => (
          <li key={to}>
            <NavLink to={to} className={styles.link}>
              <Icon size={18} stroke={1.6} aria-hidden />
              <span className={styles.label}>{label}</span>
              {to === paths.toDecide(workspace) && <Waiting workspace={workspace} />}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** How many excerpts wait for a decision. */
const Waiting = ({ workspace }: { workspace: string }) => {
  const { data } = useExcerpts(workspace, 'pending')
  return data && data.length > 0 ? <span className={styles.count}>{data.length}</span> : null
}
