import { parseDocumentName } from '@polyphony/document'
import type { LiveDocuments } from '../liveDocuments.ts'

/** Members whose layer of the conversation has been written. */
export const layersOf = async (live: LiveDocuments, conversation: string): Promise<string[]> => {
  const refs = (await live.list(`layer/${conversation}/`)).map(parseDocumentName)
  return refs.flatMap(ref => (ref?.kind === 'layer' ? [ref.member] : []))
}
