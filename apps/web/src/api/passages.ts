import { type Passage, routes } from '@polyphony/contract'
import type { ExcerptRef } from '@polyphony/ontology'
import { keepPreviousData, queryOptions, useQueries, useQuery } from '@tanstack/react-query'
import { api } from './api.ts'
import { queryKeys } from './queryKeys.ts'

/** Names an excerpt, as the server does. */
export const excerptKey = ({ conversation, member, highlight }: ExcerptRef): string =>
  `${conversation}/${member}/${highlight}`

/** The words of at most a hundred excerpts, by key; those that are gone are missing. */
export const usePassages = (workspace: string, keys: readonly string[]) =>
  useQuery(passagesQuery(workspace, keys))

const passagesQuery = (workspace: string, keys: readonly string[]) =>
  queryOptions({
    queryKey: [...queryKeys.passages(workspace), ...keys],
    queryFn: async ({ signal }): Promise<ReadonlyMap<string, Passage>> => {
      const found = await api.call(
        routes.readPassages,
        { params: { workspace }, query: { of: keys.join(',') } },
        signal,
      )
      return new Map(found.map(passage => [excerptKey(passage), passage]))
    },
    enabled: keys.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })

/** Relations between excerpts: of a workspace, or those with an end in one conversation. */
export const useTies = (workspace: string, conversation?: string) =>
  useQuery({
    queryKey: [...queryKeys.ties(workspace), conversation ?? null],
    queryFn: ({ signal }) =>
      api.call(routes.listTies, { params: { workspace }, query: { conversation } }, signal),
    staleTime: 30_000,
  })

/** Who speaks in the conversations of a workspace. */
export const useSpeakers = (workspace: string) =>
  useQuery({
    queryKey: queryKeys.speakers(workspace),
    queryFn: ({ signal }) => api.call(routes.listSpeakers, { params: { workspace } }, signal),
    staleTime: 60_000,
  })

/** So many can be asked for at once. */
const AT_ONCE = 100

/**
 * The words of any number of excerpts, by key; those that are gone are missing, and all while they are on their way
 * (`pending`).
 */
export const useAllPassages = (workspace: string, keys: readonly string[]) => {
  const sorted = [...keys].sort()
  const parts = Array.from({ length: Math.ceil(sorted.length / AT_ONCE) }, (_, i) =>
    sorted.slice(i * AT_ONCE, (i + 1) * AT_ONCE),
  )
  return useQueries({
    queries: parts.map(part => passagesQuery(workspace, part)),
    combine: combinePassages,
  })
}

const combinePassages = (
  results: readonly { data?: ReadonlyMap<string, Passage>; isPending: boolean }[],
) => ({
  passages: new Map(results.flatMap(({ data }) => [...(data ?? [])])) as ReadonlyMap<string, Passage>,
  pending: results.some(({ isPending }) => isPending),
})
