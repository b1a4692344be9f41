import { useRef } from 'react'
import { Navigate, Outlet, useLocation, useMatch } from 'react-router'
import { useSession } from '../api/session.ts'
import { CollabProvider } from '../collab/CollabProvider.tsx'
import { paths } from '../paths.ts'
import { account } from '../text/account.ts'
import { Door } from '../ui/Door.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { PageLoading } from '../ui/PageLoading.tsx'

/** Lets in who is signed in; sends others to the door and brings them back to where they were going. */
export const MembersOnly = () => {
  const session = useSession()
  const location = useLocation()
  const atDesk = useMatch(paths.desk(':workspace', ':conversation')) !== null
  const user = session.data?.user?.id
  const known = useRef(user)
  if (user) known.current = user
  // A session that ends takes nobody from an open desk: what is unsaved waits there, and the desk asks to sign in.
  const present = user ?? (atDesk ? known.current : undefined)
  if (present)
    return (
      <CollabProvider user={present}>
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
  if (!session.data.ready) return <Door title={account.waiting.title} hint={account.waiting.text} />
  return <Navigate to={paths.signIn(location.pathname + location.search)} replace />
}
