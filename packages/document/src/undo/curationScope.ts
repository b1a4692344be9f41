import type * as Y from 'yjs'
import { rulingsOf } from '../curation/layout.ts'
import type { HistoryScope } from './createHistory.ts'

/** What a lead decides on the codings of a conversation, for a history. */
export const curationScope = (doc: Y.Doc, conversation: string): HistoryScope => ({
  name: `curation/${conversation}`,
  types: [rulingsOf(doc)],
  captureTimeout: 0,
})
