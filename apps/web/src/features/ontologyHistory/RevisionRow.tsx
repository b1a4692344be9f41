import { Button } from '@mantine/core'
import type { Member } from '@polyphony/contract'
import type { Ontology, Revision } from '@polyphony/ontology'
import { codebook as text } from '../../text/codebook.ts'
import { formatAgo, formatInstant } from '../../text/format.ts'
import { MemberAvatar } from '../../ui/MemberAvatar.tsx'
import { describeRevision } from '../codebook/describeRevision.ts'
import styles from './RevisionRow.module.css'

interface RevisionRowProps {
  revision: Revision
  ontology: Ontology
  /** Who did it, if that is known. */
  member: Pick<Member, 'name' | 'colour'> | undefined
  /** It has been taken back since. */
  taken: boolean
  /** Takes it back; left out for those who may not. */
  onRevert?: () => void
  reverting: boolean
}

/** One change of the codebook: who did what, when and why, and the way back. A row of a list. */
export const RevisionRow = ({ revision, ontology, member, taken, onRevert, reverting }: RevisionRowProps) => {
  const did = describeRevision(ontology, revision)
  return (
    <li className={styles.row} data-taken={taken || undefined}>
      <MemberAvatar name={member?.name ?? '?'} colour={member?.colour ?? '#888888'} size={24} />
      <div>
        <strong>{member?.name ?? text.somebody}</strong> <span className={styles.did}>{did}</span>
        {revision.note && <p className={styles.note}>{revision.note}</p>}
        <div className={styles.when}>
          <time dateTime={revision.at} title={formatInstant(revision.at)}>
            {formatAgo(revision.at)}
          </time>
          <span>no. {revision.number}</span>
          {revision.reverts !== null && <span>{text.revertsOf(revision.reverts)}</span>}
          {taken && <span>{text.takenBack}</span>}
        </div>
      </div>
      {onRevert && !taken && (
        <Button
          size="compact-xs"
          variant="default"
          aria-label={text.revertLabel(did)}
          loading={reverting}
          onClick={onRevert}
        >
          {text.revert}
        </Button>
      )}
    </li>
  )
}
