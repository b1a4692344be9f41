import type * as Y from 'yjs'
import { areasOf, clustersOf, notesOf, outcomesOf, placesOf } from '../board/layout.ts'
import type { HistoryScope } from './createHistory.ts'

/** All that is written on a board, for a history. */
export const boardScope = (doc: Y.Doc): HistoryScope => ({
  name: 'board',
  types: [placesOf(doc), notesOf(doc), clustersOf(doc), areasOf(doc), outcomesOf(doc)],
  captureTimeout: 0,
})
