import * as Y from 'yjs'
import type { TranscriptIndex } from '../transcript/TranscriptIndex.ts'
import type { Anchor, TextSpan } from '../types.ts'
import { abridge, contextLength } from './quote.ts'
import { spanText, trimSpan } from './spanText.ts'

/**
 * An anchor on a passage, with its time span in milliseconds where known (see `spanTimes`). Throws RangeError when
 * the passage is empty or not in the transcript.
 */
export const createAnchor = (
  index: TranscriptIndex,
  span: TextSpan,
  { from, to }: { from: number; to: number } = { from: -1, to: -1 },
): Anchor => {
  const trimmed = trimSpan(index, span)
  if (!trimmed) throw new RangeError('The passage is empty, or its turns are not in the transcript.')
  const { start, end } = trimmed
  const quoted = abridge(spanText(index, trimmed))
  const context = contextLength(quoted.quoteLength)
  return {
    start: Y.encodeRelativePosition(index.positionAt(start, 0)),
    end: Y.encodeRelativePosition(index.positionAt(end, -1)),
    ...quoted,
    prefix: index.turn(start.turn)!.text.slice(Math.max(0, start.offset - context), start.offset),
    suffix: index.turn(end.turn)!.text.slice(end.offset, end.offset + context),
    from,
    to,
  }
}
