import { type Replacement, routes } from '@polyphony/contract'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
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

/** Every place where a text is said; what others correct meanwhile is told when one replaces. */
export const usePlaces = (
  workspace: string,
  { find, wholeWord, exact }: { find: string; wholeWord: boolean; exact: boolean },
) => {
  const text = find.trim()
  return useQuery({
    queryKey: [...queryKeys.search(workspace), 'places', text, wholeWord, exact],
    queryFn: ({ signal }) =>
      api.call(
        routes.findPlaces,
        {
          params: { workspace },
          query: { text, wholeWord: wholeWord ? 'true' : 'false', exact: exact ? 'true' : 'false' },
        },
        signal,
      ),
    enabled: text !== '',
    staleTime: 0,
  })
}

export const useReplacePlaces = (workspace: string) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (replacements: Replacement[]) =>
      api.call(routes.replacePlaces, { params: { workspace }, body: { replacements } }),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.search(workspace) }),
  })
}
