import { routes } from '@polyphony/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from './api.ts'
import { queryKeys } from './queryKeys.ts'

/** Pairs of codes that a lead has called different. Other leads may be at it too: asked again while it is looked at. */
export const useDistinctCodes = (workspace: string) =>
  useQuery({
    queryKey: queryKeys.distinctCodes(workspace),
    queryFn: ({ signal }) => api.call(routes.listDistinctCodes, { params: { workspace } }, signal),
    refetchInterval: 15_000,
  })

/** Calls two codes different, or takes that back. */
export const useSetDistinctCodes = (workspace: string) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: { a: string; b: string; distinct: boolean }) =>
      api.call(routes.setDistinctCodes, { params: { workspace }, body }),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.distinctCodes(workspace) }),
  })
}
