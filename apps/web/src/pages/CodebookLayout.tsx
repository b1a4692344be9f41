import { useEffect, useRef } from 'react'
import { NavLink, Outlet, useLocation, useMatch, useParams } from 'react-router'
import { useMyAbilities } from '../api/session.ts'
import { useLiveLists } from '../features/codebook/useLiveLists.ts'
import { ProposalsCount } from '../features/proposals/ProposalsCount.tsx'
import { paths } from '../paths.ts'
import { boards } from '../text/boards.ts'
import { codebook as text } from '../text/codebook.ts'
import { duplicates } from '../text/duplicates.ts'
import { plan } from '../text/plan.ts'
import { proposals } from '../text/proposals.ts'
import styles from './CodebookLayout.module.css'

/** The pages of the codebook, with the ways between them. */
export const CodebookLayout = () => {
  const workspace = useParams().workspace!
  useLiveLists(workspace)
  const { can } = useMyAbilities(workspace)
  const codes = paths.codebook(workspace)
  // A code's pages belong to the codes, though not to their address alone.
  const page = useMatch(paths.code(':workspace', ':code'))
  const split = useMatch(paths.split(':workspace', '*'))
  const atCode = page !== null || split !== null
  const { pathname } = useLocation()
  const nav = useRef<HTMLElement>(null)
  // In a narrow window the way to the page one is on may lie outside.
  // Dependencies: another page, another tab
  useEffect(() => {
    const tab = nav.current?.querySelector<HTMLElement>('[aria-current="page"]')
    if (tab && nav.current) nav.current.scrollLeft = tab.offsetLeft - nav.current.clientWidth / 2
  }, [pathname])
  const tabs = [
    [codes, text.tabs.codes],
    ...(can('ontology.change') ? ([[paths.duplicates(workspace), duplicates.tab]] as const) : []),
    [paths.proposals(workspace), proposals.title],
    [paths.boards(workspace), boards.tab],
    [paths.patterns(workspace), text.tabs.patterns],
    [paths.plan(workspace), plan.title],
    [paths.codebookHistory(workspace), text.tabs.history],
  ] as const
  return (
    <>
      <nav ref={nav} aria-label={text.tabs.label} className={styles.tabs}>
        <ul>
          {tabs.map(([to, label]) => (
            <li key={to}>
              <NavLink to={to} end={to === codes && !atCode} className={styles.tab} data-label={label}>
                {label}
                {to === paths.proposals(workspace) && <ProposalsCount workspace={workspace} />}
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
      <Outlet />
    </>
  )
}
