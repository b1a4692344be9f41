import { type Export, type ExportFormat, routes, routeUrl } from '@polyphony/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from './api.ts'
import { queryKeys } from './queryKeys.ts'

export const isUnderWay = (made: Export): boolean => made.state === 'queued' || made.state === 'running'

/** Exports made and under way, newest first; asked for again while one is being written. */
export const useExports = (workspace: string) =>
  useQuery({
    queryKey: queryKeys.exports(workspace),
    queryFn: ({ signal }) => api.call(routes.listExports, { params: { workspace } }, signal),
    select: list => [...list].sort((a, b) => b.createdAt.localeCompare(a.createdAt)),
    refetchInterval: query => (query.state.data?.some(isUnderWay) ? 1000 : false),
  })

export const useCreateExport = (workspace: string) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: { formats: ExportFormat[]; findings: string[]; comments: boolean }) =>
      api.call(routes.createExport, { params: { workspace }, body }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.exports(workspace) }),
  })
}

export const useCancelExport = (workspace: string) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (exportId: string) => api.call(routes.cancelExport, { params: { export: exportId } }),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.exports(workspace) }),
  })
}

/** Where the zip archive of a finished export is served. */
export const exportFileUrl = (exportId: string): string =>
  routeUrl(routes.downloadExport, { params: { export: exportId } })
