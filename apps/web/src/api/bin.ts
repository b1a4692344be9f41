import { routes } from '@polyphony/contract'
import { useQuery } from '@tanstack/react-query'
import { api } from './api.ts'
import { queryKeys } from './queryKeys.ts'

/** What was deleted and can be taken out of the bin; asked for anew each time the page opens. */
export const useBin = (workspace: string) =>
  useQuery({
    queryKey: queryKeys.bin(workspace),
    queryFn: ({ signal }) => api.call(routes.listBin, { params: { workspace } }, signal),
    staleTime: 0,
  })
