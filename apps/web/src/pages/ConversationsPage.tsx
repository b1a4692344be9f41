import { Button } from '@mantine/core'
import type { Conversation } from '@polyphony/contract'
import { IconFileImport, IconMessages } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import { useConversations, useGroups } from '../api/conversations.ts'
import { useWorkspaceListening } from '../api/listening.ts'
import { useAssignments, usePresence, useProgress } from '../api/progress.ts'
import { useMyAbilities } from '../api/session.ts'
import { useMembers } from '../api/workspaces.ts'
import { EditConversationModal } from '../features/conversations/EditConversationModal.tsx'
import { AssignedToYou } from '../features/workspace/AssignedToYou.tsx'
import { AssignModal } from '../features/workspace/AssignModal.tsx'
import { ConversationTable } from '../features/workspace/ConversationTable.tsx'
import {
  type ConversationRow,
  conversationRows,
  filterRows,
  type RowFilter,
  SORTS,
  type Sort,
  sortRows,
} from '../features/workspace/conversationRows.ts'
import { FirstSteps } from '../features/workspace/FirstSteps.tsx'
import { Lately } from '../features/workspace/Lately.tsx'
import { RowFilters } from '../features/workspace/RowFilters.tsx'
import { paths } from '../paths.ts'
import { common } from '../text/common.ts'
import { conversations as text } from '../text/conversations.ts'
import { progress as progressText } from '../text/progress.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Page } from '../ui/Page.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { PageLoading } from '../ui/PageLoading.tsx'
import styles from './ConversationsPage.module.css'

/** A workspace at a glance: what is mine to do, how far each conversation is, and what happened lately. */
export const ConversationsPage = () => {
  const workspace = useParams().workspace!
  const list = useConversations(workspace)
  const { data: groups = [] } = useGroups(workspace)
  const { data: team } = useMembers(workspace)
  const { data: listening } = useWorkspaceListening(workspace)
  const progress = useProgress(workspace)
  const { data: assignments } = useAssignments(workspace)
  const present = usePresence(workspace)
  const { can, membership } = useMyAbilities(workspace)
  const me = membership?.member
  const { filter, sort, reversed, change } = useArrangement()
  const [editing, setEditing] = useState<Conversation | null>(null)
  const [assigning, setAssigning] = useState<Conversation | null>(null)
  const members = useMemo(() => new Map((team ?? []).map(member => [member.id, member])), [team])

  const importButton = can('conversation.import') && (
    <Button
      component={Link}
      to={paths.import(workspace)}
      leftSection={<IconFileImport size={16} aria-hidden />}
    >
      {text.import}
    </Button>
  )
  if (list.isPending)
    return (
      <Page>
        <PageHeader title={text.title} hint={text.hint} />
        <PageLoading />
      </Page>
    )
  if (list.isError) return <ErrorState error={list.error} onRetry={() => list.refetch()} order={1} />

  const groupName = new Map(groups.map(g => [g.id, g.name]))
  const rows = conversationRows({
    conversations: list.data,
    progress: progress.data,
    assignments,
    listening,
    me,
  })
  const found = sortRows(filterRows(rows, filter, groupName), sort, reversed)
  const sections = [...byGroup(found)].sort(([a], [b]) =>
    a === null ? 1 : b === null ? -1 : (groupName.get(a) ?? '').localeCompare(groupName.get(b) ?? ''),
  )
  const assigned = new Set(assignments?.map(({ member }) => member))
  const titles = new Map(list.data.map(({ id, title }) => [id, title]))
  return (
    <Page>
      <PageHeader title={text.title} hint={text.hint} actions={list.data.length > 0 && importButton} />
      {list.data.length === 0 ? (
        <FirstConversation action={importButton} />
      ) : (
        <>
          <div className={styles.yours}>
            <AssignedToYou
              assignments={(assignments ?? [])
                .filter(({ member }) => member === me)
                .map(assignment => ({
                  ...assignment,
                  title: titles.get(assignment.conversation) ?? '',
                  byName: members.get(assignment.by)?.name,
                }))}
            />
          </div>
          {membership?.workspace.demo && can('layer.write', me) && (
            <FirstSteps workspace={workspace} conversation={list.data.at(-1)!} />
          )}
          <h2 className="visually-hidden">{text.all}</h2>
          {list.data.length > 1 && (
            <RowFilters
              filter={filter}
              sort={sort}
              groups={groups}
              assignees={[...members.values()].filter(
                ({ id, role, removedAt }) =>
                  assigned.has(id) || (!removedAt && (role === 'lead' || role === 'analyst')),
              )}
              me={me}
              found={found.length}
              of={rows.length}
              onChange={change}
            />
          )}
          {progress.isError && (
            <p className={styles.failed} role="alert">
              {progressText.failed}
              <Button size="compact-sm" variant="default" onClick={() => progress.refetch()}>
                {common.tryAgain}
              </Button>
            </p>
          )}
          {found.length === 0 && <p>{common.noMatch}</p>}
          {sections.map(([group, items]) => (
            <ConversationTable
              key={group ?? ''}
              workspace={workspace}
              title={group === null ? text.noGroup : (groupName.get(group) ?? common.unknown)}
              titled={sections.length > 1 || group !== null}
              rows={items}
              sort={sort}
              reversed={reversed}
              onSort={by => change({ sort: by, reversed: by === sort && !reversed })}
              members={members}
              present={present}
              onEdit={setEditing}
              onAssign={setAssigning}
            />
          ))}
          <Lately workspace={workspace} members={members} />
        </>
      )}
      <EditConversationModal workspace={workspace} conversation={editing} onClose={() => setEditing(null)} />
      <AssignModal
        workspace={workspace}
        conversation={assigning}
        members={members}
        onClose={() => setAssigning(null)}
      />
    </Page>
  )
}

type Arrangement = RowFilter & { sort: Sort; reversed: boolean }

/** What is looked for stands in the address, so that it is there again when one comes back from a desk. */
const useArrangement = () => {
  const [query, setQuery] = useSearchParams()
  const of = (key: string) => query.get(key) ?? ''
  const sort = SORTS.find(known => known === of('sort')) ?? 'newest'
  return {
    filter: {
      words: of('words'),
      group: of('group'),
      assignee: of('assignee'),
      state: of('state') as RowFilter['state'],
    },
    sort,
    reversed: query.has('reversed'),
    change: (change: Partial<Arrangement>) =>
      setQuery(
        before => {
          const next = new URLSearchParams(before)
          if (change.sort) next.delete('reversed')
          for (const [key, value] of Object.entries(change)) {
            if (value === '' || value === false) next.delete(key)
            else next.set(key, String(value))
          }
          return next
        },
        { replace: true, preventScrollReset: true },
      ),
  }
}

const byGroup = (rows: readonly ConversationRow[]): Map<string | null, ConversationRow[]> =>
  Map.groupBy(rows, ({ conversation }) => conversation.group)

const FirstConversation = ({ action }: { action: React.ReactNode }) => (
  <EmptyState icon={<IconMessages size={24} />} title={text.emptyTitle} actions={action || undefined}>
    <p>{action ? text.emptyText : text.emptyReader}</p>
    {action && (
      <ol className={styles.steps}>
        {text.emptySteps.map(([step, how]) => (
          <li key={step}>
            <strong>{step}</strong>
            <span>{how}</span>
          </li>
        ))}
      </ol>
    )}
  </EmptyState>
)
