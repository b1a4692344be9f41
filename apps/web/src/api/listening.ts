import { createApiClient, type Listening, type RouteInput, routes } from '@polyphony/contract'
import { type QueryClient, useQuery } from '@tanstack/react-query'
import { api } from './api.ts'
import { queryKeys } from './queryKeys.ts'

/** Requests that go on when the page that made them is left. */
const parting = createApiClient({
  baseUrl: '',
  fetch: (input, init) => fetch(input, { ...init, keepalive: true }),
})

/** Who has heard which stretches of a conversation; `watch` keeps it fresh while somebody looks at it. */
export const useListening = (conversation: string, { watch = false } = {}) =>
  useQuery({
    refetchOnMount: watch ? 'always' : true,
    refetchInterval: watch && 10_000,
    queryKey: queryKeys.listening(conversation),
    queryFn: ({ signal }) => api.call(routes.getListening, { params: { conversation } }, signal),
  })

/** How much each member has heard of each conversation. */
export const useWorkspaceListening = (workspace: string) =>
  useQuery({
    queryKey: queryKeys.workspaceListening(workspace),
    queryFn: ({ signal }) => api.call(routes.listListening, { params: { workspace } }, signal),
  })

/** Records what I heard, also while the page is being left. */
export const sendListening = async (
  client: QueryClient,
  conversation: string,
  body: NonNullable<RouteInput<typeof routes.recordListening>['body']>,
): Promise<Listening> => {
  const mine = await parting.call(routes.recordListening, { params: { conversation }, body })
  client.setQueryData<Listening[]>(
    queryKeys.listening(conversation),
    list => list && [...list.filter(({ member }) => member !== mine.member), mine],
  )
  // Lists of conversations show it, whichever workspace they are of.
  void client.invalidateQueries({
    predicate: ({ queryKey }) => queryKey[0] === 'workspace' && queryKey[2] === 'listening',
  })
  return mine
}
