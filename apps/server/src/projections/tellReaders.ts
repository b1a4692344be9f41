import { documentName } from '@polyphony/document'
import type { LiveDocuments } from '../liveDocuments.ts'

/**
 * Tells whoever looks at the codebook, or has it open beside a desk, what of a conversation would be listed differently
 * now. It says no more than that: what they are shown they ask for.
 */
export const tellReaders = (
  live: LiveDocuments,
  conversation: { _id: string; workspace: string },
  kinds: readonly string[],
): void => {
  const about = [
    ...(kinds.includes('highlights') || kinds.includes('rulings') ? (['codings'] as const) : []),
    ...(kinds.includes('comments') || kinds.includes('resolvings') ? (['threads'] as const) : []),
    ...(kinds.includes('ties') ? (['relations'] as const) : []),
  ]
  if (about.length === 0) return
  const ontology = documentName({ kind: 'ontology', workspace: conversation.workspace })
  live.tell('all', [ontology], { type: 'said', conversation: conversation._id, about })
}
