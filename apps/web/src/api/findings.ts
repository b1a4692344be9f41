import { type Decision, type Excerpt, type Finding, routes } from '@polyphony/contract'
import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from './api.ts'
import { queryKeys } from './queryKeys.ts'

export const useFindings = (workspace: string) =>
  useQuery({
    queryKey: queryKeys.findings(workspace),
    queryFn: ({ signal }) => api.call(routes.listFindings, { params: { workspace } }, signal),
  })

/** A finding with its excerpts in order, and its narrative as it stood when asked. */
export const useFinding = (finding: string) =>
  useQuery({
    queryKey: queryKeys.finding(finding),
    queryFn: ({ signal }) => api.call(routes.getFinding, { params: { finding } }, signal),
  })

export const useCreateFinding = (workspace: string) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: { title: string; themes: string[] }) =>
      api.call(routes.createFinding, { params: { workspace }, body }),
    meta: { form: true },
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.findings(workspace) }),
  })
}

export const useUpdateFinding = (workspace: string, finding: string) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: { title?: string; themes?: string[] }) =>
      api.call(routes.updateFinding, { params: { finding }, body }),
    onSettled: () => refreshFinding(client, workspace, finding),
  })
}

export const useDeleteFinding = (workspace: string) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (finding: string) => api.call(routes.deleteFinding, { params: { finding } }),
    onSuccess: (_done, finding) => {
      client.setQueryData<Finding[]>(queryKeys.findings(workspace), list =>
        list?.filter(f => f.id !== finding),
      )
      return refreshLists(client, workspace)
    },
  })
}

export const useRestoreFinding = (workspace: string) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (finding: string) => api.call(routes.restoreFinding, { params: { finding } }),
    onSuccess: () => refreshLists(client, workspace),
  })
}

export const useAddExcerpt = (workspace: string, finding: string) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: { conversation: string; member: string; highlight: string }) =>
      api.call(routes.addExcerpt, { params: { finding }, body }),
    onSuccess: () => refreshFinding(client, workspace, finding),
  })
}

export const useOrderExcerpts = (workspace: string, finding: string) => {
  const client = useQueryClient()
  const key = queryKeys.finding(finding)
  return useMutation({
    mutationFn: (excerpts: string[]) =>
      api.call(routes.orderExcerpts, { params: { finding }, body: { excerpts } }),
    onMutate: async order => {
      await client.cancelQueries({ queryKey: key })
      const before = client.getQueryData<{ excerpts: Excerpt[] }>(key)
      if (before) {
        const byId = new Map(before.excerpts.map(e => [e.id, e]))
        client.setQueryData(key, { ...before, excerpts: order.flatMap(id => byId.get(id) ?? []) })
      }
      return { before }
    },
    onError: (_error, _order, context) => client.setQueryData(key, context?.before),
    onSettled: () => refreshFinding(client, workspace, finding),
  })
}

export const useRemoveExcerpt = (workspace: string) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (excerpt: Excerpt) => api.call(routes.removeExcerpt, { params: { excerpt: excerpt.id } }),
    onSuccess: (_done, excerpt) => refreshFinding(client, workspace, excerpt.finding),
  })
}

/** The queue of those who decide. */
export const useExcerpts = (workspace: string, state?: Decision['state']) =>
  useQuery({
    queryKey: [...queryKeys.excerpts(workspace), state ?? 'all'],
    queryFn: ({ signal }) =>
      api.call(routes.listExcerpts, { params: { workspace }, query: { state } }, signal),
  })

export interface DecisionInput {
  state: Decision['state']
  reason: string | null
  expiresAt: string | null
}

export const useDecideExcerpt = (workspace: string) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ excerpt, decision }: { excerpt: Excerpt; decision: DecisionInput }) =>
      api.call(routes.decideExcerpt, { params: { excerpt: excerpt.id }, body: decision }),
    onSuccess: changed => refreshFinding(client, workspace, changed.finding),
  })
}

const refreshLists = (client: QueryClient, workspace: string) =>
  Promise.all([
    client.invalidateQueries({ queryKey: queryKeys.findings(workspace) }),
    client.invalidateQueries({ queryKey: queryKeys.excerpts(workspace) }),
    client.invalidateQueries({ queryKey: queryKeys.bin(workspace) }),
  ])

const refreshFinding = (client: QueryClient, workspace: string, finding: string) =>
  Promise.all([
    client.invalidateQueries({ queryKey: queryKeys.finding(finding) }),
    refreshLists(client, workspace),
  ])
