import { Button } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useParams } from 'react-router'
import { useActivity } from '../api/progress.ts'
import { useMembers } from '../api/workspaces.ts'
import { ActivityList } from '../features/workspace/ActivityList.tsx'
import { activity as text } from '../text/activity.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Page } from '../ui/Page.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { PageLoading } from '../ui/PageLoading.tsx'

const PAGE = 30

/** Who did what lately in a workspace. */
export const ActivityPage = () => {
  const workspace = useParams().workspace!
  const list = useActivity(workspace, PAGE)
  const { data: team } = useMembers(workspace)
  const members = useMemo(() => new Map((team ?? []).map(member => [member.id, member])), [team])
  if (list.isPending || !team) return <PageLoading />
  if (list.isError) return <ErrorState error={list.error} onRetry={() => list.refetch()} order={1} />
  const entries = list.data.pages.flatMap(page => page.entries)
  return (
    <Page>
      <PageHeader title={text.title} hint={text.hint} />
      {entries.length === 0 ? (
        <EmptyState icon={<IconHistory size={24} />} title={text.emptyTitle}>
          {text.emptyText}
        </EmptyState>
      ) : (
        <>
          <h2 className="visually-hidden">{text.recent}</h2>
          <ActivityList workspace={workspace} entries={entries} members={members} />
        </>
      )}
      {list.hasNextPage && (
        <Button
          mt="lg"
          variant="default"
          loading={list.isFetchingNextPage}
          onClick={() => list.fetchNextPage()}
        >
          {text.more}
        </Button>
      )}
    </Page>
  )
}
