import { liveDocuments } from '../liveDocuments.ts'
import { layersOf } from './layersOf.ts'

/** Members whose layer of a conversation has content, so that a client opens only those. */
export const listLayers = async (conversation: string): Promise<{ member: string }[]> =>
  (await layersOf(liveDocuments(), conversation)).map(member => ({ member }))
