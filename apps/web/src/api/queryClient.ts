import { PolyphonyError } from '@polyphony/contract'
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { notifyError } from '../ui/notify.ts'
import { queryKeys } from './queryKeys.ts'

declare module '@tanstack/react-query' {
  interface Register {
    /** `form: true`: the form that sends shows what went wrong, so no notification repeats it. */
    mutationMeta: { form?: boolean }
  }
}

const isSignedOut = (error: unknown): boolean =>
  error instanceof PolyphonyError && (error.code === 'sign-in-required' || error.code === 'session-expired')

/** Asking again helps only when the server could not be reached or is busy. */
const mayRetry = (failures: number, error: unknown): boolean =>
  failures < 2 &&
  error instanceof PolyphonyError &&
  (error.code === 'unavailable' || error.code === 'too-many-requests')

const createQueryClient = (): QueryClient => {
  const askWhoIsHere = (error: unknown) => {
    if (isSignedOut(error)) void client.invalidateQueries({ queryKey: queryKeys.session })
  }
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: askWhoIsHere }),
    mutationCache: new MutationCache({
      onError: (error, _variables, _context, mutation) => {
        askWhoIsHere(error)
        if (!mutation.meta?.form) notifyError(error)
      },
    }),
    defaultOptions: {
      queries: { retry: mayRetry, staleTime: 15_000 },
      // A write is never repeated behind somebody's back, nor kept waiting for a connection unseen.
      mutations: { retry: false, networkMode: 'always' },
    },
  })
  return client
}

/** One query cache for the tab. Failed queries show on their page; failed mutations are said once, as an alert. */
export const queryClient = createQueryClient()
