import { routes } from '@polyphony/contract'
import { unpackDocuments } from '@polyphony/document'
import { api } from './api.ts'
import { conversationQuery, layersQuery, sourceWordsQuery } from './conversations.ts'
import { queryClient } from './queryClient.ts'
import { sessionQuery } from './session.ts'
import { everybodyQuery } from './workspaces.ts'

/** The state of a document as a Yjs update, once it is there; undefined when it was not among those fetched. */
export type DocumentsAhead = (name: string) => Promise<Uint8Array | undefined>

/** What was fetched ahead is for the desk that opens now; later it would be old. */
const KEPT_MS = 20_000

let forgetting: ReturnType<typeof setTimeout> | undefined
let ahead: { conversation: string; documents: DocumentsAhead } | null = null

/**
 * Asks for all that a desk needs while its program is still on its way; where the page was opened at the desk,
 * `early/ahead.js` has asked before. What fails here is asked for again, and told, by
 * whoever needs it.
 */
export const prefetchDesk = async (workspace: string, conversation: string): Promise<void> => {
  const session = await queryClient.fetchQuery(sessionQuery).catch(() => null)
  if (!session?.user) return
  // The text comes first: everybody's layers are asked for when it is here, and so do not take the server's time from it.
  const text = fetchDocuments(conversation, 'text')
  const layers = text.then(() => fetchDocuments(conversation, 'layers'))
  ahead = {
    conversation,
    documents: (name: string) => pick(name.startsWith('layer/') ? layers : text, name),
  }
  clearTimeout(forgetting)
  forgetting = setTimeout(() => {
    ahead = null
  }, KEPT_MS)
  void queryClient.prefetchQuery(conversationQuery(conversation))
  void queryClient.prefetchQuery(everybodyQuery(workspace))
  void queryClient.prefetchQuery(layersQuery(conversation))
  void text.then(() => queryClient.prefetchQuery(sourceWordsQuery(conversation)))
}

/** The documents of a conversation that were fetched ahead, if they were: what came since follows on the socket. */
export const documentsAhead = (conversation: string): DocumentsAhead | null =>
  ahead?.conversation === conversation ? ahead.documents : null

const pick = async (states: Promise<Map<string, Uint8Array>>, name: string) => (await states).get(name)

/** Never rejects: what could not be fetched ahead comes on the socket. */
const fetchDocuments = async (
  conversation: string,
  part: 'text' | 'layers',
): Promise<Map<string, Uint8Array>> => {
  try {
    const response = await api.send(routes.getDocuments, { params: { conversation }, query: { part } })
    const documents = await unpackDocuments(new Uint8Array(await response.arrayBuffer()))
    return new Map(documents.map(({ name, update }) => [name, update]))
  } catch (error) {
    console.warn('Documents could not be fetched ahead.', error)
    return new Map()
  }
}
