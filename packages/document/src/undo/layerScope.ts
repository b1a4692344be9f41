import type * as Y from 'yjs'
import { codingsOf, commentsOf, highlightsOf, memosOf, resolvingsOf, tiesOf } from '../layer/layout.ts'
import type { HistoryScope } from './createHistory.ts'

/** All that a member writes in a layer, for a history. */
export const layerScope = (doc: Y.Doc, { captureTimeout = 0 } = {}): HistoryScope => ({
  name: 'layer',
  types: [highlightsOf(doc), codingsOf(doc), memosOf(doc), commentsOf(doc), resolvingsOf(doc), tiesOf(doc)],
  captureTimeout,
})
