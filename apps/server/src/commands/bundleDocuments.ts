import type { Actor } from '@polyphony/contract'
import { type DocumentRef, documentName, packDocuments } from '@polyphony/document'
import { liveDocuments } from '../liveDocuments.ts'
import { documentAccess } from '../policies/documentAccess.ts'
import { layersOf } from '../projections/layersOf.ts'

/**
 * What somebody needs to open a conversation, in one piece: the transcript, the layers and the ontology, each only if
 * they may read it, by the same decision that their socket meets.
 */
export const bundleDocuments = async (
  actor: Actor,
  { _id: conversation, workspace }: { _id: string; workspace: string },
  part?: 'text' | 'layers',
): Promise<Uint8Array> => {
  const live = liveDocuments()
  const refs: DocumentRef[] = []
  if (part !== 'layers') refs.push({ kind: 'transcript', conversation }, { kind: 'ontology', workspace })
  if (part !== 'text')
    for (const member of await layersOf(live, conversation))
      refs.push({ kind: 'layer', conversation, member })
  const readable = await Promise.all(refs.map(ref => documentAccess(actor, ref)))
  const names = refs.filter((_, i) => readable[i]?.access).map(documentName)
  return packDocuments(
    await Promise.all(names.map(async name => ({ name, deflated: await live.deflated(name) }))),
  )
}
