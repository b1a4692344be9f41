import type { Outcome } from '@polyphony/document'
import { resolveCode } from '@polyphony/ontology'
import { IconArrowRight } from '@tabler/icons-react'
import { Link } from 'react-router'
import { paths } from '../../paths.ts'
import { boards as text } from '../../text/boards.ts'
import { useBoardHere } from './BoardContext.tsx'
import { stillStands } from './becoming.ts'
import styles from './board.module.css'

/** What a cluster became, with the way there; or that it was taken back. */
export const ClusterOutcome = ({ outcome }: { outcome: Outcome }) => {
  const { ontology, workspace } = useBoardHere()
  const code = resolveCode(ontology, outcome.code)
  if (!code || !stillStands(ontology, outcome)) return <span className={styles.gone}>{text.outcomeGone}</span>
  return (
    <Link to={paths.code(workspace, code.id)} className={styles.outcome}>
      <span className={styles.outcomeKind}>{text.became[outcome.type]}</span>
      <span className={styles.outcomeName}>{code.name}</span>
      <IconArrowRight size={13} aria-hidden />
    </Link>
  )
}
