import type { QueryClient } from '@tanstack/react-query'
import { clearOfflineCopies } from '../collab/offlineCopy.ts'
import { clearDrafts } from '../features/richText/drafts.ts'
import { queryKeys } from './queryKeys.ts'

/**
 * After signing out: asks anew who is here, which pages on the screen see at once, and forgets what was fetched and
 * kept in this browser for whoever was. Clearing the whole cache would leave them standing with what they had.
 */
export const forgetSession = async (client: QueryClient): Promise<void> => {
  await client.resetQueries({ queryKey: queryKeys.session })
  client.removeQueries({ type: 'inactive' })
  clearDrafts(localStorage)
  await clearOfflineCopies()
}
