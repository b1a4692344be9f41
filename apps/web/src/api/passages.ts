import { type CodingRecord, type Passage, routes } from '@polyphony/contract'
import type { ExcerptRef } from '@polyphony/ontology'
import { keepPreviousData, type QueryClient, queryOptions, useQueries, useQuery } from '@tanstack/react-query'
import { api } from './api.ts'
import { fetchCodings } from './conversations.ts'
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

/** Fetches what was coded in one conversation anew, and puts it in the place of what is known of it. */
export const refreshCodings = async (
  client: QueryClient,
  workspace: string,
  conversation: string,
): Promise<void> => {
  const queryKey = queryKeys.codings(workspace)
  // Nobody counts; or all of it is on its way, and may have been read before the change.
  if (!client.getQueryData(queryKey) || client.isFetching({ queryKey }) > 0) {
    await client.invalidateQueries({ queryKey })
    return
  }
  const fresh = await fetchCodings(workspace, { conversation })
  client.setQueryData<CodingRecord[]>(
    queryKey,
    known => known && [...known.filter(coding => coding.conversation !== conversation), ...fresh],
  )
}

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
