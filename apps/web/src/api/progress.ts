import { useNetwork } from '@mantine/hooks'
import { type Assignment, routes } from '@polyphony/contract'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from './api.ts'
import { queryKeys } from './queryKeys.ts'

/** How often it is asked who is here. */
const PRESENCE_MS = 10_000

/**
 * Who has which conversation open now: member ids by conversation. Nobody while that cannot be asked: what was true
 * before the connection broke may not be any more.
 */
export const usePresence = (workspace: string): ReadonlyMap<string, readonly string[]> => {
  const { online } = useNetwork()
  const { data, isError } = useQuery({
    queryKey: queryKeys.presence(workspace),
    queryFn: ({ signal }) => api.call(routes.listPresence, { params: { workspace } }, signal),
    refetchInterval: PRESENCE_MS,
    refetchOnWindowFocus: 'always',
    staleTime: 0,
    retry: false,
  })
  return isError || !online || !data
    ? new Map()
    : new Map(data.map(({ conversation, members }) => [conversation, members]))
}

/** How far the work on each conversation is. */
export const useProgress = (workspace: string) =>
  useQuery({
    queryKey: queryKeys.progress(workspace),
    queryFn: ({ signal }) => api.call(routes.listProgress, { params: { workspace } }, signal),
    refetchInterval: 30_000,
  })

export const useReviewConversation = (workspace: string) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ conversation, reviewed }: { conversation: string; reviewed: boolean }) =>
      api.call(routes.reviewConversation, { params: { conversation }, body: { reviewed } }),
    onSuccess: () => refreshWork(client, workspace),
  })
}

/** Who is to code what by when. */
export const useAssignments = (workspace: string) =>
  useQuery({
    queryKey: queryKeys.assignments(workspace),
    queryFn: ({ signal }) => api.call(routes.listAssignments, { params: { workspace } }, signal),
    refetchInterval: 30_000,
  })

/** What I am to code, in all my workspaces. */
export const useMyAssignments = () =>
  useQuery({
    queryKey: queryKeys.myAssignments,
    queryFn: ({ signal }) => api.call(routes.listMyAssignments, {}, signal),
  })

type Assigned = Pick<Assignment, 'conversation' | 'member' | 'due' | 'note'> &
  Partial<Pick<Assignment, 'doneAt'>>

/** `form`: whoever calls says itself what went wrong. */
export const useAssign = (workspace: string, { form = false } = {}) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ conversation, member, ...body }: Assigned) =>
      api.call(routes.assignConversation, { params: { conversation, member }, body }),
    meta: { form },
    onSuccess: () => refreshWork(client, workspace),
  })
}

export const useUnassign = (workspace: string) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ conversation, member }: Pick<Assignment, 'conversation' | 'member'>) =>
      api.call(routes.unassignConversation, { params: { conversation, member } }),
    onSuccess: () => refreshWork(client, workspace),
  })
}

/** Says that my part is done, or opens it again. */
export const useFinishAssignment = (workspace: string) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ conversation, done }: { conversation: string; done: boolean }) =>
      api.call(routes.finishAssignment, { params: { conversation }, body: { done } }),
    onSuccess: () => refreshWork(client, workspace),
  })
}

const refreshWork = (client: ReturnType<typeof useQueryClient>, workspace: string) =>
  Promise.all(
    [
      queryKeys.progress(workspace),
      queryKeys.assignments(workspace),
      queryKeys.activity(workspace),
      queryKeys.myAssignments,
    ].map(queryKey => client.invalidateQueries({ queryKey })),
  )

/** Who did what lately, page by page, the newest first. */
export const useActivity = (workspace: string, limit: number) =>
  useInfiniteQuery({
    queryKey: [...queryKeys.activity(workspace), limit],
    queryFn: ({ pageParam, signal }) =>
      api.call(
        routes.listActivity,
        { params: { workspace }, query: { limit, ...(pageParam && { before: pageParam }) } },
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  })
