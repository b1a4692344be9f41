import { Button } from '@mantine/core'
import { PolyphonyError } from '@polyphony/contract'
import { IconLock, IconMapQuestion } from '@tabler/icons-react'
import { Link } from 'react-router'
import { useMyAbilities, useSession } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { common } from '../../text/common.ts'
import { links as words } from '../../text/links.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'

/** Why a conversation does not open, and where one may go instead. */
export const DeskShut = ({
  error,
  workspace,
  onRetry,
}: {
  error: Error
  workspace: string
  onRetry: () => void
}) => {
  const { membership, can } = useMyAbilities(workspace)
  const name = useSession().data?.user?.name ?? ''
  const code = error instanceof PolyphonyError ? error.code : null
  if (code !== 'forbidden' && code !== 'not-found' && code !== 'invalid-input')
    return <ErrorState error={error} order={1} onRetry={onRetry} />
  const forbidden = code === 'forbidden' || !membership
  const mayLookInBin = !forbidden && can('conversation.delete')
  return (
    <EmptyState
      order={1}
      icon={forbidden ? <IconLock size={24} /> : <IconMapQuestion size={24} />}
      title={forbidden ? words.forbiddenTitle : words.goneTitle}
      actions={
        <>
          {mayLookInBin && (
            <Button variant="default" component={Link} to={paths.bin(workspace)}>
              {words.toBin}
            </Button>
          )}
          <Button component={Link} to={forbidden ? paths.home : paths.conversations(workspace)}>
            {forbidden ? common.goHome : words.toConversations}
          </Button>
        </>
      }
    >
      {forbidden ? words.forbidden(name) : mayLookInBin ? `${words.gone} ${words.goneBin}` : words.gone}
    </EmptyState>
  )
}
