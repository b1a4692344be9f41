import type * as Y from 'yjs'
import { codingsOf, commentsOf, highlightsOf, memosOf } from '../layer/layout.ts'
import { type Undo, undoOver } from './undoOver.ts'

/**
 * Undo for a layer, or one history for several. Every transaction with LOCAL_ORIGIN is a step; `captureTimeout` in
 * milliseconds makes quick successions one.
 */
export const createUndo = (docs: Y.Doc | readonly Y.Doc[], { captureTimeout = 0 } = {}): Undo =>
  undoOver(
    [docs].flat().map(doc => ({
      types: [highlightsOf(doc), codingsOf(doc), memosOf(doc), commentsOf(doc)],
      captureTimeout,
    })),
  )
