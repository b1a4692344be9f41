import { Button, Table } from '@mantine/core'
import type { BinnedItem } from '@polyphony/contract'
import { IconTrash } from '@tabler/icons-react'
import { useParams } from 'react-router'
import { useBin } from '../api/bin.ts'
import { useRestoreBoard } from '../api/boards.ts'
import { useRestoreConversation } from '../api/conversations.ts'
import { useRestoreFinding } from '../api/findings.ts'
import { whenDone } from '../api/whenDone.ts'
import { bin as text } from '../text/bin.ts'
import { formatDay } from '../text/format.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { notifyDone } from '../ui/notify.ts'
import { Page } from '../ui/Page.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { PageLoading } from '../ui/PageLoading.tsx'

/** Deleted conversations, findings and boards, to take out again. */
export const BinPage = () => {
  const workspace = useParams().workspace!
  const items = useBin(workspace)
  const restoreConversation = useRestoreConversation(workspace)
  const restoreFinding = useRestoreFinding(workspace)
  const restoreBoard = useRestoreBoard(workspace)
  const restore = ({ kind, id, title }: BinnedItem) => {
    const done = () => notifyDone(text.restored(title))
    if (kind === 'conversation') whenDone(restoreConversation.mutateAsync(id), done)
    else if (kind === 'board') whenDone(restoreBoard.mutateAsync(id), done)
    else whenDone(restoreFinding.mutateAsync(id), done)
  }
  return (
    <Page>
      <PageHeader title={text.title} hint={text.hint} />
      {items.isPending && <PageLoading />}
      {items.isError && <ErrorState error={items.error} onRetry={() => items.refetch()} />}
      {items.data?.length === 0 && (
        <EmptyState icon={<IconTrash size={24} />} title={text.empty}>
          {text.emptyText}
        </EmptyState>
      )}
      {items.data && items.data.length > 0 && (
        <Table.ScrollContainer minWidth={560}>
          <Table verticalSpacing="sm">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{text.columns.title}</Table.Th>
                <Table.Th>{text.columns.kind}</Table.Th>
                <Table.Th>{text.columns.deleted}</Table.Th>
                <Table.Th>{text.columns.gone}</Table.Th>
                <Table.Th aria-label={text.columns.actions} />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {items.data.map(item => (
                <Table.Tr key={item.id}>
                  <Table.Td>{item.title}</Table.Td>
                  <Table.Td>{text.kinds[item.kind]}</Table.Td>
                  <Table.Td>{formatDay(item.deletedAt)}</Table.Td>
                  <Table.Td>{formatDay(item.goneAt)}</Table.Td>
                  <Table.Td ta="right">
                    <Button
                      variant="default"
                      size="compact-sm"
                      onClick={() => restore(item)}
                      aria-label={text.restoreThis(item.title)}
                    >
                      {text.restore}
                    </Button>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Page>
  )
}
