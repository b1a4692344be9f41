import { SegmentedControl } from '@mantine/core'
import type { Decision } from '@polyphony/contract'
import { IconGavel } from '@tabler/icons-react'
import { useMemo } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import { useConversations, useGroups } from '../api/conversations.ts'
import { useExcerpts, useFindings } from '../api/findings.ts'
import { useMyAbilities } from '../api/session.ts'
import { useMembers } from '../api/workspaces.ts'
import { useCodebook } from '../features/codebook/useCodebook.ts'
import { DecisionBadge } from '../features/findings/DecisionBadge.tsx'
import { DecisionButtons } from '../features/findings/DecisionButtons.tsx'
import { ExcerptWords } from '../features/findings/ExcerptWords.tsx'
import styles from '../features/findings/findings.module.css'
import { paths } from '../paths.ts'
import { findings } from '../text/findings.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Page } from '../ui/Page.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { PageLoading } from '../ui/PageLoading.tsx'

const text = findings.queue
const STATES: Decision['state'][] = ['pending', 'approved', 'declined']

/** The queue of those who decide what may be shared. */
export const ExcerptsPage = () => {
  const workspace = useParams().workspace!
  const [search, setSearch] = useSearchParams()
  const state = STATES.find(s => s === search.get('state')) ?? 'pending'
  const excerpts = useExcerpts(workspace, state)
  const { data: list } = useConversations(workspace)
  const { data: groups = [] } = useGroups(workspace)
  const { data: titles = [] } = useFindings(workspace)
  const { data: members = [] } = useMembers(workspace)
  const { ontology } = useCodebook(workspace)
  const { can } = useMyAbilities(workspace)
  const conversations = useMemo(() => new Map((list ?? []).map(c => [c.id, c])), [list])
  return (
    <Page>
      <PageHeader
        title={text.title}
        hint={text.hint}
        actions={
          <SegmentedControl
            aria-label={text.state}
            data={STATES.map(value => ({ value, label: text.states[value] }))}
            value={state}
            onChange={value => setSearch(value === 'pending' ? {} : { state: value }, { replace: true })}
          />
        }
      />
      {excerpts.isPending && <PageLoading />}
      {excerpts.isError && <ErrorState error={excerpts.error} onRetry={() => excerpts.refetch()} />}
      {excerpts.data?.length === 0 && (
        <EmptyState icon={<IconGavel size={24} />} title={text.empty[state]}>
          {text.emptyText}
        </EmptyState>
      )}
      <ol className={styles.excerpts} aria-label={text.states[state]}>
        {excerpts.data?.map(excerpt => {
          const conversation = conversations.get(excerpt.conversation)
          const group = groups.find(g => g.id === conversation?.group)
          const finding = titles.find(f => f.id === excerpt.finding)
          return (
            <li key={excerpt.id} className={styles.excerpt}>
              <div className={styles.body}>
                {finding && (
                  <p className={styles.supports}>
                    {text.supports} <Link to={paths.finding(workspace, finding.id)}>{finding.title}</Link>
                    {group && <span>, {text.of(group.name)}</span>}
                  </p>
                )}
                <ExcerptWords
                  excerpt={excerpt}
                  conversation={conversation}
                  ontology={ontology}
                  members={members}
                />
                <div className={styles.foot}>
                  <DecisionBadge decision={excerpt.decision} members={members} />
                  {can('excerpt.decide') && (
                    <DecisionButtons workspace={workspace} excerpt={excerpt} conversation={conversation} />
                  )}
                </div>
              </div>
            </li>
          )
        })}
      </ol>
    </Page>
  )
}
