import { routes } from '@polyphony/contract'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { api } from './api.ts'
import { queryKeys } from './queryKeys.ts'

/** While it is looked at, others may go on correcting. */
const REFRESH_MS = 5_000

/** Who corrected a conversation and how, the latest first. */
export const useCorrections = (conversation: string) =>
  useInfiniteQuery({
    queryKey: queryKeys.corrections(conversation),
    queryFn: ({ signal, pageParam }) =>
      api.call(
        routes.listCorrections,
        { params: { conversation }, query: { limit: 40, ...(pageParam && { after: pageParam }) } },
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: page => page.next,
    refetchInterval: REFRESH_MS,
    staleTime: 0,
  })

/** The last correction of one turn. */
export const useLastCorrection = (conversation: string, turn: string) =>
  useQuery({
    queryKey: [...queryKeys.corrections(conversation), turn],
    queryFn: ({ signal }) =>
      api.call(routes.listCorrections, { params: { conversation }, query: { turn, limit: 1 } }, signal),
    select: ({ corrections }) => corrections[0] ?? null,
    staleTime: 0,
  })
