import type { Ontology } from '@polyphony/ontology'
import { useRevisions } from '../../api/ontology.ts'
import { codebook as text } from '../../text/codebook.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { PageLoading } from '../../ui/PageLoading.tsx'
import { RevisionList } from '../ontologyHistory/RevisionList.tsx'
import styles from './codebook.module.css'

/** Who changed what, newest first; each change can be taken back while nothing later stands on it. */
export const History = ({ workspace, ontology }: { workspace: string; ontology: Ontology }) => {
  const revisions = useRevisions(workspace)
  if (revisions.isPending) return <PageLoading />
  if (revisions.isError) return <ErrorState error={revisions.error} onRetry={() => revisions.refetch()} />
  if (revisions.data.length === 0) return <p className={styles.soft}>{text.historyEmpty}</p>
  return (
    <RevisionList workspace={workspace} ontology={ontology} revisions={revisions.data} label={text.history} />
  )
}
