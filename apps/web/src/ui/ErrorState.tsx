import { Button } from '@mantine/core'
import { PolyphonyError } from '@polyphony/contract'
import { IconAlertTriangle } from '@tabler/icons-react'
import { Link } from 'react-router'
import { paths } from '../paths.ts'
import { common } from '../text/common.ts'
import { EmptyState } from './EmptyState.tsx'
import { errorMessage } from './notify.ts'

interface ErrorStateProps {
  error: unknown
  onRetry?: () => void
  order?: 1 | 2
}

/** In place of what could not be fetched: the server's words, and the way on. */
export const ErrorState = ({ error, onRetry, order = 2 }: ErrorStateProps) => {
  const missing = error instanceof PolyphonyError && error.code === 'not-found'
  return (
    <div role="alert">
      <EmptyState
        icon={<IconAlertTriangle size={24} />}
        title={missing ? common.notFoundTitle : common.errorTitle}
        order={order}
        actions={
          <>
            {onRetry && !missing && <Button onClick={onRetry}>{common.tryAgain}</Button>}
            <Button variant="default" component={Link} to={paths.home}>
              {common.goHome}
            </Button>
          </>
        }
      >
        {errorMessage(error)}
      </EmptyState>
    </div>
  )
}
