import { Button } from '@mantine/core'
import type { Ontology } from '@polyphony/ontology'
import { useRevertRevision, useRevisions } from '../../api/ontology.ts'
import { useMyAbilities } from '../../api/session.ts'
import { useMembers } from '../../api/workspaces.ts'
import { codebook as text } from '../../text/codebook.ts'
import { formatAgo, formatInstant } from '../../text/format.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { MemberAvatar } from '../../ui/MemberAvatar.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { PageLoading } from '../../ui/PageLoading.tsx'
import styles from './codebook.module.css'
import { describeRevision } from './describeRevision.ts'

/** Who changed what, newest first; each change can be taken back while nothing later stands on it. */
export const History = ({ workspace, ontology }: { workspace: string; ontology: Ontology }) => {
  const revisions = useRevisions(workspace)
  const { data: members = [] } = useMembers(workspace)
  const revert = useRevertRevision(workspace)
  const { can } = useMyAbilities(workspace)
  if (revisions.isPending) return <PageLoading />
  if (revisions.isError) return <ErrorState error={revisions.error} onRetry={() => revisions.refetch()} />
  if (revisions.data.length === 0) return <p className={styles.soft}>{text.historyEmpty}</p>
  const taken = new Set(revisions.data.map(r => r.reverts))
  return (
    <ol className={styles.history} aria-label={text.history}>
      {revisions.data.map(revision => {
        const member = members.find(m => m.id === revision.actor)
        const did = describeRevision(ontology, revision)
        return (
          <li key={revision.number} data-taken={taken.has(revision.number) || undefined}>
            <MemberAvatar name={member?.name ?? '?'} colour={member?.colour ?? '#888888'} size={24} />
            <div>
              <strong>{member?.name ?? text.somebody}</strong> {did}
              {revision.note && <p className={styles.soft}>{revision.note}</p>}
              <div className={styles.when}>
                <time dateTime={revision.at} title={formatInstant(revision.at)}>
                  {formatAgo(revision.at)}
                </time>
                <span>no. {revision.number}</span>
                {revision.reverts !== null && <span>{text.revertsOf(revision.reverts)}</span>}
              </div>
            </div>
            {can('ontology.change') && !taken.has(revision.number) && (
              <Button
                size="compact-xs"
                variant="default"
                aria-label={text.revertLabel(did)}
                loading={revert.isPending && revert.variables === revision.number}
                onClick={() => revert.mutate(revision.number, { onSuccess: () => notifyDone(text.reverted) })}
              >
                {text.revert}
              </Button>
            )}
          </li>
        )
      })}
    </ol>
  )
}
