import { Button } from '@mantine/core'
import { compareOntologies, type Ontology } from '@polyphony/ontology'
import { IconArrowsExchange } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useNavigate } from 'react-router'
import { useOntologyAt } from '../../api/ontology.ts'
import { paths } from '../../paths.ts'
import { ontologyHistory as text } from '../../text/ontologyHistory.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { PageLoading } from '../../ui/PageLoading.tsx'
import { ChangeList } from './ChangeList.tsx'
import styles from './ontologyHistory.module.css'
import { RevisionFacts } from './RevisionFacts.tsx'
import { RevisionField } from './RevisionField.tsx'

interface CompareProps {
  workspace: string
  /** As it is now. */
  ontology: Ontology
  from: number
  to: number
}

/** How the codebook differs from one revision to another. */
export const Compare = ({ workspace, ontology, from, to }: CompareProps) => {
  const navigate = useNavigate()
  const last = ontology.revision
  const one = useOntologyAt(workspace, from, from !== last)
  const other = useOntologyAt(workspace, to, to !== last)
  const before = from === last ? ontology : one.data
  const after = to === last ? ontology : other.data
  const changes = useMemo(() => (before && after ? compareOntologies(before, after) : null), [before, after])
  const go = (ends: { from: number; to: number }) =>
    navigate(paths.codebookHistory(workspace, ends), { replace: true, preventScrollReset: true })
  const failed = [one, other].find(query => query.isError)
  return (
    <>
      <h2 className={styles.stateTitle}>{text.compareTitle}</h2>
      <p className={styles.facts}>{text.compareHint}</p>
      <div className={styles.ends}>
        <div>
          <RevisionField
            workspace={workspace}
            label={text.from}
            value={from}
            last={last}
            onChange={revision => go({ from: revision, to })}
          />
          <RevisionFacts workspace={workspace} ontology={ontology} revision={from} />
        </div>
        <Button
          variant="default"
          leftSection={<IconArrowsExchange size={16} aria-hidden />}
          onClick={() => go({ from: to, to: from })}
        >
          {text.swap}
        </Button>
        <div>
          <RevisionField
            workspace={workspace}
            label={text.to}
            value={to}
            last={last}
            onChange={revision => go({ from, to: revision })}
          />
          <RevisionFacts workspace={workspace} ontology={ontology} revision={to} />
        </div>
      </div>
      {failed ? (
        <ErrorState error={failed.error} onRetry={() => failed.refetch()} />
      ) : changes === null ? (
        <PageLoading />
      ) : (
        <>
          <p role="status" className={styles.total}>
            {changes.length === 0 ? text.same : text.differences(changes.length)}
          </p>
          <ChangeList key={`${from} ${to}`} workspace={workspace} changes={changes} />
        </>
      )}
    </>
  )
}
