import { routes } from '@polyphony/contract'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from './api.ts'
import { queryKeys } from './queryKeys.ts'

const POLL_MS = 20_000

/** How many entries of my inbox I have not seen. Asked again by and by, for a page without a desk is told nothing. */
export const useUnseenCount = (workspace: string) =>
  useQuery({
    queryKey: [...queryKeys.inbox(workspace), 'count'],
    queryFn: async ({ signal }) =>
      (
        await api.call(
          routes.listInbox,
          { params: { workspace }, query: { limit: 1, unseen: 'true' } },
          signal,
        )
      ).unseen,
    refetchInterval: POLL_MS,
    refetchOnWindowFocus: 'always',
  })

export const useInbox = (workspace: string, unseen: boolean) =>
  useInfiniteQuery({
    queryKey: [...queryKeys.inbox(workspace), 'entries', unseen],
    queryFn: ({ signal, pageParam }) =>
      api.call(
        routes.listInbox,
        { params: { workspace }, query: { ...(unseen && { unseen: 'true' }), after: pageParam } },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.next ?? undefined,
    staleTime: 0,
  })

/** Marks entries, all when none are named, as seen or not. */
export const useMarkInbox = (workspace: string) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: { entries?: string[]; seen?: boolean }) =>
      api.call(routes.markInbox, { params: { workspace }, body }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.inbox(workspace) }),
  })
}

/** What was said of a code, and of those merged into it, in all conversations. */
export const useCodeThreads = (workspace: string, codes: readonly string[]) =>
  useQuery({
    queryKey: [...queryKeys.codeThreads(workspace), codes],
    queryFn: ({ signal }) =>
      api.call(routes.listCodeThreads, { params: { workspace }, query: { codes: codes.join(',') } }, signal),
  })
