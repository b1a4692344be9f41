/** What the header says about the work of the person at this screen. */
export type SavingState = 'opening' | 'saved' | 'saving' | 'offline' | 'not-saved'

/** Of the tab's socket: `lost` once it has stood before. */
export type Connection = 'connecting' | 'connected' | 'lost'

/** One document that this person may write. */
export interface DocumentSaving {
  /** The server has told its state at least once. */
  opened: boolean
  /** Changes made here that the server has not yet called durable. */
  unsaved: boolean
  /** The server said that it cannot store. */
  refused: boolean
}

/**
 * Joins all documents into one word. `saved` is said only when the server has called every change durable; while the
 * connection is down that cannot be known, and while the server cannot store it is not so.
 */
export const savingState = (connection: Connection, documents: Iterable<DocumentSaving>): SavingState => {
  let opened = true
  let unsaved = false
  let refused = false
  for (const document of documents) {
    opened &&= document.opened
    unsaved ||= document.unsaved
    refused ||= document.refused
  }
  // Also where a document has not come yet: without a connection it does not.
  if (connection === 'lost') return 'offline'
  if (connection === 'connecting') return unsaved ? 'offline' : 'opening'
  if (refused) return 'not-saved'
  if (unsaved) return 'saving'
  return opened ? 'saved' : 'opening'
}
