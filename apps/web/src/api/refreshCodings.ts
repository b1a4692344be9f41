import type { CodingRecord } from '@polyphony/contract'
import type { QueryClient } from '@tanstack/react-query'
import { fetchCodings } from './conversations.ts'
import { queryKeys } from './queryKeys.ts'

/**
 * Fetches what was coded in one conversation anew, and puts it in the place of what is known of it. Where all of it is
 * on its way, and may have been read before the change, that is waited for: begun anew at each change it would never
 * come while many code.
 */
export const refreshCodings = async (
  client: QueryClient,
  workspace: string,
  conversation: string,
): Promise<void> => {
  const queryKey = queryKeys.codings(workspace)
  while (client.isFetching({ queryKey }) > 0)
    await client.refetchQueries({ queryKey }, { cancelRefetch: false })
  if (!client.getQueryData(queryKey)) return
  const fresh = await fetchCodings(workspace, { conversation })
  client.setQueryData<CodingRecord[]>(
    queryKey,
    known => known && [...known.filter(coding => coding.conversation !== conversation), ...fresh],
  )
}
