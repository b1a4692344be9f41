import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useRouteError } from 'react-router'
import { common } from '../text/common.ts'
import { EmptyState } from '../ui/EmptyState.tsx'

/** When a page itself fails: its program could not be fetched, or it broke. Nothing saved is lost. */
export const RouteErrorPage = () => {
  const error = useRouteError()
  useEffect(() => console.error(error), [error])
  return (
    <main role="alert">
      <title>{`${common.errorTitle} · ${common.product}`}</title>
      <EmptyState
        icon={<IconAlertTriangle size={24} />}
        title={common.errorTitle}
        order={1}
        actions={
          <>
            <Button onClick={() => location.reload()}>{common.reload}</Button>
            <Button variant="default" component="a" href="/">
              {common.goHome}
            </Button>
          </>
        }
      >
        {common.unexpectedError}
      </EmptyState>
    </main>
  )
}
