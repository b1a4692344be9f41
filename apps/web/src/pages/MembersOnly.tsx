import { Navigate, Outlet, useLocation } from 'react-router'
import { useSession } from '../api/session.ts'
import { CollabProvider } from '../collab/CollabProvider.tsx'
import { paths } from '../paths.ts'
import { account } from '../text/account.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { PageLoading } from '../ui/PageLoading.tsx'

/** Lets in who is signed in; sends others to the door and brings them back to where they were going. */
export const MembersOnly = () => {
  const session = useSession()
  const location = useLocation()
  if (session.data?.user)
    return (
      <CollabProvider user={session.data.user.id}>
        <Outlet />
      </CollabProvider>
    )
  if (session.isPending) return <PageLoading />
  if (session.isError)
    return (
      <main>
        <ErrorState error={session.error} onRetry={() => session.refetch()} order={1} />
      </main>
    )
  if (!session.data.ready)
    return (
      <main>
        <EmptyState title={account.waiting.title} order={1}>
          {account.waiting.text}
        </EmptyState>
      </main>
    )
  return <Navigate to={paths.signIn(location.pathname + location.search)} replace />
}
