import type * as Y from 'yjs'
import type { Layer } from '../types.ts'
import {
  codingsOf,
  commentsOf,
  highlightsOf,
  LAYER_SCHEMA,
  layerMetaOf,
  memosOf,
  resolvingsOf,
  tiesOf,
} from './layout.ts'
import { readCoding, readComment, readHighlight, readMemo, readResolving, readTie } from './readEntry.ts'

/** An entry of a layer that was left out, and why. */
export interface LayerProblem {
  in: 'highlights' | 'codings' | 'memos' | 'comments' | 'resolvings' | 'ties' | 'meta'
  key: string
  reason: string
}

const HIGHLIGHT_GONE = 'its highlight is gone'

/**
 * Reads a layer. Whatever is malformed is left out and reported in `problems`: whoever may write a layer may write
 * anything into it. Highlights, memos and comments that did not change are the same objects as when it was read before.
 * To go on reading as it changes, see `followLayer`.
 */
export const readLayer = (doc: Y.Doc): Layer & { problems: LayerProblem[] } => {
  const layer: Layer = {
    highlights: new Map(),
    codings: new Map(),
    memos: new Map(),
    comments: new Map(),
    resolvings: new Map(),
    ties: new Map(),
  }
  const problems: LayerProblem[] = []
  const read = <T extends object>(
    where: LayerProblem['in'],
    map: Y.Map<unknown>,
    readEntry: (key: string, value: unknown) => T | string,
    keep: (key: string, entry: T) => string | null,
  ) => {
    for (const [key, value] of map) {
      const entry = readEntry(key, value)
      const reason = typeof entry === 'string' ? entry : keep(key, entry)
      if (reason) problems.push({ in: where, key, reason })
    }
  }
  const into =
    <T>(map: Map<string, T>) =>
    (key: string, entry: T) => {
      map.set(key, entry)
      return null
    }

  const schema = layerMetaOf(doc).get('schema') ?? LAYER_SCHEMA
  if (schema !== LAYER_SCHEMA)
    problems.push({ in: 'meta', key: 'schema', reason: `unknown schema ${schema}` })
  read('highlights', highlightsOf(doc), readHighlight, into(layer.highlights))
  read('codings', codingsOf(doc), readCoding, (_, coding) => {
    const { highlight } = coding
    if (!layer.highlights.has(highlight)) return HIGHLIGHT_GONE
    const list = layer.codings.get(highlight)
    if (list) list.push(coding)
    else layer.codings.set(highlight, [coding])
    return null
  })
  read('memos', memosOf(doc), readMemo, (highlight, memo) =>
    layer.highlights.has(highlight) ? into(layer.memos)(highlight, memo) : HIGHLIGHT_GONE,
  )
  read('comments', commentsOf(doc), readComment, into(layer.comments))
  read('resolvings', resolvingsOf(doc), readResolving, into(layer.resolvings))
  read('ties', tiesOf(doc), readTie, into(layer.ties))
  return { ...layer, problems }
}
