import { trusted } from 'mongoose'
import { binnedConversations } from './binned.ts'

/**
 * Which projected records a member of a workspace may be shown, as a filter on them. The one place where that is
 * decided for inboxes and threads: whatever hides a layer from somebody for a time belongs here. At present only
 * conversations in the bin are hidden, from everybody.
 */
export const visibleTo = async (workspace: string, _member: string) => {
  const binned = await binnedConversations(workspace)
  return { workspace, ...(binned.length > 0 && { conversation: trusted({ $nin: binned }) }) }
}
