import { routes } from '@polyphony/contract'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { api } from './api.ts'
import { queryKeys } from './queryKeys.ts'

export interface SearchQuery {
  q: string
  wholeWord?: boolean
  /** What is paged through; without it, the first of everything. */
  kind?: 'words' | 'notes'
  limit?: number
  after?: string
}

/** What a workspace answers to a search; asks nothing while there is nothing to look for. */
export const useSearch = (workspace: string, { q, wholeWord = false, ...rest }: SearchQuery) =>
  useQuery({
    queryKey: [...queryKeys.search(workspace), q, wholeWord, rest],
    queryFn: ({ signal }) =>
      api.call(
        routes.search,
        { params: { workspace }, query: { q, wholeWord: wholeWord ? 'true' : 'false', ...rest } },
        signal,
      ),
    enabled: q.trim() !== '',
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  })
