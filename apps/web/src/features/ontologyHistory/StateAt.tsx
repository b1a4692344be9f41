import { Button, Group, TextInput } from '@mantine/core'
import { type Ontology, operationFacts } from '@polyphony/ontology'
import { IconChevronLeft, IconChevronRight, IconSearch } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { useOntologyAt, useRevision } from '../../api/ontology.ts'
import { paths } from '../../paths.ts'
import { ontologyHistory as text } from '../../text/ontologyHistory.ts'
import { CodeSign } from '../../ui/CodeChip.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { PageLoading } from '../../ui/PageLoading.tsx'
import styles from './ontologyHistory.module.css'
import { RevisionFacts } from './RevisionFacts.tsx'
import { RevisionField } from './RevisionField.tsx'
import { StateTree } from './StateTree.tsx'

interface StateAtProps {
  workspace: string
  /** As it is now. */
  ontology: Ontology
  revision: number
}

/** The codebook as it was after a revision, to read. */
export const StateAt = ({ workspace, ontology, revision }: StateAtProps) => {
  const navigate = useNavigate()
  const last = ontology.revision
  const state = useOntologyAt(workspace, revision)
  const { data: record } = useRevision(workspace, revision)
  const [query, setQuery] = useState('')
  const touched = useMemo(() => {
    if (!record) return new Set<string>()
    const { codes, parts, target } = operationFacts(record.operation, state.data ?? ontology)
    return new Set([...codes, ...parts, ...(target ? [target] : [])].map(({ id }) => id))
  }, [record, state.data, ontology])
  const go = (at: number) =>
    navigate(paths.codebookHistory(workspace, { at }), { replace: true, preventScrollReset: true })
  return (
    <>
      <div className={styles.stateHead}>
        <div>
          <h2 className={styles.stateTitle}>{text.stateTitle(revision)}</h2>
          <RevisionFacts workspace={workspace} ontology={ontology} revision={revision} />
          {revision === last && <p className={styles.facts}>{text.stateNow}</p>}
        </div>
        <div className={styles.controls}>
          <RevisionField
            workspace={workspace}
            label={text.revision}
            value={revision}
            last={last}
            onChange={go}
          />
          <Group gap="xs">
            <Button
              variant="default"
              leftSection={<IconChevronLeft size={16} aria-hidden />}
              disabled={revision <= 0}
              onClick={() => go(revision - 1)}
            >
              {text.previous}
            </Button>
            <Button
              variant="default"
              rightSection={<IconChevronRight size={16} aria-hidden />}
              disabled={revision >= last}
              onClick={() => go(revision + 1)}
            >
              {text.next}
            </Button>
            {revision > 0 && (
              <Button
                variant="default"
                component={Link}
                to={paths.codebookHistory(workspace, { from: revision - 1, to: revision })}
              >
                {text.compareBefore}
              </Button>
            )}
            {revision < last && (
              <Button
                variant="default"
                component={Link}
                to={paths.codebookHistory(workspace, { from: revision, to: last })}
              >
                {text.compareNow}
              </Button>
            )}
          </Group>
        </div>
      </div>
      {state.isPending && <PageLoading />}
      {state.isError && <ErrorState error={state.error} onRetry={() => state.refetch()} />}
      {state.data && (
        <>
          <TextInput
            className={styles.find}
            aria-label={text.findCode}
            placeholder={text.findCode}
            leftSection={<IconSearch size={15} aria-hidden />}
            value={query}
            onChange={event => setQuery(event.currentTarget.value)}
          />
          <StateTree ontology={state.data} touched={touched} query={query} />
          <OutOfUse ontology={state.data} />
        </>
      )}
    </>
  )
}

const OutOfUse = ({ ontology }: { ontology: Ontology }) => {
  const away = useMemo(
    () => Object.values(ontology.codes).filter(({ status }) => status !== 'adopted' && status !== 'proposed'),
    [ontology],
  )
  if (away.length === 0) return null
  return (
    <details className={styles.away}>
      <summary>{text.outOfUse(away.length)}</summary>
      <ul>
        {away.map(code => (
          <li key={code.id}>
            <CodeSign colour={code.colour} /> {code.name}{' '}
            <span className={styles.soft}>
              {code.mergedInto === null
                ? text.statuses[code.status]
                : text.mergedInto(ontology.codes[code.mergedInto]?.name ?? code.mergedInto)}
              {code.reason && ` · ${code.reason}`}
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}
