import { Button } from '@mantine/core'
import { useMemo } from 'react'
import { useCodeRevisions } from '../../api/ontology.ts'
import { codePage as text } from '../../text/codePage.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { PageLoading } from '../../ui/PageLoading.tsx'
import { Section } from '../../ui/Section.tsx'
import { withMerged } from '../comments/withMerged.ts'
import { RevisionList } from '../ontologyHistory/RevisionList.tsx'
import styles from './code.module.css'
import type { CodePlace } from './useCodePlace.ts'

/** What was changed of a code and of those merged into it, newest first. */
export const CodeHistory = ({ place, code }: { place: CodePlace; code: string }) => {
  const { workspace, ontology } = place
  const codes = useMemo(() => withMerged(ontology, code).sort(), [ontology, code])
  const revisions = useCodeRevisions(workspace, codes, ontology.revision)
  const all = revisions.data?.pages.flat() ?? []
  return (
    <Section title={text.history}>
      {revisions.isPending && <PageLoading />}
      {revisions.isError && <ErrorState error={revisions.error} onRetry={() => revisions.refetch()} />}
      {revisions.isSuccess && all.length === 0 && <p className={styles.soft}>{text.historyNone}</p>}
      {all.length > 0 && (
        <RevisionList workspace={workspace} ontology={ontology} revisions={all} label={text.history} />
      )}
      {revisions.hasNextPage && (
        <Button
          mt="sm"
          size="compact-sm"
          variant="default"
          loading={revisions.isFetchingNextPage}
          onClick={() => revisions.fetchNextPage()}
        >
          {text.older}
        </Button>
      )}
    </Section>
  )
}
