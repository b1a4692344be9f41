import type { CodingRecord } from '@polyphony/contract'
import type { QueryClient } from '@tanstack/react-query'
import { fetchCodings } from './conversations.ts'
import { queryKeys } from './queryKeys.ts'

/** Codings of more conversations than these are asked for as a whole. */
const ONE_BY_ONE = 8

/**
 * Fetches what was coded in some conversations anew, and puts it in the place of what is known of them. Where all
 * codings are on their way, and may have been read before the change, that is waited for: begun anew at each change they
 * would never come while many code.
 */
export const refreshCodings = async (
  client: QueryClient,
  workspace: string,
  conversations: readonly string[],
): Promise<void> => {
  const queryKey = queryKeys.codings(workspace)
  const query = client.getQueryCache().find<CodingRecord[]>({ queryKey })
  // Whoever asked for them is told when they do not come.
  while (query?.state.fetchStatus === 'fetching') await Promise.allSettled([query.promise])
  if (!query?.state.data) return
  if (conversations.length > ONE_BY_ONE) {
    await client.invalidateQueries({ queryKey })
    return
  }
  const fresh = await Promise.all(
    conversations.map(conversation => fetchCodings(workspace, { conversation })),
  )
  client.setQueryData<CodingRecord[]>(
    queryKey,
    known =>
      known && [...known.filter(coding => !conversations.includes(coding.conversation)), ...fresh.flat()],
  )
}
