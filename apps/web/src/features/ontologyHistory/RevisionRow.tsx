import { Button } from '@mantine/core'
import type { ListedRevision, Member } from '@polyphony/contract'
import type { Ontology } from '@polyphony/ontology'
import { Link } from 'react-router'
import { paths } from '../../paths.ts'
import { codebook as text } from '../../text/codebook.ts'
import { formatAgo, formatInstant } from '../../text/format.ts'
import { ontologyHistory } from '../../text/ontologyHistory.ts'
import { MemberAvatar } from '../../ui/MemberAvatar.tsx'
import { useConceptTitle } from '../plan/useConceptTitle.ts'
import { describeRevision } from './describeRevision.ts'
import styles from './RevisionRow.module.css'

interface RevisionRowProps {
  workspace: string
  revision: ListedRevision
  ontology: Ontology
  /** Who did it, if that is known. */
  member: Pick<Member, 'name' | 'colour'> | undefined
  /** With ways to the codebook as it was then, and to what came since. */
  links?: boolean
  /** Takes it back; left out for those who may not. */
  onRevert?: () => void
}

/** One change of the codebook: who did what, when and why, and the way back. A row of a list. */
export const RevisionRow = ({
  workspace,
  revision,
  ontology,
  member,
  links = false,
  onRevert,
}: RevisionRowProps) => {
  const conceptTitle = useConceptTitle(workspace)
  const did = describeRevision(ontology, revision, conceptTitle)
  const { number, operation, takenBackBy, omitted } = revision
  const taken = takenBackBy !== null
  const why = revision.note ?? ('reason' in operation ? operation.reason : null)
  return (
    <li className={styles.row} data-taken={taken || undefined}>
      <MemberAvatar name={member?.name ?? '?'} colour={member?.colour ?? '#888888'} size={24} />
      <div>
        <strong>{member?.name ?? text.somebody}</strong> <span className={styles.did}>{did}</span>
        {why && <p className={styles.note}>{why}</p>}
        {operation.type === 'batch' && (
          <details className={styles.steps}>
            <summary>{ontologyHistory.steps(operation.steps.length + omitted)}</summary>
            <ul>
              {operation.steps.map((step, i) => (
                // Steps have no ids of their own, and never change.
                <li key={i}>{describeRevision(ontology, { operation: step }, conceptTitle)}</li>
              ))}
              {omitted > 0 && <li>{ontologyHistory.stepsOmitted(omitted)}</li>}
            </ul>
          </details>
        )}
        <div className={styles.when}>
          <time dateTime={revision.at} title={formatInstant(revision.at)}>
            {formatAgo(revision.at)}
          </time>
          <span>{ontologyHistory.number(number)}</span>
          {revision.reverts !== null && <span>{text.revertsOf(revision.reverts)}</span>}
          {taken && <span>{ontologyHistory.takenBackBy(takenBackBy)}</span>}
          {links && (
            <>
              <Link
                to={paths.codebookHistory(workspace, { at: number })}
                aria-label={ontologyHistory.stateThenOf(number)}
              >
                {ontologyHistory.stateThen}
              </Link>
              <Link
                to={paths.codebookHistory(workspace, { from: number - 1, to: number })}
                aria-label={ontologyHistory.inDetailOf(number)}
              >
                {ontologyHistory.inDetail}
              </Link>
              {number < ontology.revision && (
                <Link
                  to={paths.codebookHistory(workspace, { from: number, to: ontology.revision })}
                  aria-label={ontologyHistory.sinceOf(number)}
                >
                  {ontologyHistory.since}
                </Link>
              )}
            </>
          )}
        </div>
      </div>
      {onRevert && !taken && (
        <Button size="compact-xs" variant="default" aria-label={text.revertLabel(did)} onClick={onRevert}>
          {text.revert}
        </Button>
      )}
    </li>
  )
}
